"""Runs a model: within limits, stopped soon when asked, the same every time where work is limited."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from enishi.domain.scheduling.board import Board
from enishi.domain.scheduling.limits import Limits, Watch
from enishi.domain.scheduling.memory import require

# How often somebody looks whether to stop, in seconds.
_LOOK = 0.02
# Units of work in one unit of the solver's own deterministic time.
_WORK = 1000.0
# Bytes for a small model and the stacks of its threads.
_ROOM = 64 << 20

type Value = Callable[[cp_model.LinearExprT], int]


@dataclass
class Budget:
    """What may still be spent on solving, over several models.

    Args:
        watch: the clock and its limits.
        over: asked often; True ends the search.
        workers: threads where only the clock limits; one where work is limited.
        seed: of the search.
    """

    watch: Watch
    over: Callable[[], bool]
    workers: int = 2
    seed: int = 1
    spent: float = field(default=0.0, init=False)

    @classmethod
    def of_board(cls, board: Board, seed: int, workers: int) -> "Budget":
        """Return the budget that the limits of a board leave."""
        return cls(board.watch, lambda: board.over, workers, seed)

    @classmethod
    def of_limits(cls, limits: Limits, seed: int = 1, workers: int = 2) -> "Budget":
        """Return the budget that limits give from now on."""
        watch = Watch(limits)
        return cls(watch, lambda: watch.left <= 0, workers, seed)

    @property
    def work_left(self) -> float:
        """Deterministic time that remains; infinite where work is not limited."""
        work = self.watch.limits.work
        return float("inf") if work is None else max(0.0, work / _WORK - self.spent)

    @property
    def ended(self) -> bool:
        """Whether to stop."""
        return self.over() or self.work_left <= 0

    def solver(self, seconds: float = float("inf")) -> cp_model.CpSolver:
        """Return a solver that keeps to what is left, and to some seconds where the clock counts."""
        limits = self.watch.limits
        solver = cp_model.CpSolver()
        solver.parameters.random_seed = self.seed
        if limits.work is not None:
            solver.parameters.max_deterministic_time = self.work_left
        if limits.seconds is None and limits.work is not None:
            solver.parameters.num_workers = 1
            return solver
        solver.parameters.num_workers = self.workers
        if (left := min(self.watch.left, seconds)) < float("inf"):
            solver.parameters.max_time_in_seconds = left
        return solver


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a model.

    Args:
        value: the value of an expression in the best solution; None where none was found.
        bound: no solution has a smaller objective; None where nothing is known.
        proved: whether the solution is best, or that there is none.
    """

    value: Value | None
    bound: int | None
    proved: bool


class _Listener(cp_model.CpSolverSolutionCallback):
    def __init__(self, told: Callable[[Value], None]) -> None:
        super().__init__()
        self._told = told
        self.failed: Exception | None = None

    def on_solution_callback(self) -> None:
        """Pass a solution on; what goes wrong there is kept, for here it would end the process."""
        try:
            self._told(lambda expression: int(self.value(expression)))
        except Exception as error:  # noqa: BLE001 - raised again when the search is over
            self.failed = error
            self.stop_search()


def run(
    model: cp_model.CpModel,
    budget: Budget,
    *,
    seconds: float = float("inf"),
    on_solution: Callable[[Value], None] | None = None,
    on_bound: Callable[[int], None] | None = None,
    tune: Callable[[cp_model.CpSolver], None] | None = None,
) -> Outcome:
    """Minimise a model, whose objective is whole, within a budget.

    Raises:
        MemoryError: there is no room for it.
    """
    if budget.ended:
        return Outcome(None, None, proved=False)
    require(_ROOM)
    solver = budget.solver(seconds)
    if tune is not None:
        tune(solver)
    if on_bound is not None:
        solver.best_bound_callback = lambda bound: on_bound(_up(bound))
    done = threading.Event()
    guard = threading.Thread(target=_stop_when_over, args=(solver, budget, done), daemon=True)
    guard.start()
    listener = None if on_solution is None else _Listener(on_solution)
    try:
        status = solver.solve(model, listener)
    finally:
        done.set()
        guard.join()
    if listener is not None and listener.failed is not None:
        raise listener.failed
    budget.spent += solver.deterministic_time
    if status == cp_model.INFEASIBLE:
        return Outcome(None, None, proved=True)
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return Outcome(None, None, proved=False)
    return Outcome(
        lambda expression: int(solver.value(expression)),
        _up(solver.best_objective_bound),
        proved=status == cp_model.OPTIMAL,
    )


def _stop_when_over(solver: cp_model.CpSolver, budget: Budget, done: threading.Event) -> None:
    while not done.wait(_LOOK):
        if budget.over():
            solver.stop_search()


def _up(bound: float) -> int:
    """Return the least whole number that a bound allows, a rounding error apart."""
    return int(-(-(bound - 1e-6) // 1))


def lightly(solver: cp_model.CpSolver) -> None:
    """Set a solver up for models that are small, near to linear, and solved again and again."""
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 2
    solver.parameters.cp_model_probing_level = 0

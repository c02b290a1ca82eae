"""The engine that proves: it refutes by counting, then decides "at most so many breaks".

Solvers run side by side. One climbs: it refutes ever more breaks until there is a plan. Another
looks for a plan with no more than is known to be needed, or, when the best plan is near the bound,
for a better one. Where that takes long, a third betters the best plan piece by piece.
"""

from dataclasses import dataclass, field

from pysat.solvers import Solver

from enishi.domain.scheduling.board import Board
from enishi.domain.scheduling.decisions.case import Case, applies
from enishi.domain.scheduling.decisions.conflict import conflict
from enishi.domain.scheduling.decisions.counting import shortage
from enishi.domain.scheduling.decisions.crew import Crew
from enishi.domain.scheduling.decisions.work import (
    Climb,
    Decide,
    Failed,
    Found,
    Improve,
    Refuted,
    Said,
)
from enishi.domain.scheduling.shape import Shape
from enishi.domain.scheduling.staffing import seated

BY = "decisions"
_LOOK = 0.02  # seconds between two looks at the board
# Slots open to requests, in all. A formula of more takes more memory than it is worth (some 250 MB).
_MOST_OPEN = 10_000
_CONFLICTS = 4  # of a solver to a unit of work
_AT_ONCE = 1_000  # conflicts between two looks at the board
_NEAR = 2  # breaks between bound and plan that are decided from above
_SOON = 4.0  # seconds in which many a problem is settled by two
_CLIMBER, _FINDER, _IMPROVER = "climber", "finder", "improver"


def decide(board: Board, seed: int = 0) -> None:
    """Prove the best plan of a problem in which all that is asked for must be held.

    It returns when there is nothing more to prove, when the board is over, or at once where the
    problem is not of that kind (`applies`). Of a large one it says only what counting refutes.

    Args:
        board: where it reads the best plan and writes plans, bounds and reasons.
        seed: for the solvers.
    """
    if not applies(board.problem):
        return
    shape = Shape.of(board.problem)
    plain = Case.of(shape)
    case = plain.narrowed()
    if short := shortage(shape, plain):
        board.prove(BY, must_missing=short.missing)
        board.because(short.reason)
        return
    if short := shortage(shape, case):
        # Without one of them the order of the others may leave more slots open: one is proved.
        board.prove(BY, must_missing=1)
        board.because(conflict(shape, plain, lambda: board.over) or short.reason)
        return
    if case.open.sum() > _MOST_OPEN:
        return
    possible = False
    patience = Patience(board)
    for base in _bases(case):
        race = _Race(board, shape, case, base, _above(case, base), seed)
        if board.limits.seconds is None and board.limits.work is not None:
            race.alone(patience)
        else:
            with race.crew:
                race.run()
        possible = possible or not race.impossible
        if not race.closed:
            return
    if not possible:
        board.prove(BY, must_missing=1)
        if reason := conflict(shape, plain, lambda: board.over):
            board.because(reason)


class Patience:
    """Asks solvers for as many conflicts as the work limit of a board allows."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.left = (board.limits.work or 0) * _CONFLICTS

    def ask(self, solver: Solver, assumed: list[int]) -> bool | None:
        """Return whether a formula can be satisfied; None: patience has run out."""
        while self.left > 0 and not self.board.over:
            before = solver.accum_stats()["conflicts"]
            solver.conf_budget(min(self.left, _AT_ONCE))
            answer: bool | None = solver.solve_limited(assumptions=assumed)
            self.left -= max(1, solver.accum_stats()["conflicts"] - before)
            if answer is not None:
                return answer
        return None


def _bases(case: Case) -> range:
    """Return what the fewest breaks of any party can be."""
    if case.fairness is None:
        return range(1)
    return range(min(case.most_breaks(party) for party in range(len(case.held))) + 1)


def _above(case: Case, base: int) -> int | None:
    """Return how many breaks a plan of a greater base has at least; None: there is none."""
    return (base + 1) * len(case.held) if base + 1 in _bases(case) else None


@dataclass
class _Race:
    """The search among plans whose fewest breaks of a party are `base`.

    `known`: every such plan has at least so many breaks. `above`: every plan of a greater base has.
    """

    board: Board
    shape: Shape
    case: Case
    base: int
    above: int | None
    seed: int
    known: int = 0
    impossible: bool = False
    failures: int = 0
    begun: float = 0.0
    improved: int | None = None
    crew: Crew = field(init=False)

    def __post_init__(self) -> None:
        self.known = self.base * len(self.case.held)
        self.crew = Crew(self.case)
        self.begun = self.board.watch.seconds

    @property
    def closed(self) -> bool:
        """Whether no plan of this base is better than the best."""
        best = self._best()
        return self.impossible or (best is not None and best <= self.known)

    def run(self) -> None:
        """Race until this base is closed."""
        self._tell()
        while not self.closed and not self.board.over and self.failures <= 2:
            self._assign()
            for role, said in self.crew.listen(_LOOK):
                self._hear(role, said)
            self._tell()

    def alone(self, patience: "Patience") -> None:
        """Climb in this process, on one core, as far as patience reaches."""
        self._tell()
        if not self.closed:
            task = Climb(self.base, self.known)
            task.run(self.case, lambda said: self._hear(_CLIMBER, said), patience.ask)
            self._tell()

    def _best(self) -> int | None:
        """Return the breaks of the best plan; None where it does not hold everything."""
        found = self.board.score
        return None if found.must_missing else found.breaks

    def _assign(self) -> None:
        best = self._best()
        if self.crew.task(_CLIMBER) is None:
            self.crew.start(_CLIMBER, Climb(self.base, self.known))
        near = best is not None and best - self.known <= _NEAR
        wanted = best - 1 if best is not None and near else self.known
        deciding = self.crew.task(_FINDER)
        if not isinstance(deciding, Decide) or deciding.breaks != wanted:
            self.crew.start(_FINDER, Decide(self.base, wanted, self.seed, not near))
        if best is None or self.board.watch.seconds < self.begun + _SOON:
            return
        if self.improved is None or best < self.improved:
            self.improved = best
            self.crew.start(_IMPROVER, Improve(self.base, self._slots(), self.seed))

    def _slots(self) -> tuple[int, ...]:
        """Return the slot of each request in the best plan."""
        placed = self.board.plan.placed
        return tuple(
            placed[request.id].slot
            for request, must in zip(self.shape.requests, self.shape.must, strict=True)
            if must
        )

    def _hear(self, role: str, said: Said) -> None:
        match said:
            case Found(slots):
                self.board.offer(seated(self.shape, slots), BY)
                if role == _IMPROVER:
                    self.improved = self._best()
            case Refuted(breaks):
                if breaks is None:
                    self.impossible = True
                else:
                    self.known = max(self.known, breaks + 1)
            case Failed(why):
                self.failures += 1
                self.board.note(f"{BY}: {role}: {why}")

    def _tell(self) -> None:
        """Write down what is proved of all plans, if the best one holds everything."""
        best = self._best()
        if best is None:
            return
        bounds = [self.above] if self.above is not None else []
        if not self.impossible:
            bounds.append(self.known)
        self.board.prove(BY, breaks=min([*bounds, best]))

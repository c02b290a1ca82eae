"""Solving a problem: engines side by side on one board, until time is up or nothing is left to find.

Annealing finds plans for problems of any size. Linear and integer programmes bound what any plan
can reach. Decisions by SAT prove plans in which everything must be held, and CP-SAT proves small
problems in every part of the score.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from itertools import count, cycle

from enishi.domain.scheduling import cpsat
from enishi.domain.scheduling.board import Board, Bound, Progress, Reason
from enishi.domain.scheduling.check import Score, violations
from enishi.domain.scheduling.decisions import case
from enishi.domain.scheduling.limits import Limits
from enishi.domain.scheduling.plan import Plan
from enishi.domain.scheduling.problem import Problem
from enishi.domain.scheduling.shape import Shape

# Above so many open slots of requests, formulas of decisions grow too large.
_DECIDED = 10_000
# Above so many requests bounds need a core for themselves.
_ANNEALED_TWICE = 20_000
# Seconds that decisions have to themselves, for annealing takes as long to load as they to settle
# much; and seconds in which it then looks for a first plan, before it leaves the cores to them.
_HEAD_START, _FIRST_PLAN = 1.0, 1.0
# Seconds between two looks at a thread that is waited for.
_WAIT = 0.2
# The share of a limit of work that annealing gets.
_ANNEALING = 0.5


type Engine = Callable[[], None]
type Builder = Callable[[], Engine]


class Status(StrEnum):
    """What is known of a plan.

    Optimal: no plan is better in musts, weight and breaks. Feasible: every must is held, and a
    better plan may exist. Infeasible: it is proved that not every must can be held; the plan misses
    as few as was found. Unknown: a must is missing, and may have to be or not.
    """

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Result:
    """What a search found.

    Args:
        plan: the best plan, legal in every case.
        status: what is known of it.
        score: how good it is.
        bound: what no plan can better.
        whole: whether it is proved best in every part of the score.
        reason: why not every must can be held, where that is proved and known.
        seconds: how long the search took.
        seed: of the search.
        notes: engines that could not go on, and why.
    """

    plan: Plan
    status: Status
    score: Score
    bound: Bound
    whole: bool
    reason: Reason | None
    seconds: float
    seed: int
    notes: tuple[str, ...]


def solve(
    problem: Problem,
    *,
    limits: Limits | None = None,
    seed: int = 1,
    start: Plan | None = None,
    published: Plan | None = None,
    thorough: bool = False,
    on_progress: Callable[[Progress], None] | None = None,
) -> Result:
    """Return the best plan that can be found within some limits, and how good any could be.

    Args:
        problem: what is to be planned.
        limits: how long to look; None: a minute. With a limit of work alone the result is the same
            each time.
        seed: another seed finds another plan where there are many.
        start: a plan to begin from: the result is no worse; of one that breaks rules what can be kept
            is kept.
        published: a plan whose changes count, as the last part of the score.
        thorough: whether to go on, once nothing can be better in musts, weight and breaks, until
            the other parts of the score are proved as well. Small problems only come so far.
        on_progress: told of every better plan and bound, from other threads, one at a time.
    """
    board = Board(problem, limits or Limits(), on_progress, published)
    board.thorough = thorough
    _Search(board, Shape.of(problem), seed, start).run()
    plan, score = board.best
    return Result(
        plan=plan,
        status=_status(board.bound, score),
        score=score,
        bound=board.bound,
        whole=board.whole,
        reason=board.reason,
        seconds=board.watch.seconds,
        seed=seed,
        notes=tuple(board.notes),
    )


def _status(bound: Bound, score: Score) -> Status:
    if bound.must_missing:
        return Status.INFEASIBLE
    if bound.met_by(score):
        return Status.OPTIMAL
    return Status.UNKNOWN if score.must_missing else Status.FEASIBLE


class _Search:
    """The engines of one search; each is imported when it is first needed."""

    def __init__(self, board: Board, shape: Shape, seed: int, start: Plan | None) -> None:
        self.board, self.shape, self.seed, self.start = board, shape, seed, start
        self.annealing_seconds: float | None = None
        self.behind: list[Builder] = []  # of engines that start only when others had their time
        self._seeds = count(2 * seed)
        self._patience = cycle((True, False))

    def run(self) -> None:
        """Run the engines side by side; one after the other where only work is limited."""
        if self.start is not None and not violations(self.board.problem, self.start):
            self.board.offer(self.start, "start")
        engines = self._engines()
        if self._alone:
            for engine in dict.fromkeys(engines):
                self._safely(engine)
            return
        threads = self._all_started(engines)
        if self.behind:
            self._wait(threads, _HEAD_START)
            if not self.board.over:
                threads += self._all_started(self._built(*self.behind))
        self._wait(threads)

    def _all_started(self, engines: list[Engine]) -> list[threading.Thread]:
        return [thread for engine in engines if (thread := self._started(engine))]

    def _wait(self, threads: list[threading.Thread], seconds: float = float("inf")) -> None:
        """Wait until some threads have ended, or for some seconds."""
        until = self.board.watch.seconds + seconds
        for thread in threads:
            while thread.is_alive() and (left := until - self.board.watch.seconds) > 0:
                thread.join(min(left, _WAIT))  # without end it would keep Ctrl-C from Windows

    @property
    def _alone(self) -> bool:
        """Whether one engine follows the other, since only work is limited."""
        return self.board.limits.seconds is None and self.board.limits.work is not None

    def _engines(self) -> list[Engine]:
        """Return the engines that fit the problem, for two cores."""
        small = cpsat.applies(self.shape)
        if int(self.shape.open.sum()) <= _DECIDED and case.applies(self.board.problem):
            # Two processes of decisions have the two cores, but for a while in which a plan is looked
            # for that they can better.
            self.annealing_seconds = _FIRST_PLAN
            whole = [self._proving] if small and self.board.thorough else []
            if self._alone:
                return self._built(self._annealing, self._deciding, *whole)
            self.behind = [self._annealing, *whole]
            return self._built(self._deciding)
        if small:
            return self._built(self._annealing, self._bounding, self._proving)
        twice = len(self.shape.requests) <= _ANNEALED_TWICE
        return [*self._built(self._annealing) * (1 + twice), *self._built(self._bounding)]

    def _built(self, *builders: Builder) -> list[Engine]:
        """Return engines, without those that cannot be loaded, which is noted."""
        engines = []
        for builder in builders:
            try:
                engines.append(builder())
            except (ImportError, MemoryError, OSError) as failed:
                self.board.note(f"{builder.__name__.strip('_')}: {failed!r}")
        return engines

    def _started(self, engine: Engine) -> threading.Thread | None:
        """Return an engine's thread; None where there is no room for one, which is noted."""
        thread = threading.Thread(target=self._safely, args=(engine,))
        try:
            thread.start()
        except (RuntimeError, MemoryError) as failed:
            self.board.note(f"{engine.__name__}: {failed}")
            return None
        return thread

    def _safely(self, engine: Engine) -> None:
        """Run an engine; of one that fails it is noted, and the others go on."""
        try:
            engine()
        except MemoryError:
            self.board.note(f"{engine.__name__}: out of memory")
        except Exception as failed:  # noqa: BLE001  # whatever it is, the best plan so far is returned
            self.board.note(f"{engine.__name__}: {type(failed).__name__}: {failed}")

    def _work(self, share: float) -> int | None:
        work = self.board.limits.work
        return None if work is None else int(work * share)

    # What follows imports in the thread that asks: engines that import side by side wait for each
    # other's modules for ever.

    def _annealing(self) -> Engine:
        from enishi.domain.scheduling.annealing import engine  # noqa: PLC0415  # loaded when needed
        from enishi.domain.scheduling.bounds.allocation import Grain  # noqa: PLC0415  # loaded when needed
        from enishi.domain.scheduling.bounds.weight import weight_bound  # noqa: PLC0415  # loaded when needed

        def annealing() -> None:
            """Anneal, guided by which requests a relaxed plan would place."""
            if not engine.applies(self.shape):
                return
            until = value = reduced = None
            if self.annealing_seconds is not None:
                until = self.board.watch.seconds + self.annealing_seconds
            if not self.shape.must.all():
                relaxed = weight_bound(self.shape, lambda: self.board.over, grain=Grain.WHOLE)
                self.board.prove(
                    "bounds.weight", must_missing=relaxed.must_missing, weight=relaxed.weight
                )
                value, reduced = relaxed.value, relaxed.reduced
            engine.anneal(
                self.board,
                self.shape,
                next(self._seeds),
                work=self._work(_ANNEALING),
                seconds=until,
                patient=next(self._patience),
                start=self.start,
                value=value,
                reduced=reduced,
            )

        return annealing

    def _bounding(self) -> Engine:
        from enishi.domain.scheduling.bounds.breaks import bound_breaks  # noqa: PLC0415  # loaded when needed
        from enishi.domain.scheduling.bounds.weight import bound_weight  # noqa: PLC0415  # loaded when needed

        def bounding() -> None:
            bound_weight(self.board, self.shape)
            bound_breaks(self.board, self.shape)

        return bounding

    def _deciding(self) -> Engine:
        from enishi.domain.scheduling.decisions import proving  # noqa: PLC0415  # loaded when needed

        def deciding() -> None:
            proving.decide(self.board, self.seed)

        return deciding

    def _proving(self) -> Engine:
        from enishi.domain.scheduling.cpsat import exact  # noqa: PLC0415  # loaded when needed

        def proving() -> None:
            exact.prove_exactly(self.board, self.seed)

        return proving

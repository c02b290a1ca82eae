"""Where engines report while they run side by side: the best plan so far, and what is proved.

An engine is a function of a board. It reads the best plan, offers better ones, and writes what it
has proved; it asks `over` often and returns soon after. No plan is taken that the referee rejects.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from enishi.domain.scheduling.check import Score, score, violations
from enishi.domain.scheduling.limits import Limits, Watch
from enishi.domain.scheduling.plan import Plan
from enishi.domain.scheduling.problem import Problem


@dataclass(frozen=True, slots=True)
class Bound:
    """What no plan can better.

    Args:
        must_missing: every plan misses at least so many requests that must be placed.
        weight: no plan that misses only so many places more weight.
        breaks: a plan that misses as few as the best one found, and places as much weight, has at
            least so many breaks.
    """

    must_missing: int
    weight: int
    breaks: int

    def met_by(self, found: Score) -> bool:
        """Return whether nothing can be better in these three parts."""
        return (found.must_missing, found.weight, found.breaks) == (
            self.must_missing,
            self.weight,
            self.breaks,
        )


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the search has come: the best score so far, the bound, and which engine spoke."""

    seconds: float
    score: Score
    bound: Bound
    by: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why not all can be held that must be: rules that stand in the way, and of whom.

    Args:
        rules: ids of rules.
        culprits: ids of requests, parties, tables or interpreters.
    """

    rules: tuple[str, ...]
    culprits: tuple[str, ...]


class WrongPlan(RuntimeError):
    """An engine offered a plan that the referee rejects: a fault of ours, never of the problem's."""


class Board:
    """What is known of a problem so far. Every method may be called from any thread.

    It closes by itself when nothing can be better: in every part of the score where it is `thorough`,
    else in musts, weight and breaks.

    Args:
        problem: the problem.
        limits: how long one may look.
        on_progress: told of every better plan and every better bound, one at a time.
        published: the plan to which changes are counted.
    """

    def __init__(
        self,
        problem: Problem,
        limits: Limits,
        on_progress: Callable[[Progress], None] | None = None,
        published: Plan | None = None,
    ) -> None:
        self.problem = problem
        self.limits = limits
        self.published = published
        self.watch = Watch(limits)
        self.notes: list[str] = []
        self.reason: Reason | None = None
        self.thorough = False
        self._on_progress = on_progress
        self._lock = threading.RLock()
        self._closed = threading.Event()
        self._plan = Plan()
        self._score = score(problem, self._plan, published)
        self._bound = Bound(0, sum(request.weight for request in problem.requests), 0)
        self._whole = False

    @property
    def plan(self) -> Plan:
        """The best plan so far; at first the empty one."""
        with self._lock:
            return self._plan

    @property
    def score(self) -> Score:
        """The score of the best plan so far."""
        with self._lock:
            return self._score

    @property
    def best(self) -> tuple[Plan, Score]:
        """The best plan so far with its score."""
        with self._lock:
            return self._plan, self._score

    @property
    def bound(self) -> Bound:
        """What is proved so far."""
        with self._lock:
            return self._bound

    @property
    def whole(self) -> bool:
        """Whether the best plan is proved best in every part of the score."""
        with self._lock:
            return self._whole

    @property
    def over(self) -> bool:
        """Whether to stop: time is up, somebody asked, or nothing is left to find."""
        return self._closed.is_set() or self.watch.left <= 0

    def close(self) -> None:
        """Let every engine stop."""
        self._closed.set()

    def offer(self, plan: Plan, by: str) -> bool:
        """Take a plan if it is better than the best so far, and tell whether it was.

        Raises:
            WrongPlan: the referee rejects it.
        """
        found = score(self.problem, plan, self.published)
        if found.rank >= self.score.rank:
            return False
        if wrong := violations(self.problem, plan):
            raise WrongPlan(f"{by}: {wrong[0]}")
        with self._lock:
            if found.rank >= self._score.rank:
                return False
            self._plan, self._score, self._whole = plan, found, False
            self._tell(by)
        return True

    def prove(
        self,
        by: str,
        *,
        must_missing: int | None = None,
        weight: int | None = None,
        breaks: int | None = None,
    ) -> None:
        """Write down a bound, in the sense of `Bound`; a weaker one than is known changes nothing.

        A bound of breaks must hold for every plan as good as the best when it is written.
        """
        with self._lock:
            before = self._bound
            self._bound = Bound(
                max(before.must_missing, must_missing or 0),
                before.weight if weight is None else min(before.weight, weight),
                max(before.breaks, breaks or 0),
            )
            if self._bound != before:
                self._tell(by)

    def prove_whole(self, plan: Plan, by: str) -> None:
        """Write down that no plan is better than this one, in any part of the score."""
        self.offer(plan, by)
        with self._lock:
            if (
                self._plan == plan
                or self._score.rank == score(self.problem, plan, self.published).rank
            ):
                self._whole = True
                self.close()
                self.prove(
                    by,
                    must_missing=self._score.must_missing,
                    weight=self._score.weight,
                    breaks=self._score.breaks,
                )

    def note(self, said: str) -> None:
        """Write down what a reader of the result should know: an engine that could not go on."""
        with self._lock:
            self.notes.append(said)

    def because(self, reason: Reason) -> None:
        """Write down why not everything can be held that must be; the last one says it best."""
        with self._lock:
            self.reason = reason

    def _tell(self, by: str) -> None:
        if not self.thorough and self._bound.met_by(self._score):
            self.close()
        if self._on_progress is not None:
            self._on_progress(Progress(self.watch.seconds, self._score, self._bound, by))

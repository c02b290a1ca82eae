"""The fewest breaks of any plan that misses no more musts than the best one and weighs as much.

A linear programme: requests given to half-days (`allocation`) and breaks by run capacity (`runs`).
It minimises breaks − α · weight, so that for every α ≥ 0 the plans that weigh W or more have at
least its value + α · W breaks (Lagrange); the α of the best bound is searched for. Rows that its
solution violates are added while there are any.
"""

from collections.abc import Callable
from fractions import Fraction
from functools import partial
from math import ceil
from threading import Event

import numpy as np

from enishi.domain.scheduling.board import Board
from enishi.domain.scheduling.bounds.allocation import Allocation, Grain
from enishi.domain.scheduling.bounds.firstorder import solver
from enishi.domain.scheduling.bounds.linear import Answer, Over, Real, Whole
from enishi.domain.scheduling.bounds.runs import Cut, Runs
from enishi.domain.scheduling.bounds.weight import (
    PAUSE,
    STEPS_PER_WORK,
    bound_weight,
    hopeless_musts,
)
from enishi.domain.scheduling.shape import Shape

_NAME = "bounds.breaks"
# α is a fraction of at most so great a denominator, so that all costs are whole numbers.
_FINEST = 16
_SEARCHED = 8
# A weight that so many breaks do not outweigh is not to be had.
_STEEPEST = 1 << 16
# A weight that differs by less is the same.
_EVEN = 1e-2
# So many rounds of rows in a row that raise the value by less than this are the last ones.
_IDLE, _WORTH_A_ROUND = 2, Fraction(1, 100)

# Of the bound as a function of α: where it was looked at, its value and its slope there.
type _Tangent = tuple[Fraction, Fraction, Fraction]


class BreakBound:
    """A bound on breaks that grows while it is worked on.

    Args:
        shape: the problem.
        missing: how many musts plans may miss.
        over: asked often; True ends the work.
        steps: how many steps of the simplex method it may take; None: any number.
    """

    def __init__(self, shape: Shape, missing: int, over: Over, steps: int | None = None) -> None:
        allocation = Allocation.of(shape, Grain.HALF_DAY, max(0, missing - hopeless_musts(shape)))
        self.missing = missing
        self._allocation = allocation
        self._runs = Runs.of(allocation)
        self._over = over
        none = np.zeros(len(allocation.request) + self._runs.number, np.int64)
        self._breaks, self._weight = none.copy(), none.copy()
        self._breaks[len(allocation.request) :] = 1
        self._weight[: len(allocation.request)] = shape.weight[allocation.request]
        self._alpha = Fraction(1)
        programme = allocation.rows.programme(self._cost, none, np.ones_like(none))
        self._solver = solver(programme, over, steps)
        self._values: dict[Fraction, Fraction] = {}
        self._x = none.astype(np.float64)

    @property
    def _cost(self) -> Whole:
        return self._alpha.denominator * self._breaks - self._alpha.numerator * self._weight

    @property
    def shares(self) -> Real:
        """How much of each request the last solution gives to each half-day; mostly 0 or 1.

        A plan of as few breaks as the bound would place the requests so, if there is one: a search
        may begin there. Shape (requests, half-days).
        """
        held = self._allocation
        shape = len(held.shape.requests), len(held.shape.problem.half_days)
        shares = np.zeros(shape)
        shares[held.request, held.period] = self._x[: len(held.request)]
        return shares

    def of(self, weight: int) -> int:
        """Return how many breaks a plan of at least this weight has at least."""
        return max(0, ceil(self._best(weight) or 0))

    def improve(self, weight: int, report: Callable[[], None]) -> None:
        """Raise the bound for plans of at least this weight until nothing more is found.

        Args:
            weight: of the plans in question.
            report: called when the bound may have grown.
        """
        while not self._over():
            known = self._best(weight)
            self._tune(weight, report)
            self._cut(report)
            best = self._best(weight)
            if best is None or (known is not None and best - known < _WORTH_A_ROUND):
                return

    def _best(self, weight: int) -> Fraction | None:
        return max((value + alpha * weight for alpha, value in self._values.items()), default=None)

    def _cut(self, report: Callable[[], None]) -> None:
        """Add rows that the solution violates until they are no longer worth it."""
        idle = 0
        answer = self._solve()
        while idle < _IDLE and answer.solved and (cuts := self._runs.cuts(answer.x)):
            before = self._values[self._alpha]
            self._add(cuts)
            answer = self._solve()
            report()
            idle = 0 if self._values[self._alpha] - before > _WORTH_A_ROUND else idle + 1

    def _solve(self) -> Answer:
        answer = self._solver.solve()
        if answer.solved:
            self._x = answer.x
        value = answer.bound / self._alpha.denominator
        self._values[self._alpha] = max(value, self._values.get(self._alpha, value))
        return answer

    def _tune(self, weight: int, report: Callable[[], None]) -> None:
        """Look for the α of the best bound: its slope is the weight asked for less that placed.

        The bound is concave in α: it stays below the tangents on both sides of its peak, and where
        these cross α is tried next.
        """
        low: _Tangent | None = None
        high: _Tangent | None = None
        tried: dict[Fraction, Fraction] = {}
        for _ in range(_SEARCHED):
            answer = self._solve()
            report()
            value = tried[self._alpha] = self._values[self._alpha] + self._alpha * weight
            slope = weight - float(self._weight @ answer.x)
            if abs(slope) < _EVEN or not answer.solved:
                break
            here = self._alpha, value, Fraction(slope)
            low, high = (here, high) if slope > 0 else (low, here)
            following, hoped = _crossing(low, high)
            if following in tried or not 0 < following <= _STEEPEST:
                break
            if hoped is not None and hoped - max(tried.values()) < _WORTH_A_ROUND:
                break
            self._aim(following)
        self._aim(max(tried, key=tried.__getitem__, default=self._alpha))

    def _aim(self, alpha: Fraction) -> None:
        if alpha != self._alpha:
            self._alpha = alpha
            self._solver.aim(self._cost)

    def _add(self, cuts: list[Cut]) -> None:
        self._solver.add(
            row=np.repeat(np.arange(len(cuts)), [len(cut.column) for cut in cuts]),
            column=np.concatenate([cut.column for cut in cuts]),
            value=np.concatenate([cut.value for cut in cuts]),
            lower=np.array([cut.lower for cut in cuts], np.int64),
        )


def _crossing(low: _Tangent | None, high: _Tangent | None) -> tuple[Fraction, Fraction | None]:
    """Return the α at which two tangents cross, as near as it may be told, and their value there.

    Where one of them is not known yet: an α far enough on its side, and no value.
    """
    if low is None or high is None:
        known = low or high
        alpha = Fraction(1) if known is None else known[0] * (2 if high is None else Fraction(1, 2))
        return alpha.limit_denominator(_FINEST), None
    (one, value, slope), (other, its, falling) = low, high
    alpha = (its - falling * other - value + slope * one) / (slope - falling)
    return alpha.limit_denominator(_FINEST), value + slope * (alpha - one)


def bound_breaks(board: Board, shape: Shape) -> None:
    """Prove bounds on breaks: first with an eye to the most weight there can be, then to the best.

    Nothing is said as long as the best plan misses more musts than is proved necessary: a plan that
    misses fewer may weigh less and have fewer breaks. When it no longer does, the weight is bounded
    anew too. After each round the engine rests for as long as the round took, so that plans that
    follow each other fast do not keep it busy. With a limit of work alone it neither rests nor waits.
    """
    waits, pause = board.limits.seconds is not None, Event()
    bound, seen, rest = _begun(board, shape), -1, 0.0
    reached = not shape.must.any()
    while not board.over:
        score, now = board.score, board.watch.seconds
        if board.bound.must_missing > bound.missing:
            bound, seen = _begun(board, shape), -1
        if not reached and score.must_missing <= bound.missing:
            reached = True
            bound_weight(board, shape)
        _report(board, bound)
        weight = score.weight if score.weight and reached else board.bound.weight
        if weight != seen and (now >= rest or not waits):
            bound.improve(weight, partial(_report, board, bound))
            seen, rest = weight, 2 * board.watch.seconds - now
        elif waits:
            pause.wait(PAUSE)
        else:
            return
    _report(board, bound)


def _begun(board: Board, shape: Shape) -> BreakBound:
    work = board.limits.work
    steps = None if work is None else work * STEPS_PER_WORK
    return BreakBound(shape, board.bound.must_missing, lambda: board.over, steps)


def _report(board: Board, bound: BreakBound) -> None:
    score = board.score
    if score.must_missing <= bound.missing:
        board.prove(_NAME, breaks=bound.of(score.weight))

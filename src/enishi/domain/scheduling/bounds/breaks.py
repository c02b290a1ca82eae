"""The fewest breaks of any plan that misses no more musts than the best one and weighs as much.

A linear programme: requests given to half-days (`allocation`) and breaks by run capacity (`runs`).
It minimises breaks − α · weight, so that for every α ≥ 0 the plans that weigh W or more have at
least its value + α · W breaks (Lagrange); the α of the best bound is searched for. Rows that its
solution violates are added while there are any.
"""

from collections.abc import Callable
from fractions import Fraction
from math import ceil

import numpy as np

from enishi.domain.scheduling.bounds.allocation import Allocation
from enishi.domain.scheduling.bounds.linear import Answer, Over, Simplex
from enishi.domain.scheduling.bounds.runs import Cut, Runs
from enishi.domain.scheduling.bounds.weight import hopeless_musts
from enishi.domain.scheduling.shape import Shape

_NAME = "bounds.breaks"
# α is a fraction of at most so great a denominator, so that all costs are whole numbers.
_FINEST = 16
_SEARCHED = 8
# Seconds between two looks at the board when there is nothing left to do for this plan.
_PAUSE = 0.05


class BreakBound:
    """A bound on breaks that grows while it is worked on.

    Args:
        shape: the problem.
        missing: how many musts plans may miss.
        over: asked often; True ends the work.
        steps: how many steps of the simplex method it may take; None: any number.
    """

    def __init__(self, shape: Shape, missing: int, over: Over, steps: int | None = None) -> None:
        allocation = Allocation.of(
            shape,
            tuple((half,) for half in shape.problem.half_days),
            max(0, missing - hopeless_musts(shape)),
        )
        self._runs = Runs.of(allocation)
        self._over = over
        none = np.zeros(len(allocation.request) + self._runs.number, np.int64)
        self._breaks, self._weight = none.copy(), none.copy()
        self._breaks[len(allocation.request) :] = 1
        self._weight[: len(allocation.request)] = shape.weight[allocation.request]
        self._alpha = Fraction(1)
        programme = allocation.rows.programme(self._cost, none, np.ones_like(none))
        self._simplex = Simplex(programme, over, steps)
        self._values: dict[Fraction, Fraction] = {}
        self.settled = False

    @property
    def _cost(self) -> np.ndarray:
        return self._alpha.denominator * self._breaks - self._alpha.numerator * self._weight

    def of(self, weight: int) -> int:
        """Return how many breaks a plan of at least this weight has at least."""
        proven = (value + alpha * weight for alpha, value in self._values.items())
        return max(0, ceil(max(proven, default=Fraction(0))))

    def improve(self, weight: int, report: Callable[[], None]) -> None:
        """Raise the bound for plans of at least this weight until nothing more is found.

        Args:
            weight: of the plans in question.
            report: called when the bound may have grown.
        """
        while not self._over():
            answer = self._tuned(weight, report)
            cuts = self._runs.cuts(answer.x) if answer.solved else []
            if not cuts:
                return
            self._add(cuts)
            self._solve()
            report()

    def _solve(self) -> Answer:
        answer = self._simplex.solve()
        value = answer.bound / self._alpha.denominator
        self._values[self._alpha] = max(value, self._values.get(self._alpha, value))
        return answer

    def _tuned(self, weight: int, report: Callable[[], None]) -> Answer:
        """Solve for the α that gives the best bound: the slope there is W less the weight placed."""
        low, high = Fraction(0), None
        for _ in range(_SEARCHED):
            answer = self._solve()
            report()
            slope = weight - float(self._weight @ answer.x)
            if abs(slope) < 1e-6 or not answer.solved:
                break
            if slope > 0:
                low = self._alpha
            else:
                high = self._alpha
            following = low * 2 + (low == 0) if high is None else (low + high) / 2
            following = following.limit_denominator(_FINEST)
            if following in (low, high):
                break
            self._alpha = following
            self._simplex.aim(self._cost)
        return answer

    def _add(self, cuts: list[Cut]) -> None:
        self._simplex.add(
            row=np.repeat(np.arange(len(cuts)), [len(cut.column) for cut in cuts]),
            column=np.concatenate([cut.column for cut in cuts]),
            value=np.concatenate([cut.value for cut in cuts]),
            lower=np.array([cut.lower for cut in cuts], np.int64),
        )

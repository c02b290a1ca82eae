"""Large linear programmes: solved along gradients where the simplex method takes too long.

The method (`gradient`) comes near to a solution rather than to a corner of the solutions; a bound
is computed anew from its dual values, in whole numbers, as everywhere here (`linear`).
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from enishi.domain.scheduling.bounds.gradient import Point, Sparse, advance, apart, price
from enishi.domain.scheduling.bounds.linear import (
    NO_LIMIT,
    Answer,
    Linear,
    Over,
    Real,
    Simplex,
    Whole,
)

# Above so many columns steps along gradients are sooner there than the simplex method.
_LARGE = 20_000
# Near enough: the bound and what the solution costs differ by less, and so do rows and limits.
_NEAR, _NEAR_SHARE = 1e-3, 1e-7
# After so many steps the solution is taken as it is.
_MOST_STEPS = 5_000
# A stretch of steps, between two looks at the clock, reads about so many entries.
_STRETCH, _LONGEST = 12_000_000, 40
# Entries read in the time of one step of the simplex method.
_READ = 30_000
# The method begins anew when its steps are so much shorter than the first: surely, or when they grow
# again; and in any case after this share of all steps so far.
_SURELY, _PERHAPS, _SHARE = 0.2, 0.8, 0.36
_SMALLEST = 1e-10


def solver(linear: Linear, over: Over, steps: int | None = None) -> "Simplex | FirstOrder":
    """Return what solves a programme of its size best; see `Simplex` for the arguments."""
    make: Callable[..., Simplex | FirstOrder] = (
        Simplex if len(linear.cost) <= _LARGE else FirstOrder
    )
    return make(linear, over, steps)


class FirstOrder:
    """A linear programme that is solved, changed and solved again from where it stood.

    Args:
        linear: the programme at first.
        over: asked often; True ends the solving.
        steps: how many steps of the simplex method may be made in all, or what takes the time of
            so many; None: any number.
    """

    def __init__(self, linear: Linear, over: Over, steps: int | None = None) -> None:
        self.linear = linear
        self._over = over
        self._left = None if steps is None else steps * _READ
        self._x = np.zeros(len(linear.cost))
        self._y = np.zeros(len(linear.lower))
        self._balance = 1.0
        self._scale = _scale(linear.cost)
        self._lp = _sparse(linear, self._scale)

    def solve(self) -> Answer:
        """Solve the programme as it now is."""
        lp = self._lp
        walk = _Walk(lp, Point(self._x, self._y, _product(self.linear, self._x)), self._balance)
        best, reduced = self._y.copy(), np.zeros_like(self._x)
        value = most = float(price(lp, best, reduced))
        solved = False
        while not solved and not self._over() and (steps := self._affordable(walk.made)):
            walk.stretch(steps)
            self._pay(steps)
            value = float(price(lp, walk.reached.y, reduced))
            if value > most:
                most, best = value, walk.reached.y.copy()
            near = _NEAR / self._scale + _NEAR_SHARE * abs(value)
            gap = abs(float(lp.cost @ walk.reached.x) - value)
            solved = max(gap, float(apart(lp, walk.reached))) < near or walk.made >= _MOST_STEPS
        self._x, self._y, self._balance = walk.reached.x, walk.reached.y, walk.balance
        price(lp, best, reduced)
        dual = best * self._scale
        return Answer(solved, self.linear.bound(dual), self._x.copy(), reduced * self._scale, dual)

    def add(self, row: Whole, column: Whole, value: Whole, lower: Whole) -> None:
        """Add rows with a lower limit; `row` counts from 0 among these."""
        self.linear = self.linear.and_rows(row, column, value, lower)
        self._y = np.concatenate([self._y, np.zeros(len(lower))])
        self._lp = _sparse(self.linear, self._scale)

    def aim(self, cost: Whole) -> None:
        """Minimise another cost from now on."""
        self.linear = replace(self.linear, cost=cost)
        self._scale = _scale(cost)
        self._lp = self._lp._replace(cost=cost / self._scale)  # noqa: SLF001  # public in named tuples

    def _affordable(self, made: int) -> int:
        """Return how many steps the next stretch may have."""
        entries = max(1, len(self.linear.row))
        steps = min(max(1, _STRETCH // entries), _LONGEST, _MOST_STEPS - made)
        return steps if self._left is None else min(steps, self._left // entries)

    def _pay(self, steps: int) -> None:
        if self._left is not None:
            self._left -= steps * max(1, len(self.linear.row))


class _Walk:
    """Stretches of steps, begun anew from where they led when they no longer grow shorter.

    Args:
        lp: the programme.
        here: where to begin; its arrays are written to.
        balance: how much longer the steps of rows are than those of columns.
    """

    def __init__(self, lp: Sparse, here: Point, balance: float) -> None:
        self.made, self.balance = 0, balance
        self.reached = here.copy()
        self._lp, self._here, self._anchor = lp, here, here.copy()
        self._done, self._first, self._last = 0, 0.0, np.inf

    def stretch(self, steps: int) -> None:
        """Make some steps."""
        if self._done == 0:
            self._first = self._last = self._advance(1)
        last = self._advance(steps - 1) if steps > 1 else self._last
        grown, self._last = last > self._last, last
        if (
            last <= _SURELY * self._first
            or (grown and last <= _PERHAPS * self._first)
            or self._done >= _SHARE * self.made
        ):
            self._begin_anew()

    def _advance(self, steps: int) -> float:
        points = self._here, self._anchor, self.reached
        length = advance(self._lp, *points, steps, self._done, self.balance)
        self._done += steps
        self.made += steps
        return float(length)

    def _begin_anew(self) -> None:
        to, since = self.reached, self._anchor
        columns = float(np.sqrt(((to.x - since.x) ** 2 / self._lp.stride).sum()))
        rows = float(np.sqrt(((to.y - since.y) ** 2 / self._lp.tread).sum()))
        if min(columns, rows) > _SMALLEST:
            self.balance = float(np.sqrt(self.balance * rows / columns))
        self._here.move(to)
        self._anchor.move(to)
        self._done = 0


def _scale(cost: Whole) -> float:
    """Return by what to divide costs, so that those of like programmes are alike."""
    return float(max(1, np.abs(cost).max(initial=1)))


def _product(linear: Linear, x: Real) -> Real:
    return np.bincount(linear.row, linear.value * x[linear.column], len(linear.lower))


def _sparse(linear: Linear, scale: float) -> Sparse:
    order = np.argsort(linear.column, kind="stable")
    size = np.abs(linear.value)
    columns, rows = len(linear.cost), len(linear.lower)
    return Sparse(
        start=np.searchsorted(linear.column[order], np.arange(columns + 1)).astype(np.int64),
        row=linear.row[order].astype(np.int32),
        value=linear.value[order].astype(np.float32),
        cost=linear.cost / scale,
        least=linear.least.astype(np.float64),
        most=linear.most.astype(np.float64),
        lower=np.where(linear.lower <= -NO_LIMIT, -np.inf, linear.lower.astype(np.float64)),
        upper=np.where(linear.upper >= NO_LIMIT, np.inf, linear.upper.astype(np.float64)),
        stride=1.0 / np.maximum(1.0, np.bincount(linear.column, size, columns)),
        tread=1.0 / np.maximum(1.0, np.bincount(linear.row, size, rows)),
    )

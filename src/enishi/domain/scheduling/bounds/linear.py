"""Linear programmes over whole numbers, solved by HiGHS, with bounds that hold exactly.

What HiGHS returns is right up to rounding. A bound is therefore computed anew from its dual values,
in whole numbers: any dual values give a true bound by weak duality, so rounding them costs a little
of the bound and nothing of its truth (Neumaier & Shcherbina, "Safe bounds in linear and
mixed-integer linear programming", Mathematical Programming 99, 2004).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import highspy
import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
# Entries are many and small: they take half the memory.
Index = NDArray[np.integer[Any]]
Real = NDArray[np.float64]
Over = Callable[[], bool]

# A row without a limit on one side.
NO_LIMIT = 1 << 40
# Dual values are rounded to multiples of one in this.
_GRAIN = 1 << 20


@dataclass(frozen=True)
class Linear:
    """Minimise cost · x where lower ≤ A x ≤ upper and least ≤ x ≤ most; all numbers whole.

    Args:
        cost, least, most: of each column. Shape (columns,).
        row, column, value: the entries of A other than 0. Shape (entries,) each.
        lower, upper: limits of each row, -NO_LIMIT and NO_LIMIT for none. Shape (rows,).
    """

    cost: Whole
    least: Whole
    most: Whole
    row: Index
    column: Index
    value: Index
    lower: Whole
    upper: Whole

    def and_rows(self, row: Whole, column: Whole, value: Whole, lower: Whole) -> "Linear":
        """Return the programme with rows that have a lower limit; theirs count from 0."""
        return replace(
            self,
            row=_joined(self.row, row + len(self.lower)),
            column=_joined(self.column, column),
            value=_joined(self.value, value),
            lower=np.concatenate([self.lower, lower]),
            upper=np.concatenate([self.upper, np.full(len(lower), NO_LIMIT)]),
        )

    def bound(self, dual: Real) -> Fraction:
        """Return what cost · x is at least, by these dual values, whatever they are.

        Args:
            dual: of the rows, positive where the lower limit binds. Shape (rows,).
        """
        most = float(self._most_dual())
        whole = np.rint(np.clip(dual * _GRAIN, -most, most)).astype(np.int64)
        whole[(whole > 0) & (self.lower <= -NO_LIMIT)] = 0
        whole[(whole < 0) & (self.upper >= NO_LIMIT)] = 0
        reduced = self.cost * _GRAIN
        np.subtract.at(reduced, self.column, self.value * whole[self.row])
        rows = np.where(whole > 0, whole * self.lower, whole * np.where(whole < 0, self.upper, 0))
        columns = np.where(reduced > 0, reduced * self.least, reduced * self.most)
        return Fraction(int(rows.sum()) + int(columns.sum()), _GRAIN)

    def _most_dual(self) -> int:
        """Return a dual value in grains with which no sum outgrows 62 bits."""
        limits = np.abs(np.concatenate([self.lower, self.upper]))
        columns = 1 + int(np.abs(np.concatenate([self.least, self.most, [0]])).max())
        added = int(limits[limits < NO_LIMIT].sum()) + int(np.abs(self.value).sum()) * columns
        return (1 << 61) // (1 + added)


@dataclass(frozen=True)
class Answer:
    """What HiGHS made of a linear programme.

    Args:
        solved: whether it is solved to the end.
        bound: cost · x is at least this; true also where it is not solved.
        x: values of the columns. Shape (columns,).
        reduced: reduced costs. Shape (columns,).
        dual: values of the rows. Shape (rows,).
    """

    solved: bool
    bound: Fraction
    x: Real
    reduced: Real
    dual: Real


class Simplex:
    """A linear programme that is solved, changed and solved again from where it stood.

    Args:
        linear: the programme at first.
        over: asked before the programme is solved, and not while it is: at every step that would make
            HiGHS wait for the other threads of Python. True ends it.
        steps: how many steps of the simplex method may be made in all; None: any number.
    """

    def __init__(self, linear: Linear, over: Over, steps: int | None = None) -> None:
        self.linear = linear
        self._over, self._steps = over, steps
        self._highs = _highs()
        self._highs.passModel(_model(linear))

    def solve(self) -> Answer:
        """Solve the programme as it now is."""
        if self._steps is not None:
            self._highs.setOptionValue("simplex_iteration_limit", self._steps)
        if not self._over() and self._steps != 0:
            self._highs.run()
            if self._steps is not None:
                used = max(0, self._highs.getInfo().simplex_iteration_count)
                self._steps = max(0, self._steps - used)
        solution = self._highs.getSolution()
        dual = np.array(solution.row_dual, np.float64)
        if len(dual) != len(self.linear.lower) or not np.isfinite(dual).all():
            dual = np.zeros(len(self.linear.lower))
        return Answer(
            solved=self._highs.getModelStatus() == highspy.HighsModelStatus.kOptimal,
            bound=self.linear.bound(dual),
            x=_values(solution.col_value, len(self.linear.cost)),
            reduced=_values(solution.col_dual, len(self.linear.cost)),
            dual=dual,
        )

    def add(self, row: Whole, column: Whole, value: Whole, lower: Whole) -> None:
        """Add rows with a lower limit; `row` counts from 0 among these."""
        self.linear = self.linear.and_rows(row, column, value, lower)
        order = np.argsort(row, kind="stable")
        starts = np.searchsorted(row[order], np.arange(len(lower)))
        self._highs.addRows(
            len(lower),
            lower.astype(np.float64),
            np.full(len(lower), highspy.kHighsInf),
            len(row),
            starts.astype(np.int32),
            column[order].astype(np.int32),
            value[order].astype(np.float64),
        )

    def aim(self, cost: Whole) -> None:
        """Minimise another cost from now on."""
        self.linear = replace(self.linear, cost=cost)
        columns = np.arange(len(cost), dtype=np.int32)
        self._highs.changeColsCost(len(cost), columns, cost.astype(np.float64))


def _joined(entries: Index, more: Whole) -> Index:
    return np.concatenate([entries, more.astype(entries.dtype)])


def _highs() -> Any:
    make: Callable[[], Any] = highspy.Highs
    highs = make()
    # What presolving finds in a matching is soon found without, and takes many times as long.
    for name, value in {"output_flag": False, "threads": 1, "presolve": "off"}.items():
        highs.setOptionValue(name, value)
    return highs


def _values(held: Any, number: int) -> Real:
    values = np.array(held, np.float64)
    return np.nan_to_num(values) if len(values) == number else np.zeros(number)


def _model(linear: Linear) -> Any:
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(linear.cost), len(linear.lower)
    model.col_cost_ = linear.cost.astype(np.float64)
    model.col_lower_ = linear.least.astype(np.float64)
    model.col_upper_ = linear.most.astype(np.float64)
    lower, upper = linear.lower.astype(np.float64), linear.upper.astype(np.float64)
    lower[linear.lower <= -NO_LIMIT] = -highspy.kHighsInf
    upper[linear.upper >= NO_LIMIT] = highspy.kHighsInf
    model.row_lower_, model.row_upper_ = lower, upper
    order = np.lexsort((linear.row, linear.column))
    starts = np.searchsorted(linear.column[order], np.arange(len(linear.cost) + 1))
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = starts.astype(np.int32)
    model.a_matrix_.index_ = linear.row[order].astype(np.int32)
    model.a_matrix_.value_ = linear.value[order].astype(np.float64)
    return model

"""Linear programmes over whole numbers, solved by HiGHS, with bounds that hold exactly.

What HiGHS returns is right up to rounding. A bound is therefore computed anew from its dual values,
in whole numbers: any dual values give a true bound by weak duality, so rounding them costs a little
of the bound and nothing of its truth (Neumaier & Shcherbina, "Safe bounds in linear and
mixed-integer linear programming", Mathematical Programming 99, 2004).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Real = NDArray[np.float64]

# A row without a limit on one side; smaller than what HiGHS and 64 bits hold.
NO_LIMIT = 1 << 40
# Dual values are rounded to multiples of one in this.
_GRAIN = 1 << 20
# A branch-and-bound value may be off by HiGHS's tolerance of 1e-6 per row that it sums over.
_TOLERANCE = 1e-4


@dataclass(frozen=True)
class Linear:
    """Minimise cost · x where lower ≤ A x ≤ upper and 0 ≤ x ≤ most; all numbers whole.

    Args:
        cost: of each column. Shape (columns,).
        most: the greatest value of each column. Shape (columns,).
        least: the smallest. Shape (columns,).
        row, column, value: the entries of A other than 0. Shape (entries,) each.
        lower, upper: limits of each row, -NO_LIMIT and NO_LIMIT for none. Shape (rows,).
    """

    cost: Whole
    least: Whole
    most: Whole
    row: Whole
    column: Whole
    value: Whole
    lower: Whole
    upper: Whole

    def safe_bound(self, dual: Real) -> float:
        """Return what cost · x is at least, by these dual values; exact up to 2⁻⁵³ of itself.

        Args:
            dual: of the rows, positive where the lower limit binds. Shape (rows,).
        """
        whole = np.rint(dual * _GRAIN).astype(np.int64)
        whole[(whole > 0) & (self.lower <= -NO_LIMIT)] = 0
        whole[(whole < 0) & (self.upper >= NO_LIMIT)] = 0
        reduced = self.cost * _GRAIN
        np.subtract.at(reduced, self.column, self.value * whole[self.row])
        rows = np.where(whole > 0, whole * self.lower, whole * self.upper)
        rows[whole == 0] = 0
        columns = np.where(reduced > 0, reduced * self.least, reduced * self.most)
        return (int(rows.sum()) + int(columns.sum())) / _GRAIN


@dataclass(frozen=True)
class Answer:
    """What HiGHS made of a linear programme.

    Args:
        solved: whether it is solved to the end.
        infeasible: whether nothing satisfies the rows.
        bound: cost · x is at least this.
        x: values of the columns. Shape (columns,).
        reduced: reduced costs. Shape (columns,).
        dual: values of the rows. Shape (rows,).
    """

    solved: bool
    infeasible: bool
    bound: float
    x: Real
    reduced: Real
    dual: Real


def solve(
    linear: Linear,
    over: Callable[[], bool],
    *,
    whole: NDArray[np.bool_] | None = None,
    work: int | None = None,
    solver: str = "choose",
) -> Answer:
    """Solve a linear programme on one core until `over`.

    Args:
        linear: the programme.
        over: asked often; True ends it.
        whole: which columns are to be whole numbers; None: none. Shape (columns,).
        work: iterations of the simplex method, or nodes of the tree, after which to give up.
        solver: HiGHS's name of the method.
    """
    model = _model(linear, whole)
    highs = highspy.Highs()
    settings: dict[str, object] = {
        "output_flag": False,
        "threads": 1,
        "mip_rel_gap": 0.0,
        "mip_abs_gap": 0.99,
        "solver": solver,
    }
    if work is not None:
        settings["simplex_iteration_limit" if whole is None else "mip_max_nodes"] = work
    for name, value in settings.items():
        highs.setOptionValue(name, value)

    def ask(event: Any) -> None:
        if over():
            event.interrupt()

    highs.cbSimplexInterrupt.subscribe(ask)
    highs.cbIpmInterrupt.subscribe(ask)
    highs.cbMipInterrupt.subscribe(ask)
    highs.passModel(model)
    highs.run()
    return _answer(linear, highs, mixed=whole is not None)


def _model(linear: Linear, whole: NDArray[np.bool_] | None) -> Any:
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
    if whole is not None:
        kinds = highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger
        model.integrality_ = [kinds[number] for number in whole.tolist()]
    return model


def _answer(linear: Linear, highs: Any, *, mixed: bool) -> Answer:
    status, solution = highs.getModelStatus(), highs.getSolution()
    x = np.array(solution.col_value, np.float64)
    reduced = np.array(solution.col_dual, np.float64)
    dual = np.array(solution.row_dual, np.float64)
    if mixed:
        bound = highs.getInfo().mip_dual_bound - _TOLERANCE
    else:
        known = len(dual) == len(linear.lower) and np.isfinite(dual).all()
        bound = linear.safe_bound(dual if known else np.zeros(len(linear.lower)))
    return Answer(
        solved=status == highspy.HighsModelStatus.kOptimal,
        infeasible=status == highspy.HighsModelStatus.kInfeasible,
        bound=bound,
        x=x,
        reduced=reduced,
        dual=dual,
    )

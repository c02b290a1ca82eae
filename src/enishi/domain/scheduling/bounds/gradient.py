"""One stretch of the primal-dual hybrid gradient method, compiled.

With reflection and Halpern's anchor: each step goes twice as far as the plain method would, and then
part of the way back to where it began (H. Lu and J. Yang, "Restarted Halpern PDHG for linear
programming", 2024). A step reads the matrix twice, and that is all it costs.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from enishi.domain.scheduling.compiling import compiled

Real = NDArray[np.float64]


class Sparse(NamedTuple):
    """Minimise cost · x where lower ≤ A x ≤ upper and least ≤ x ≤ most.

    The entries of column j stand from start[j] to start[j + 1]. `stride` and `tread` are the lengths
    of steps of each column and row; infinite limits are infinite.
    """

    start: NDArray[np.int64]
    row: NDArray[np.int32]
    value: NDArray[np.float32]
    cost: Real
    least: Real
    most: Real
    lower: Real
    upper: Real
    stride: Real
    tread: Real


class Point(NamedTuple):
    """Values of the columns, dual values of the rows, and A x."""

    x: Real
    y: Real
    ax: Real

    def copy(self) -> "Point":
        """Return the same point in arrays of its own."""
        return Point(self.x.copy(), self.y.copy(), self.ax.copy())

    def move(self, other: "Point") -> None:
        """Go where another point is."""
        for mine, its in zip(self, other, strict=True):
            mine[:] = its


@compiled
def advance(
    lp: Sparse, here: Point, anchor: Point, reached: Point, steps: int, done: int, balance: float
) -> float:
    """Make some steps, and return how long the last one was; 0 means that here is the solution.

    Args:
        lp: the programme.
        here: where the steps begin and end.
        anchor: where the steps since the last restart began.
        reached: where the last step led before it was reflected and drawn back.
        steps: how many, at least one.
        done: how many since the last restart.
        balance: how much longer the steps of rows are than those of columns.
    """
    x, y, ax = here
    far_x, far_y, far_ax = reached
    length = 0.0
    for step in range(done, done + steps):
        onward = (step + 1.0) / (step + 2.0)
        back = 1.0 - onward
        length = 0.0
        far_ax[:] = 0.0
        for j in range(len(x)):
            slope = lp.cost[j]
            for e in range(lp.start[j], lp.start[j + 1]):
                slope -= lp.value[e] * y[lp.row[e]]
            stride = lp.stride[j] / balance
            to = min(max(x[j] - stride * slope, lp.least[j]), lp.most[j])
            moved = to - x[j]
            length += moved * moved / stride
            if to != 0.0:
                for e in range(lp.start[j], lp.start[j + 1]):
                    far_ax[lp.row[e]] += lp.value[e] * to
            far_x[j] = to
            x[j] = onward * (to + moved) + back * anchor.x[j]
        for i in range(len(y)):
            tread = lp.tread[i] * balance
            wanted = y[i] / tread - (2.0 * far_ax[i] - ax[i])
            to = tread * (wanted - min(max(wanted, -lp.upper[i]), -lp.lower[i]))
            moved = to - y[i]
            length += moved * moved / tread
            far_y[i] = to
            y[i] = onward * (to + moved) + back * anchor.y[i]
            ax[i] = onward * (2.0 * far_ax[i] - ax[i]) + back * anchor.ax[i]
    return float(np.sqrt(length))


@compiled
def price(lp: Sparse, y: Real, reduced: Real) -> float:
    """Write down the reduced costs by these dual values, and return the bound they give."""
    total = 0.0
    for i in range(len(y)):
        if y[i] > 0.0:
            total += y[i] * lp.lower[i]
        elif y[i] < 0.0:
            total += y[i] * lp.upper[i]
    for j in range(len(reduced)):
        slope = lp.cost[j]
        for e in range(lp.start[j], lp.start[j + 1]):
            slope -= lp.value[e] * y[lp.row[e]]
        reduced[j] = slope
        total += slope * (lp.least[j] if slope > 0.0 else lp.most[j])
    return total


@compiled
def apart(lp: Sparse, point: Point) -> float:
    """Return by how much rows are beyond their limits, all together."""
    total = 0.0
    for i in range(len(point.ax)):
        total += max(0.0, point.ax[i] - lp.upper[i], lp.lower[i] - point.ax[i])
    return total

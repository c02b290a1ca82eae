"""The most weight that any plan can place, and the fewest musts that it can miss."""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray

from enishi.domain.scheduling.board import Board
from enishi.domain.scheduling.bounds.allocation import Allocation
from enishi.domain.scheduling.bounds.linear import Answer, Linear, Real, Whole, solve
from enishi.domain.scheduling.problem import Wish
from enishi.domain.scheduling.shape import Shape

_NAME = "bounds.weight"


@dataclass(frozen=True)
class WeightBound:
    """What no plan can better, and what the b-matching would do.

    Args:
        must_missing: every plan misses at least so many musts.
        weight: no plan places more, among those that miss no more musts than was asked.
        value: how much of each request the best matching places, 0 to 1. Shape (requests,).
        reduced: by how much the weight would at least fall if the request were placed in full (a
            positive number), or if it were left out (a negative one). Shape (requests,).
    """

    must_missing: int
    weight: int
    value: Real
    reduced: Real


def weight_bound(
    shape: Shape, over: Callable[[], bool], missing: int | None = None
) -> WeightBound:
    """Return bounds on musts and weight by the linear b-matching of requests to half-days.

    Args:
        shape: the problem.
        over: asked often; True ends the search, and what is then known is returned.
        missing: bound the weight of plans that miss at most so many musts; None: of every plan.
    """
    hopeless = _hopeless(shape)
    if not len(shape.requests):
        nothing = np.zeros(0)
        return WeightBound(hopeless, 0, nothing, nothing)
    allocation = Allocation.of(shape, tuple((part,) for part in shape.problem.half_days))
    musts = int(shape.must.sum())
    fewest = 0
    if musts:
        placed = solve(_programme(allocation, shape.must.astype(np.int64), None), over)
        fewest = max(0, ceil(musts + placed.bound))
    wanted = None if missing is None else musts - max(missing - hopeless, fewest)
    heaviest = solve(_programme(allocation, shape.weight, wanted), over)
    value, reduced = _by_request(allocation, heaviest)
    most = min(int(shape.weight.sum()), max(0, floor(-heaviest.bound)))
    return WeightBound(hopeless + fewest, most, value, reduced)


def bound_weight(board: Board, shape: Shape) -> None:
    """Prove bounds on musts and weight; the latter anew for plans that miss as few as the best."""
    found = weight_bound(shape, lambda: board.over)
    board.prove(_NAME, must_missing=found.must_missing, weight=found.weight)


def _hopeless(shape: Shape) -> int:
    """Return how many musts no plan can place, as the shape has left them out."""
    musts = sum(request.wish is Wish.MUST for request in shape.problem.requests)
    return musts - int(shape.must.sum())


def _programme(allocation: Allocation, worth: Whole, musts: int | None) -> Linear:
    """Return the b-matching of most worth that places at least so many musts."""
    columns = len(allocation.request)
    rows = allocation.rows
    if musts:
        rows = rows.copy()
        must = np.flatnonzero(allocation.shape.must[allocation.request])
        limits = np.array([musts]), np.array([len(must)])
        rows.add(np.zeros(len(must), np.int64), must, *limits)
    none, one = np.zeros(columns, np.int64), np.ones(columns, np.int64)
    return rows.programme(-worth[allocation.request], none, one)


def _by_request(allocation: Allocation, answer: Answer) -> tuple[Real, Real]:
    requests = len(allocation.shape.requests)
    value, reduced = np.zeros(requests), np.full(requests, np.inf)
    if len(answer.x):
        np.add.at(value, allocation.request, answer.x)
        np.minimum.at(reduced, allocation.request, answer.reduced)
    reduced[~np.isfinite(reduced)] = 0.0
    return value, reduced

"""The most weight that any plan can place, and the fewest musts that it can miss."""

from dataclasses import dataclass
from math import floor

import numpy as np

from enishi.domain.scheduling.board import Board
from enishi.domain.scheduling.bounds.allocation import Allocation
from enishi.domain.scheduling.bounds.linear import Answer, Over, Real, Simplex, Whole
from enishi.domain.scheduling.problem import Wish
from enishi.domain.scheduling.shape import Shape

_NAME = "bounds.weight"
# Steps of the simplex method in a unit of work, a thousandth of a second.
STEPS_PER_WORK = 5


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
    shape: Shape,
    over: Over,
    *,
    missing: int | None = None,
    by_half_day: bool = True,
    steps: int | None = None,
) -> WeightBound:
    """Return bounds on musts and weight by the linear b-matching of requests to periods.

    Args:
        shape: the problem.
        over: asked often; True ends the search, and what is then known is returned.
        missing: bound the weight of plans that miss at most so many musts; None: of every plan.
        by_half_day: whether half-days are told apart; if not, it is faster and less sharp.
        steps: of the simplex method, after which to give up; None: none.
    """
    hopeless = hopeless_musts(shape)
    if not len(shape.requests):
        nothing = np.zeros(0)
        return WeightBound(hopeless, 0, nothing, nothing)
    halves = shape.problem.half_days
    periods = tuple((part,) for part in halves) if by_half_day else (halves,)
    musts, fewest = int(shape.must.sum()), 0
    if musts:
        placed = _heaviest(Allocation.of(shape, periods), shape.must.astype(np.int64), over, steps)
        fewest = max(0, musts - floor(-placed.bound))
    wanted = None if missing is None else max(missing - hopeless, fewest)
    allocation = Allocation.of(shape, periods, wanted)
    heaviest = _heaviest(allocation, shape.weight, over, steps)
    value, reduced = _by_request(allocation, heaviest, allocation.once)
    most = min(int(shape.weight.sum()), max(0, floor(-heaviest.bound)))
    return WeightBound(hopeless + fewest, most, value, reduced)


def bound_weight(board: Board, shape: Shape) -> None:
    """Prove bounds on musts and weight, at first roughly and then by half-days.

    Plans that miss more musts than the best one known are then left out of account.
    """
    work = board.limits.work
    for by_half_day in (False, True):
        missing = board.score.must_missing
        found = weight_bound(
            shape,
            lambda: board.over,
            missing=missing,
            by_half_day=by_half_day,
            steps=None if work is None else work * STEPS_PER_WORK,
        )
        board.prove(_NAME, must_missing=found.must_missing, weight=found.weight)


def hopeless_musts(shape: Shape) -> int:
    """Return how many musts no plan can place, as the shape has left them out."""
    musts = sum(request.wish is Wish.MUST for request in shape.problem.requests)
    return musts - int(shape.must.sum())


def _heaviest(allocation: Allocation, worth: Whole, over: Over, steps: int | None) -> Answer:
    """Return the b-matching of most worth."""
    columns = len(allocation.request)
    none, one = np.zeros(columns, np.int64), np.ones(columns, np.int64)
    programme = allocation.rows.programme(-worth[allocation.request], none, one)
    return Simplex(programme, over, steps).solve()


def _by_request(allocation: Allocation, answer: Answer, once: Whole) -> tuple[Real, Real]:
    """Return how much of each request is placed, and what placing or leaving it out would cost."""
    requests = len(allocation.shape.requests)
    value = np.zeros(requests)
    np.add.at(value, allocation.request, answer.x)
    dearest, saved = np.full(requests, np.inf), -answer.dual[once]
    np.minimum.at(dearest, allocation.request, answer.reduced)
    np.add.at(saved, allocation.request, np.maximum(0.0, -answer.reduced))
    return value, np.where(dearest > 0, dearest, -saved)

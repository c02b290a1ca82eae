"""The most weight that any plan can place, and the fewest musts that it can miss."""

from dataclasses import dataclass, replace
from math import floor

import numpy as np

from enishi.domain.scheduling.board import Board
from enishi.domain.scheduling.bounds.allocation import Allocation, Grain
from enishi.domain.scheduling.bounds.firstorder import solver
from enishi.domain.scheduling.bounds.linear import Answer, Linear, Over, Real, Simplex, Whole
from enishi.domain.scheduling.problem import Wish
from enishi.domain.scheduling.shape import Shape

_NAME = "bounds.weight"
# Steps of the simplex method in a unit of work, a thousandth of a second.
STEPS_PER_WORK = 5
# Nearer than this to a whole number a value is one; beyond this a reduced cost leaves no doubt; and
# so many steps of the simplex method are soon made, whatever the size.
_NEARLY, _NO_DOUBT, _SOON = 1e-3, 0.5, 20_000
# Seconds between two looks at the board when there is nothing to do.
PAUSE = 0.05
# Up to how many columns a linear programme of each grain is worth its time; None: always.
_COLUMNS: dict[Grain, int | None] = {
    Grain.WHOLE: None,
    Grain.HALF_DAY: None,
    Grain.SLOT: 8_000,
}


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
    grain: Grain = Grain.HALF_DAY,
    steps: int | None = None,
) -> WeightBound:
    """Return bounds on musts and weight by the linear b-matching of requests to periods.

    Args:
        shape: the problem.
        over: asked often; True ends the search, and what is then known is returned.
        missing: bound the weight of plans that miss at most so many musts; None: of every plan.
        grain: of the periods.
        steps: of the simplex method, after which to give up; None: none.
    """
    hopeless = hopeless_musts(shape)
    if not len(shape.requests):
        nothing = np.zeros(0)
        return WeightBound(hopeless, 0, nothing, nothing)
    musts, fewest = int(shape.must.sum()), 0
    if musts and missing != hopeless:
        placed = _heaviest(Allocation.of(shape, grain), shape.must.astype(np.int64), over, steps)
        fewest = max(0, musts - floor(-placed.bound))
    wanted = None if missing is None else max(missing - hopeless, fewest)
    allocation = Allocation.of(shape, grain, wanted)
    heaviest = _heaviest(allocation, shape.weight, over, steps)
    value, reduced = _by_request(allocation, heaviest, allocation.once)
    most = min(int(shape.weight.sum()), max(0, floor(-heaviest.bound)))
    return WeightBound(hopeless + fewest, most, value, reduced)


def bound_weight(board: Board, shape: Shape) -> None:
    """Prove bounds on musts and weight, by finer and finer periods as far as the size allows.

    The weight is that of plans that miss no more musts than the best one known.
    """
    missing, work = board.score.must_missing, board.limits.work
    for grain, columns in _COLUMNS.items():
        score, known = board.score, board.bound
        settled = (score.must_missing, score.weight) == (known.must_missing, known.weight)
        if settled or board.over or (columns and grain.open_in(shape).sum() > columns):
            return
        found = weight_bound(
            shape,
            lambda: board.over,
            missing=missing,
            grain=grain,
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
    answer = solver(programme, over, steps).solve()
    whole = allocation.grain is Grain.WHOLE and steps is None
    return _whole(programme, answer, over) if whole else answer


def _whole(programme: Linear, answer: Answer, over: Over) -> Answer:
    """Return the answer with whole values, where they are found soon: they tell best what to place.

    What its reduced costs leave no doubt of is settled, and the simplex method settles the rest.
    """
    x = answer.x
    if not answer.solved or (np.abs(x - np.round(x)) < _NEARLY).all():
        return answer
    settled = replace(
        programme,
        least=(answer.reduced < -_NO_DOUBT).astype(np.int64),
        most=(answer.reduced <= _NO_DOUBT).astype(np.int64),
    )
    vertex = Simplex(settled, over, _SOON).solve()
    return replace(answer, x=vertex.x) if vertex.solved else answer


def _by_request(allocation: Allocation, answer: Answer, once: Whole) -> tuple[Real, Real]:
    """Return how much of each request is placed, and what placing or leaving it out would cost."""
    requests = len(allocation.shape.requests)
    value = np.zeros(requests)
    np.add.at(value, allocation.request, answer.x)
    dearest, saved = np.full(requests, np.inf), -answer.dual[once]
    np.minimum.at(dearest, allocation.request, answer.reduced)
    np.add.at(saved, allocation.request, np.maximum(0.0, -answer.reduced))
    return value, np.where(dearest > 0, dearest, -saved)

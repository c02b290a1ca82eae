"""Made problems are of the kind they claim to be, and the same on every machine."""

import json
from collections import Counter
from hashlib import sha256

import pytest

from enishi.domain.scheduling import Problem, Wish
from enishi.domain.scheduling.readers.documents import write_problem
from enishi.domain.scheduling.readers.synthetic import synthetic
from enishi.domain.scheduling.shape import Shape

# What seed 7 has always made.
PRINTED = ["d0b11d6e87d9", "b8202f3d2574", "4160090a14a4"]


def printed(problem: Problem) -> str:
    return sha256(json.dumps(write_problem(problem), sort_keys=True).encode()).hexdigest()[:12]


def degrees(problem: Problem) -> list[int]:
    met = Counter(key for request in problem.requests for key in request.parties)
    return sorted(met[party.id] for party in problem.parties)


def test_the_same_seed_makes_the_same_problem() -> None:
    assert synthetic(60, seed=1) == synthetic(60, seed=1) != synthetic(60, seed=2)
    assert [
        printed(synthetic(60, seed=7)),
        printed(synthetic(60, seed=7, rich=True)),
        printed(synthetic(60, seed=7, full=0.7)),
    ] == PRINTED


def test_wishes_crowd_on_a_few() -> None:
    made = synthetic(800, seed=1)
    sought = degrees(made)
    assert len(made.requests) == 4000
    assert len({frozenset(request.parties) for request in made.requests}) == 4000
    assert sought[-1] > 4 * sought[len(sought) // 2] > 4 * sought[0]
    assert 0.5 < sum(map(made.interpreted, made.requests)) / 4000 < 0.7
    assert {request.weight for request in made.requests} == {1, 2, 3}


@pytest.mark.parametrize(("parties", "slots", "half_days"), [(130, 12, 2), (1200, 28, 4)])
def test_a_rich_problem_has_all_that_makes_one(parties: int, slots: int, half_days: int) -> None:
    made = synthetic(parties, seed=3, rich=True)
    assert (made.slots, len(made.half_days)) == (slots, half_days)
    assert {table.zone for table in made.tables} == {"hall", "quiet", "protocol"}
    assert made.closed_zones == {"protocol"}
    assert {party.seats for party in made.parties} >= {1, 2, 3}
    assert all(party.most for party in made.parties)
    assert all(interpreter.longest_run for interpreter in made.interpreters)
    assert any(interpreter.unavailable for interpreter in made.interpreters)
    assert any(request.after for request in made.requests)
    assert any(request.slots for request in made.requests)
    assert {r.zone for r in made.requests if r.wish is Wish.MUST} == {"protocol"}
    # Hardly a wish is hopeless from the start.
    assert len(Shape.of(made).requests) > 0.8 * len(made.requests)


def test_planted_musts_fill_the_day_as_asked() -> None:
    made = synthetic(400, seed=5, full=0.7)
    there = sum(made.slots - len(party.unavailable) for party in made.parties)
    assert all(request.wish is Wish.MUST for request in made.requests)
    assert 0.66 < 2 * len(made.requests) / there < 0.72
    assert len(made.requests) > 0.9 * made.slots * len(made.tables)


@pytest.mark.parametrize(
    ("parties", "rich", "wishes", "full"),
    [(1, False, 5, None), (10, False, -1, None), (10, False, 5, 0.0), (10, True, 5, 0.5)],
)
def test_what_cannot_be_made_is_refused(
    *, parties: int, rich: bool, wishes: float, full: float | None
) -> None:
    with pytest.raises(ValueError, match="parties"):
        synthetic(parties, seed=1, rich=rich, wishes=wishes, full=full)


@pytest.mark.parametrize("parties", [2, 3, 7])
def test_the_smallest_are_made_too(parties: int) -> None:
    for rich in (False, True):
        assert len(synthetic(parties, seed=1, rich=rich).parties) == parties
    assert len(synthetic(parties, seed=1, full=1.0).requests) >= 1

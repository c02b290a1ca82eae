"""The annealing: what it holds in its hands is true after any moves, and it keeps every rule."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given, settings
from numba import njit

from enishi.domain.scheduling import (
    Interpreter,
    Limits,
    Meeting,
    Party,
    Plan,
    Problem,
    Request,
    Table,
    score,
    violations,
)
from enishi.domain.scheduling.annealing import kernel
from enishi.domain.scheduling.annealing.engine import anneal
from enishi.domain.scheduling.annealing.shifts import rested
from enishi.domain.scheduling.annealing.state import (
    BEST,
    BREAKS,
    BROKEN,
    EXCESS,
    LEFT,
    NET,
    OF_BREAKS,
    PLACED,
    WORTH,
    State,
    new_state,
)
from enishi.domain.scheduling.annealing.steps import step_price
from enishi.domain.scheduling.board import Board
from enishi.domain.scheduling.check import breaks_of
from enishi.domain.scheduling.readers.synthetic import synthetic
from enishi.domain.scheduling.shape import Shape
from enishi.domain.scheduling.staffing import staff
from tests.domain.scheduling.worlds import problems

ALONE = Limits(seconds=None, work=10)


def shaken(problem: Problem, moves: int = 4000) -> tuple[Shape, State]:
    """A state after moves at a temperature at which most of them are made."""
    shape = Shape.of(problem)
    pool = rested(problem, shape.interpreters)
    state = new_state(shape, pool, weigh=2.0, must=5.0, seed=7)
    kernel.greedy(state, np.arange(len(shape.requests), dtype=np.int32))
    kernel.stretch(state, moves, 2.0, 0.4, 0.3)
    return shape, state


def check_sums(problem: Problem, shape: Shape, state: State) -> None:
    """Compare all that is kept beside the slots with what follows from them."""
    placed = np.flatnonzero(state.slot >= 0)
    meets = np.zeros((len(problem.parties), problem.slots), np.int64)
    for row in placed:
        assert shape.open[row, state.slot[row]]
        for party in shape.parties[row]:
            meets[party, state.slot[row]] += 1
    assert (state.meets == meets).all()
    assert (state.party[:-1, PLACED] == meets.sum(axis=1)).all()
    breaks = [breaks_of(problem, set(np.flatnonzero(row).tolist())) for row in meets]
    assert state.party[:-1, OF_BREAKS].tolist() == breaks
    assert state.tally[BREAKS] == sum(breaks)
    assert set(state.broken[0, : state.tally[BROKEN]].tolist()) == set(np.flatnonzero(breaks))
    free = problem.slots + 1 if problem.fairness is None else problem.fairness
    assert state.tally[EXCESS] == sum(max(0, each - free) for each in breaks)
    assert set(state.left[0, : state.tally[LEFT]].tolist()) == set(np.flatnonzero(state.slot < 0))
    assert state.tally[WORTH] == state.value[placed].sum()
    assert not state.party[:, NET].any()
    assert (state.room >= 0).all()
    for party, each in enumerate(problem.parties):
        assert (meets[party] <= each.seats).all()
        assert each.most is None or meets[party].sum() <= each.most


@given(problem=problems(slots=(2, 8), requests=(3, 14), tables=(1, 5)))
@settings(max_examples=60, deadline=None)
def test_what_it_keeps_follows_from_the_slots(problem: Problem) -> None:
    assume(len(Shape.of(problem).requests))
    shape, state = shaken(problem, 300)
    check_sums(problem, shape, state)


@pytest.mark.parametrize("rich", [False, True])
def test_it_is_so_in_problems_of_size(*, rich: bool) -> None:
    problem = synthetic(120, seed=3, rich=rich)
    shape, state = shaken(problem)
    check_sums(problem, shape, state)
    slots = state.slot.copy()
    staffed = staff(shape, rested(problem, shape.interpreters), slots)
    assert violations(problem, staffed.plan) == []
    assert len(staffed.plan.meetings) == (slots >= 0).sum()


def test_the_price_of_a_step_is_the_breaks_it_makes() -> None:
    problem = synthetic(40, seed=4)
    _, state = shaken(problem)
    priced = njit(lambda *args: step_price(*args))  # noqa: PLW0108  # it is compiled only inside another
    seen = set()
    for party, meets in enumerate(state.meets):
        busy = set(np.flatnonzero(meets).tolist())
        for gone in busy:
            for come in set(range(problem.slots)) - busy:
                made = breaks_of(problem, busy - {gone} | {come}) - breaks_of(problem, busy)
                assert priced(state, party, gone, come) == made
                seen.add(made)
    assert seen >= {-2, -1, 0, 1, 2}


def test_where_all_tables_are_taken_meetings_change_places() -> None:
    guests = [f"{host}{number}" for host in "AB" for number in range(3)]
    problem = Problem(
        slots=6,
        parties=tuple(Party(each) for each in ("A", "B", *guests)),
        tables=(Table("only"),),
        requests=tuple(Request(each, (each[0], each)) for each in guests),
    )
    shape = Shape.of(problem)
    state = new_state(shape, shape.interpreters, weigh=8.0, must=60.0, seed=1)
    kernel.settle(state, np.array([0, 2, 4, 1, 3, 5], np.int32))
    assert state.tally[BREAKS] == 4
    kernel.stretch(state, 4000, 0.3, 0.3, 0.5)
    check_sums(problem, shape, state)
    assert state.tally[BEST] == state.value.sum()  # no break is left


@given(problem=problems(slots=(2, 8), requests=(3, 14), tables=(1, 5)))
@settings(max_examples=60, deadline=None)
def test_what_it_offers_breaks_no_rule(problem: Problem) -> None:
    board = Board(problem, ALONE)
    anneal(board, Shape.of(problem), 1, work=10)  # the board refuses what the referee rejects
    assert violations(problem, board.plan) == []


def test_the_same_seed_and_work_give_the_same_plan() -> None:
    problem = synthetic(80, seed=5, rich=True)
    plans = []
    for seed in (1, 1, 2):
        board = Board(problem, ALONE)
        anneal(board, Shape.of(problem), seed, work=60)
        plans.append(board.plan)
    assert plans[0] == plans[1] != plans[2]


def test_it_is_far_better_than_filling_slots_in_order() -> None:
    problem = synthetic(200, seed=2)
    shape = Shape.of(problem)
    state = new_state(shape, shape.interpreters, weigh=8.0, must=60.0, seed=1)
    kernel.greedy(state, np.lexsort((-shape.weight, ~shape.must)).astype(np.int32))
    filled = score(problem, staff(shape, shape.interpreters, state.slot).plan)
    board = Board(problem, ALONE)
    anneal(board, shape, 1, work=400)
    assert board.score.weight >= filled.weight
    assert board.score.breaks * 3 <= filled.breaks


@given(problem=problems(slots=(2, 8), requests=(3, 14), tables=(1, 5)))
@settings(max_examples=40, deadline=None)
def test_what_is_unfair_is_relieved(problem: Problem) -> None:
    problem = replace(problem, fairness=0)
    assume(len(Shape.of(problem).requests))
    shape, state = shaken(problem, 300)
    kernel.relieve(state)
    assert state.tally[EXCESS] == 0
    check_sums(problem, shape, state)


@given(problem=problems(slots=(2, 8), requests=(3, 14), tables=(1, 5)))
@settings(max_examples=40, deadline=None)
def test_it_goes_back_to_what_places_more(problem: Problem) -> None:
    assume(len(Shape.of(problem).requests))
    shape, state = shaken(problem, 300)
    best = state.value[state.best >= 0].sum()
    if now := state.tally[WORTH] < best:
        assert not (state.slot == state.best).all()
    kernel.restore(state)
    check_sums(problem, shape, state)
    assert state.tally[WORTH] >= best
    assert not now or (state.slot == state.best).all()


def test_it_begins_from_a_plan_and_leaves_out_what_breaks_rules() -> None:
    problem = Problem(
        slots=2,
        tables=(Table("t"),),
        parties=(Party("a"), Party("b", unavailable=frozenset({0})), Party("c")),
        requests=(Request("ab", ("a", "b")), Request("ac", ("a", "c"))),
    )
    wrong = Plan((Meeting("ab", 0, "t"), Meeting("ac", 1, "t"), Meeting("ab", 9, "t")))
    board = Board(problem, ALONE)
    anneal(board, Shape.of(problem), 1, work=5, start=wrong)
    assert {m.request: m.slot for m in board.plan.meetings} == {"ab": 1, "ac": 0}


@pytest.mark.parametrize(
    ("there", "longest", "pauses"),
    [(7, 4, 1), (7, 3, 1), (7, 2, 2), (8, 3, 2), (3, 3, 0), (5, 1, 2)],
)
def test_pauses_are_few_and_keep_the_longest_run(there: int, longest: int, pauses: int) -> None:
    problem = Problem(
        slots=2 * there,
        long_breaks_after=frozenset({there - 1}),
        tables=(Table("t"),),
        parties=(Party("a", languages=frozenset({"ja"})), Party("b", languages=frozenset({"vi"}))),
        interpreters=tuple(
            Interpreter(f"i{n}", frozenset({"ja", "vi"}), longest_run=longest) for n in range(12)
        ),
        requests=(Request("ab", ("a", "b")),),
    )
    pool = rested(problem, Shape.of(problem).interpreters)
    for row in pool.there:
        for half_day in problem.half_days:
            work = row[half_day.start : half_day.stop]
            ends = [-1, *np.flatnonzero(~work).tolist(), there]
            assert len(ends) - 2 == pauses
            assert all(b - a - 1 <= longest for a, b in pairwise(ends))
    if there % (longest + 1) != longest:  # there is a choice: they pause in turn
        assert (pool.there.sum(axis=0) > 0).all()


def test_where_kinds_are_too_many_to_look_at_all_sets_what_is_short_is_found() -> None:
    # Two tables serve three kinds, one alone each of eleven others: only the sum of three is short.
    equipment = [frozenset({f"e{n}"}) for n in range(14)]
    tables = (
        Table("both 1", equipment=equipment[0] | equipment[1] | equipment[2]),
        Table("both 2", equipment=equipment[0] | equipment[1] | equipment[2]),
        *(Table(f"own {n}", equipment=equipment[n]) for n in range(3, 14)),
    )
    problem = Problem(
        slots=2,
        tables=tables,
        parties=tuple(Party(f"p{n}") for n in range(28)),
        requests=tuple(
            Request(f"r{n}", (f"p{2 * n}", f"p{2 * n + 1}"), equipment=equipment[n])
            for n in range(14)
        ),
    )
    board = Board(problem, ALONE)
    anneal(board, Shape.of(problem), 1, work=20)
    assert board.score.weight == 14
    narrow = replace(problem, slots=1)
    board = Board(narrow, ALONE)
    anneal(board, Shape.of(narrow), 1, work=20)
    assert board.score.weight == 13

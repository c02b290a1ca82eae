"""Bounds are true: beside every plan of small random problems, and by hand where they are met."""

import random
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import product
from math import ceil
from typing import Any

import numpy as np
import pytest

from enishi.domain.scheduling import (
    Interpreter,
    Meeting,
    Party,
    Plan,
    Problem,
    Request,
    Score,
    Table,
    Wish,
    score,
    violations,
)
from enishi.domain.scheduling.board import Board
from enishi.domain.scheduling.bounds import firstorder
from enishi.domain.scheduling.bounds.allocation import Grain, runs, work_of
from enishi.domain.scheduling.bounds.breaks import BreakBound, bound_breaks
from enishi.domain.scheduling.bounds.firstorder import FirstOrder, solver
from enishi.domain.scheduling.bounds.linear import NO_LIMIT, Linear, Simplex
from enishi.domain.scheduling.bounds.weight import bound_weight, weight_bound
from enishi.domain.scheduling.limits import Limits
from enishi.domain.scheduling.shape import Shape

# --- every plan of a small problem -----------------------------------------------------------------


def plans(problem: Problem) -> Iterator[Plan]:
    """Every plan without violations that differs in what is placed when, each once."""
    asked = [request for request in problem.requests if request.wish is not Wish.NEVER]
    choices = [(None, *_slots(problem, request)) for request in asked]
    for chosen in product(*choices):
        at = {r: slot for r, slot in zip(asked, chosen, strict=True) if slot is not None}
        if _parties_can(problem, at) and (plan := _served(problem, at)) is not None:
            yield plan


def _slots(problem: Problem, request: Request) -> list[int]:
    away = frozenset[int]().union(*(problem.party[key].unavailable for key in request.parties))
    asked = range(problem.slots) if request.slots is None else request.slots
    return sorted(set(asked) - away)


def _parties_can(problem: Problem, at: dict[Request, int]) -> bool:
    placed = {request.id: slot for request, slot in at.items()}
    if any(placed.get(key, -1) >= slot for request, slot in at.items() for key in request.after):
        return False
    for party in problem.parties:
        held = [slot for request, slot in at.items() if party.id in request.parties]
        if any(held.count(slot) > party.seats for slot in held):
            return False
        if party.most is not None and len(held) > party.most:
            return False
    return True


def _served(problem: Problem, at: dict[Request, int]) -> Plan | None:
    """The first choice of tables and interpreters that the referee lets pass."""
    order = sorted(at.items(), key=lambda item: (item[1], item[0].id))

    def place(done: tuple[Meeting, ...]) -> Plan | None:
        if len(done) == len(order):
            return Plan(done)
        request, slot = order[len(done)]
        for table, interpreter in product(problem.tables, ("", *problem.interpreter)):
            if problem.interpreted(request) != bool(interpreter):
                continue
            more = *done, Meeting(request.id, slot, table.id, interpreter)
            if not violations(replace(problem, fairness=None), Plan(more)) and (
                found := place(more)
            ):
                return found
        return None

    found = place(())
    return found if found and not violations(problem, found) else None


# --- small problems in which every rule is in play ---------------------------------------------------


TONGUES = ("ja", "vi", "en")


def some(draw: random.Random, things: Any, chance: float) -> frozenset[Any]:
    return frozenset(thing for thing in things if draw.random() < chance)


def small(seed: int) -> Problem:
    """Return a problem; those of odd seeds are about breaks, in the others every rule has a say."""
    draw = random.Random(seed)  # noqa: S311  # no secret
    gappy = seed % 2 == 1
    slots = draw.randint(5, 7) if gappy else draw.randint(3, 5)
    parties = tuple(
        Party(
            f"p{number}",
            seats=draw.choice((1, 1, 1, 2)),
            languages=some(draw, TONGUES, 0.5),
            unavailable=some(draw, range(slots), 0.3 if gappy else 0.15),
            most=draw.choice((None, None, None, 1, 2)),
        )
        for number in range(draw.randint(2, 3 if gappy else 4))
    )
    tables = tuple(
        Table(
            f"t{number}",
            zone="" if gappy else draw.choice(("", "quiet")),
            equipment=some(draw, ("screen",), 0.7),
            unavailable=some(draw, range(slots), 0.1),
        )
        for number in range(draw.randint(1, 3))
    )
    interpreters = tuple(
        Interpreter(
            f"i{number}",
            frozenset(draw.sample(TONGUES, 2)),
            unavailable=some(draw, range(slots), 0.1),
            longest_run=draw.choice((None, 1, 2)),
        )
        for number in range(draw.randint(0, 2))
    )
    zones = sorted({table.zone for table in tables if table.zone})
    requests = tuple(
        Request(
            f"r{number}",
            tuple(draw.sample([party.id for party in parties], 2)),  # type: ignore[arg-type]  # two of them
            wish=draw.choices(list(Wish), (3, 3, 0) if gappy else (2, 4, 1))[0],
            weight=draw.randint(0, 3),
            slots=some(draw, range(slots), 0.5) if draw.random() < 0.5 else None,
            after=some(draw, [f"r{other}" for other in range(number)], 0.1),
            zone=draw.choice(("", "", *zones)),
            equipment=some(draw, ("screen",), 0.1),
            interpreted=False if gappy else draw.choice((False, False, None, True)),
        )
        for number in range(5)
    )
    return Problem(
        slots=slots,
        tables=tables,
        parties=parties,
        requests=requests,
        interpreters=interpreters,
        long_breaks_after=some(draw, range(slots - 1), 0.1 if gappy else 0.25),
        closed_zones=some(draw, ("quiet",), 0.3),
        fairness=draw.choice((None, None, 0, 1)),
    )


def never() -> bool:
    return False


@pytest.mark.parametrize("block", range(20))
def test_no_plan_betters_the_bounds(block: int) -> None:
    for seed in range(20 * block, 20 * block + 20):
        problem = small(seed)
        shape = Shape.of(problem)
        scores = {score(problem, plan) for plan in plans(problem)}
        fewest = min(found.must_missing for found in scores)
        for grain in Grain:
            bound = weight_bound(shape, never, grain=grain)
            assert bound.must_missing <= fewest, seed
            assert bound.weight >= max(found.weight for found in scores), seed
        for missing in {found.must_missing for found in scores}:
            those = [found for found in scores if found.must_missing <= missing]
            for grain in Grain:
                bound = weight_bound(shape, never, missing=missing, grain=grain)
                assert bound.weight >= max(found.weight for found in those), seed
            _breaks_hold(shape, missing, those, seed)


@pytest.mark.parametrize("block", range(4))
def test_no_plan_betters_the_bounds_of_large_problems(
    block: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(firstorder, "_LARGE", -1)
    test_no_plan_betters_the_bounds(block)


def _breaks_hold(shape: Shape, missing: int, scores: list[Score], seed: int) -> None:
    if not len(shape.requests):
        return
    bound = BreakBound(shape, missing, never)
    for weight in sorted({found.weight for found in scores}, reverse=True):
        bound.improve(weight, lambda: None)
        fewest = min(found.breaks for found in scores if found.weight >= weight)
        assert bound.of(weight) <= fewest, (seed, missing, weight)


# --- where a bound is met, for each of its grounds ------------------------------------------------


def star(number: int, wish: Wish = Wish.WOULD, **hub: Any) -> dict[str, Any]:
    """A party that so many others want to meet, each once, for a weight of 2."""
    return {
        "parties": (Party("hub", **hub), *(Party(f"p{each}") for each in range(number))),
        "requests": tuple(
            Request(f"r{each}", ("hub", f"p{each}"), wish=wish, weight=2, interpreted=False)
            for each in range(number)
        ),
        "tables": tuple(Table(f"t{each}") for each in range(number)),
    }


def interpreted(shared: dict[str, Any]) -> dict[str, Any]:
    requests = tuple(replace(request, interpreted=True) for request in shared["requests"])
    return shared | {"requests": requests}


def away(*slots: int) -> frozenset[int]:
    return frozenset(slots)


TEAM = Interpreter("i", frozenset({"ja", "vi"}))
WEIGHTS: dict[str, tuple[dict[str, Any], int]] = {
    "slots": ({"slots": 3, **star(5)}, 6),
    "away": ({"slots": 3, **star(5, unavailable=away(1))}, 4),
    "seats": ({"slots": 2, **star(5, seats=2)}, 8),
    "most": ({"slots": 5, **star(5, most=2)}, 4),
    "tables": ({"slots": 2, **star(9, seats=9), "tables": (Table("t"),)}, 4),
    "tables away": (
        {"slots": 3, **star(9, seats=9), "tables": (Table("t", unavailable=away(0)),)},
        4,
    ),
    "closed zones": (
        {
            "slots": 2,
            **star(9, seats=9),
            "tables": (Table("t"), Table("u", zone="quiet")),
            "closed_zones": frozenset({"quiet"}),
        },
        4,
    ),
    "interpreters": ({"slots": 3, **interpreted(star(9, seats=9)), "interpreters": (TEAM,)}, 6),
    "pauses": (
        {
            "slots": 8,
            **interpreted(star(9, seats=9)),
            "interpreters": (replace(TEAM, longest_run=2),),
        },
        12,
    ),
    "pauses by half-day": (
        {
            "slots": 4,
            "long_breaks_after": frozenset({1}),
            **interpreted(star(9, seats=9)),
            "interpreters": (replace(TEAM, longest_run=2),),
        },
        8,
    ),
}


@pytest.mark.parametrize("large", [-1, 20_000])
@pytest.mark.parametrize("ground", WEIGHTS)
def test_weight_is_bounded_by(ground: str, large: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(firstorder, "_LARGE", large)
    parts, weight = WEIGHTS[ground]
    assert weight_bound(Shape.of(Problem(**parts)), never).weight == weight


def test_slot_by_slot_more_is_seen() -> None:
    parts = star(4, seats=4)
    early = tuple(replace(request, slots=away(0)) for request in parts["requests"])
    shape = Shape.of(Problem(slots=2, **parts | {"requests": early, "tables": (Table("t"),)}))
    assert weight_bound(shape, never, grain=Grain.HALF_DAY).weight == 4
    assert weight_bound(shape, never, grain=Grain.SLOT).weight == 2


def test_two_requests_in_order_exclude_each_other_in_one_slot() -> None:
    parts = star(2, seats=2)
    first, second = parts["requests"]
    ordered = first, replace(second, after=frozenset({first.id}))
    shape = Shape.of(Problem(slots=1, **parts | {"requests": ordered}))
    assert weight_bound(shape, never, grain=Grain.SLOT).weight == 2


def test_pauses_are_kept_slot_by_slot_too() -> None:
    shape = Shape.of(Problem(**WEIGHTS["pauses"][0]))
    assert weight_bound(shape, never, grain=Grain.SLOT).weight == 12


def test_musts_that_cannot_all_be_placed_are_counted() -> None:
    shape = Shape.of(Problem(slots=3, **star(5, Wish.MUST)))
    assert weight_bound(shape, never).must_missing == 2


def test_a_must_without_any_slot_is_missing() -> None:
    parts = star(2, Wish.MUST, unavailable=away(0, 1))
    shape = Shape.of(Problem(slots=2, **parts))
    assert weight_bound(shape, never).must_missing == 2
    assert weight_bound(shape, never).weight == 0


def test_a_must_of_little_weight_takes_the_place_of_others() -> None:
    parts = star(3)
    first = replace(parts["requests"][0], wish=Wish.MUST, weight=0)
    shape = Shape.of(Problem(slots=2, **parts | {"requests": (first, *parts["requests"][1:])}))
    assert weight_bound(shape, never).weight == 4
    assert weight_bound(shape, never, missing=1).weight == 4
    assert weight_bound(shape, never, missing=0).weight == 2


def test_reduced_costs_tell_what_to_leave_out() -> None:
    parts = star(3)
    light = replace(parts["requests"][0], weight=0)
    shape = Shape.of(Problem(slots=2, **parts | {"requests": (light, *parts["requests"][1:])}))
    bound = weight_bound(shape, never)
    assert bound.value.tolist() == [0, 1, 1]
    assert bound.reduced[0] >= 0
    assert (bound.reduced[1:] <= 0).all()
    assert bound.reduced[0] - bound.reduced[1:].min() == pytest.approx(2)


def breaks(weight: int, missing: int = 0, **parts: Any) -> int:
    bound = BreakBound(Shape.of(Problem(**parts)), missing, never)
    bound.improve(weight, lambda: None)
    return bound.of(weight)


@pytest.mark.parametrize("large", [-1, 20_000])
def test_meetings_that_fit_no_run_have_a_break(large: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(firstorder, "_LARGE", large)
    assert breaks(6, slots=5, **star(3, unavailable=away(2))) == 1
    assert breaks(4, slots=5, **star(3, unavailable=away(2))) == 0
    assert breaks(10, slots=7, **star(5, unavailable=away(2, 5))) == 2
    assert breaks(12, slots=5, **star(6, seats=2, unavailable=away(2))) == 1


def test_partners_part_runs_too() -> None:
    parts = star(3)
    those = tuple(replace(party, unavailable=away(2)) for party in parts["parties"][1:])
    assert breaks(6, slots=5, **parts | {"parties": (parts["parties"][0], *those)}) == 1


def test_two_half_days_that_both_lack_room_share_a_break() -> None:
    parts = star(11, unavailable=away(5, 13))
    assert breaks(22, slots=16, long_breaks_after=away(7), **parts) == 1
    assert breaks(20, slots=16, long_breaks_after=away(7), **parts) == 0


def test_the_longest_runs_are_filled_first() -> None:
    parts = star(8, unavailable=away(3, 9))
    assert breaks(16, slots=12, long_breaks_after=away(4), **parts) == 1


def test_who_wants_few_meetings_needs_no_break_for_them() -> None:
    assert breaks(4, slots=5, **star(6, unavailable=away(2), most=2)) == 0
    assert breaks(6, slots=5, **star(6, unavailable=away(2), most=3)) == 1


def test_a_search_is_told_which_requests_go_to_which_half_day() -> None:
    parts = star(3, unavailable=away(0, 1))
    early = replace(parts["requests"][0], slots=away(2))
    light = replace(parts["requests"][1], weight=1)
    requests = early, light, parts["requests"][2]
    shape = Shape.of(Problem(slots=4, long_breaks_after=away(2), **parts | {"requests": requests}))
    bound = BreakBound(shape, 0, never)
    assert not bound.shares.any()
    bound.improve(4, lambda: None)
    assert bound.shares.tolist() == [[1, 0], [0, 0], [0, 1]]


def test_musts_have_their_breaks_whatever_the_weight() -> None:
    parts = star(3, Wish.MUST, unavailable=away(2))
    assert breaks(0, slots=5, **parts) == 1
    assert breaks(0, missing=1, slots=5, **parts) == 0


# --- the ground they stand on ---------------------------------------------------------------------


def test_runs_and_what_can_be_worked() -> None:
    assert runs([True, True, False, True]) == [2, 1]
    for there in product([False, True], repeat=6):
        for longest in (1, 2, 3, None):
            works = (
                work
                for work in product([False, True], repeat=6)
                if all(here or not busy for here, busy in zip(there, work, strict=True))
                and all(longest is None or run <= longest for run in runs(work))
            )
            assert work_of(np.array(there), longest) == max(map(sum, works))


def programme(draw: random.Random) -> Linear:
    rows, columns = draw.randint(1, 4), draw.randint(1, 5)
    row, column = np.divmod(np.arange(rows * columns), columns)
    most = np.array([draw.randint(1, 3) for _ in range(columns)])
    value = np.array([draw.randint(-3, 3) for _ in row])
    inside = value.reshape(rows, columns) @ np.array([draw.randint(0, m) for m in most])
    lower = np.array([draw.choice((-NO_LIMIT, here - draw.randint(0, 2))) for here in inside])
    upper = np.array([draw.choice((NO_LIMIT, here + draw.randint(0, 2))) for here in inside])
    cost = np.array([draw.randint(-5, 5) for _ in range(columns)])
    return Linear(cost, np.zeros(columns, np.int64), most, row, column, value, lower, upper)


def least(linear: Linear) -> int:
    """The least cost of whole values, all of them tried."""
    costs = []
    for x in product(*(range(most + 1) for most in linear.most)):
        sums = np.zeros(len(linear.lower), np.int64)
        np.add.at(sums, linear.row, linear.value * np.array(x)[linear.column])
        if (sums >= linear.lower).all() and (sums <= linear.upper).all():
            costs.append(int(linear.cost @ np.array(x)))
    return min(costs)


@pytest.mark.parametrize(("make", "near"), [(Simplex, 1e-4), (FirstOrder, 1e-2)])
def test_any_dual_values_give_a_true_bound_and_those_of_the_solution_a_sharp_one(
    make: Any, near: float
) -> None:
    draw = random.Random(1)  # noqa: S311  # no secret
    for _ in range(200):
        linear = programme(draw)
        best = least(linear)
        answer = make(linear, never).solve()
        assert answer.solved
        assert ceil(answer.bound - Fraction(1, 1000)) <= best
        assert float(answer.bound) == pytest.approx(float(linear.cost @ answer.x), abs=near)
        wild = np.array([draw.uniform(-3, 3) for _ in linear.lower])
        assert linear.bound(wild) <= best


def test_a_programme_that_grows_is_solved_as_one_that_was_whole() -> None:
    draw = random.Random(2)  # noqa: S311  # no secret
    for _ in range(50):
        linear = programme(draw)
        first = np.arange(len(linear.cost))
        simplex = Simplex(linear, never)
        simplex.solve()
        row, lower = np.zeros_like(first), np.array([0])
        simplex.add(row, first, np.ones_like(first), lower)
        simplex.aim(-linear.cost)
        whole = replace(linear.and_rows(row, first, np.ones_like(first), lower), cost=-linear.cost)
        assert float(simplex.solve().bound) == pytest.approx(
            float(Simplex(whole, never).solve().bound), abs=1e-4
        )


def test_what_is_stopped_at_once_is_still_true() -> None:
    shape = Shape.of(Problem(slots=3, **star(5)))
    assert weight_bound(shape, lambda: True).weight == 10
    assert weight_bound(shape, never, steps=0).weight == 10
    bound = BreakBound(shape, 0, lambda: True)
    bound.improve(6, lambda: None)
    assert bound.of(6) == 0


def test_both_methods_find_the_same_and_go_on_from_where_they_stood() -> None:
    draw = random.Random(2)  # noqa: S311  # no secret
    for _ in range(50):
        linear = programme(draw)
        columns = np.arange(len(linear.cost))
        made = [make(linear, never) for make in (Simplex, FirstOrder)]
        for each in made:
            each.solve()
            each.aim(linear.cost[::-1].copy())
        _alike(made)
        for each in made:
            each.add(0 * columns, columns, np.ones_like(columns), np.array([-1]))
            each.aim(3 * linear.cost)
        _alike(made)


def _alike(made: list[Any]) -> None:
    one, other = (float(each.solve().bound) for each in made)
    assert one == pytest.approx(other, abs=1e-2)


def test_a_large_programme_is_left_when_its_steps_are_used_up_or_time_is() -> None:
    draw = random.Random(3)  # noqa: S311  # no secret
    linear = programme(draw)
    for answer in (FirstOrder(linear, never, 0).solve(), FirstOrder(linear, lambda: True).solve()):
        assert not answer.solved
        assert not answer.dual.any()
        assert answer.bound <= least(linear)


def test_the_size_chooses_the_method() -> None:
    one = np.ones(1, np.int64)
    small = Linear(one, 0 * one, one, 0 * one, 0 * one, one, one, one)
    many = np.ones(30_000, np.int64)
    large = replace(small, cost=many, least=0 * many, most=many)
    assert isinstance(solver(small, never), Simplex)
    assert isinstance(solver(large, never), FirstOrder)
    assert solver(large, never).solve().bound == 1


# --- as engines -----------------------------------------------------------------------------------


def hub() -> tuple[Problem, Plan]:
    problem = Problem(slots=5, **star(4, unavailable=away(2)))
    placed = [Meeting(f"r{each}", slot, "t0") for each, slot in enumerate((0, 1, 3))]
    return problem, Plan(tuple(placed))


def test_engines_prove_a_plan_best() -> None:
    problem, plan = hub()
    full = Plan((*plan.meetings, Meeting("r3", 4, "t0")))
    board = Board(problem, Limits(seconds=None, work=1000))
    board.offer(full, "test")
    bound_weight(board, Shape.of(problem))
    bound_breaks(board, Shape.of(problem))
    assert board.bound.met_by(board.score)


def test_breaks_are_bounded_anew_for_a_heavier_plan() -> None:
    problem, plan = hub()
    lighter = Plan(plan.meetings[:2])
    board = Board(problem, Limits(seconds=60))
    board.offer(lighter, "test")

    def stop() -> bool:
        if board.bound.breaks:
            board.close()
        board.offer(plan, "test")
        return False

    board.limits = Limits(seconds=60, stopped=stop)
    board.watch.limits = board.limits
    bound_breaks(board, Shape.of(problem))
    assert (board.score.weight, board.bound.breaks) == (6, 1)


def test_what_was_proved_before_the_musts_were_placed_is_said_when_they_are() -> None:
    problem = Problem(slots=5, **star(4, Wish.MUST, unavailable=away(2)))
    board = Board(problem, Limits(seconds=60))
    placed = tuple(Meeting(f"r{each}", slot, "t0") for each, slot in enumerate((0, 1, 3, 4)))
    asked = iter(range(1000))

    def stop() -> bool:
        if next(asked) == 40:
            board.offer(Plan(placed), "test")
        if board.bound.breaks:
            board.close()
        return False

    board.limits = board.watch.limits = Limits(seconds=60, stopped=stop)
    bound_breaks(board, Shape.of(problem))
    assert board.bound.breaks == 1
    assert board.watch.seconds < 60


def test_breaks_wait_while_fewer_musts_may_be_missed() -> None:
    parts = star(3, Wish.MUST, unavailable=away(2))
    problem = Problem(slots=5, **parts)
    board = Board(problem, Limits(seconds=None, work=1000))
    board.offer(Plan((Meeting("r0", 0, "t0"), Meeting("r1", 3, "t0"))), "test")
    bound_breaks(board, Shape.of(problem))
    assert board.bound.breaks == 0

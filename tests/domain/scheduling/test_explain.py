"""An explanation names who is in the way, what it would take, and what would make room."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st

from enishi.domain.scheduling import (
    BadProblem,
    Interpreter,
    Meeting,
    Party,
    Plan,
    Problem,
    Request,
    Substitute,
    Table,
    Wish,
    violations,
)
from enishi.domain.scheduling.explain import Explanation, explain
from enishi.domain.scheduling.limits import Limits
from tests.domain.scheduling.worlds import good_plans, problems

WORK = Limits(seconds=None, work=200_000)
JA, VI = frozenset({"ja"}), frozenset({"vi"})


def day(slots: int = 2, **changes: Any) -> Problem:
    """Two parties of one language and one of another, two tables, an interpreter; all may meet."""
    held: dict[str, Any] = {
        "slots": slots,
        "tables": (Table("hall"), Table("side")),
        "parties": (
            Party("Akita", languages=JA),
            Party("Nara", languages=JA),
            Party("Huế", languages=VI),
            Party("Oita", languages=JA),
        ),
        "interpreters": (Interpreter("one", JA | VI),),
        "requests": (Request("A–N", ("Akita", "Nara")),),
    }
    return Problem(**held | changes)


def asked(**said: Any) -> dict[str, Any]:
    """Return requests, of which the first is explained; `said` changes it."""
    first = Request("A–N", ("Akita", "Nara"), **said)
    others = (
        Request("A–O", ("Akita", "Oita")),
        Request("N–O", ("Nara", "Oita")),
        Request("H–O", ("Huế", "Oita")),
        Request("A–H", ("Akita", "Huế")),
        Request("N–H", ("Nara", "Huế")),
    )
    return {"requests": (first, *others)}


def why(problem: Problem, *meetings: tuple[Any, ...], request: str = "A–N") -> Explanation:
    plan = Plan(tuple(Meeting(*meeting) for meeting in meetings))
    assert not violations(problem, plan)
    return explain(problem, plan, request, WORK)


def named(found: Explanation) -> list[tuple[str, tuple[str, ...], list[int]]]:
    return [(each.rule, each.culprits, sorted(each.slots)) for each in found.obstacles]


def away(name: str, *slots: int) -> dict[str, Any]:
    people = day().parties
    return {
        "parties": tuple(
            replace(party, unavailable=frozenset(slots)) if party.id == name else party
            for party in people
        )
    }


def replaced(name: str, *substitutes: str, seats: int = 1) -> dict[str, Any]:
    """Return the parties of `away`, one of which has substitutes all day."""
    said = {"seats": seats, "substitutes": tuple(map(Substitute, substitutes))}
    return {
        "parties": tuple(
            replace(party, **said) if party.id == name else party
            for party in away(name, 0, 1)["parties"]
        )
    }


# rule → what is said of the problem, the meetings, the obstacles
CASES: dict[str, tuple[dict[str, Any], tuple[Any, ...], list[Any]]] = {
    "request.never": (
        asked(wish=Wish.NEVER),
        (),
        [("request.never", ("A–N",), [0, 1])],
    ),
    "request.slots": (
        asked(slots=frozenset({1})) | away("Nara", 1),
        (),
        [("request.slots", ("A–N",), [0]), ("party.available", ("Nara",), [1])],
    ),
    "request.after": (
        asked(after=frozenset({"H–O"})),
        (("H–O", 1, "hall", "one"),),
        [("request.after", ("A–N", "H–O"), [0, 1])],
    ),
    "party.available": (
        asked() | away("Nara", 0, 1),
        (),
        [("party.available", ("Nara",), [0, 1])],
    ),
    "request.in_person": (
        asked(in_person=True) | replaced("Nara", "deputy"),
        (),
        [("request.in_person", ("A–N", "Nara"), [0, 1])],
    ),
    "party.substituted": (
        asked() | replaced("Nara", "deputy", seats=2),
        (("N–O", 0, "hall"), ("N–H", 1, "hall", "one")),
        [("party.substituted", ("Nara",), [0, 1])],
    ),
    "party.seats": (
        asked(),
        (("A–O", 0, "hall"), ("A–H", 1, "hall", "one")),
        [("party.seats", ("Akita",), [0, 1])],
    ),
    "party.most": (
        asked() | {"parties": (Party("Akita", languages=JA, most=1), *day().parties[1:])},
        (("A–O", 0, "hall"),),
        [("party.most", ("Akita",), [0, 1])],
    ),
    "table.free": (
        asked() | {"tables": (Table("hall"),)},
        (("H–O", 0, "hall", "one"), ("A–O", 1, "hall")),
        [("table.free", ("hall",), [0, 1])],
    ),
    "table.available": (
        asked() | {"tables": (Table("hall", unavailable=frozenset({0, 1})),)},
        (),
        [("table.available", ("hall",), [0, 1])],
    ),
    "table.zone": (
        asked() | {"tables": (Table("hall", zone="quiet"),), "closed_zones": frozenset({"quiet"})},
        (),
        [("table.zone", ("A–N",), [0, 1])],
    ),
    "table.equipment": (
        asked(equipment=frozenset({"screen"})),
        (),
        [("table.equipment", ("A–N",), [0, 1])],
    ),
    "interpreter.speaks": (
        asked(interpreted=True)
        | {"interpreters": (Interpreter("other", frozenset({"fr", "en"})),)},
        (),
        [("interpreter.speaks", ("Akita", "Nara"), [0, 1])],
    ),
    "interpreter.available": (
        asked(interpreted=True)
        | {"interpreters": (Interpreter("one", JA | VI, frozenset({0, 1})),)},
        (),
        [("interpreter.available", ("one",), [0, 1])],
    ),
    "interpreter.one_place": (
        asked(interpreted=True) | away("Nara", 1),
        (("H–O", 0, "hall", "one"),),
        [("party.available", ("Nara",), [1]), ("interpreter.one_place", ("one",), [0])],
    ),
    "interpreter.longest_run": (
        asked(interpreted=True)
        | away("Nara", 1)
        | {"interpreters": (Interpreter("one", JA | VI, longest_run=1),)},
        (("H–O", 1, "hall", "one"),),
        [("party.available", ("Nara",), [1]), ("interpreter.longest_run", ("one",), [0])],
    ),
}


@pytest.mark.parametrize("rule", CASES)
def test_the_culprit_is_named(rule: str) -> None:
    changes, meetings, obstacles = CASES[rule]
    assert named(why(day(**changes), *meetings)) == obstacles


def test_the_rule_of_fairness_is_named() -> None:
    fair = day(3, fairness=0, **asked() | away("Nara", 0, 1))
    found = why(fair, ("A–O", 0, "hall"))
    assert named(found) == [
        ("party.available", ("Nara",), [0, 1]),
        ("party.fairness", ("Akita", "Nara"), [2]),
    ]


def test_a_limit_tells_its_number_and_who_is_there() -> None:
    changes, meetings, _ = CASES["party.most"]
    (obstacle,) = why(day(**changes), *meetings).obstacles
    assert (obstacle.limit, obstacle.meetings) == (1, ("A–O",))


def test_where_a_slot_is_free_nothing_is_in_the_way() -> None:
    found = why(day(**asked()), ("H–O", 0, "hall", "one"))
    assert found.obstacles == ()
    assert found.way is not None
    assert (found.way.moved, found.way.dropped) == (frozenset(), frozenset())


def test_what_is_placed_needs_no_explanation() -> None:
    found = why(day(**asked()), ("A–N", 0, "hall"))
    assert (found.placed, found.obstacles, found.gifts) == (True, (), ())


def test_another_may_move_to_make_room() -> None:
    found = why(day(**asked(slots=frozenset({0}))), ("A–O", 0, "hall"))
    assert named(found)[0][0] == "request.slots"
    assert found.way is not None
    assert (found.way.moved, found.way.dropped, found.way.proved) == (
        frozenset({"A–O"}),
        frozenset(),
        True,
    )


def test_the_lightest_gives_way() -> None:
    requests = (
        Request("A–N", ("Akita", "Nara"), weight=1),
        Request("A–O", ("Akita", "Oita"), weight=3),
        Request("A–H", ("Akita", "Huế"), weight=2),
    )
    found = why(day(requests=requests), ("A–O", 0, "hall"), ("A–H", 1, "hall", "one"))
    assert found.way is not None
    assert (found.way.dropped, found.way.weight, found.way.musts) == (frozenset({"A–H"}), 2, 0)


def test_what_can_never_be_is_proved_impossible() -> None:
    found = why(day(**asked() | away("Nara", 0, 1)))
    assert found.way is None
    assert found.impossible


def test_one_more_interpreter_makes_room() -> None:
    found = why(day(1, **asked(interpreted=True)), ("H–O", 0, "hall", "one"))
    gift = next(gift for gift in found.gifts if gift.what == "interpreter")
    assert gift.languages == {"ja", "vi"}
    assert gift.way is not None
    assert gift.way.dropped == frozenset()
    assert (gift.musts, gift.weight) == (0, 1)
    table = next(gift for gift in found.gifts if gift.what == "table")
    assert table.way is not None
    assert table.way.dropped == {"H–O"}
    assert table.weight == 0


def test_one_more_table_or_slot_makes_room() -> None:
    found = why(day(1, tables=(Table("hall"),), **asked()), ("H–O", 0, "hall", "one"))
    gifts = {gift.what: gift for gift in found.gifts}
    assert gifts.keys() == {"table", "slot"}
    assert gifts["table"].weight == 1
    assert gifts["slot"].weight == 1
    assert all(gift.way is not None and not gift.way.dropped for gift in found.gifts)


def test_a_request_that_nobody_made_is_refused() -> None:
    with pytest.raises(BadProblem) as caught:
        explain(day(), Plan(), "X", WORK)
    assert (caught.value.path, caught.value.code) == ("request", "id.unknown")


def test_stopping_at_once_returns_what_is_known() -> None:
    stopped = Limits(stopped=lambda: True)
    plan = Plan((Meeting("A–O", 0, "hall"), Meeting("A–H", 1, "hall", "one")))
    found = explain(day(**asked()), plan, "A–N", stopped)
    assert named(found) == [("party.seats", ("Akita",), [0, 1])]
    assert found.way is None
    assert not found.impossible


def free_slots(problem: Problem, plan: Plan, request: Request) -> set[int]:
    """Return the slots in which a request fits while all other meetings stay just as they are."""
    names = [each.id for each in problem.interpreters] if problem.interpreted(request) else [""]
    return {
        slot
        for slot in range(problem.slots)
        for table in problem.tables
        for name in names
        if not violations(
            problem, Plan((*plan.meetings, Meeting(request.id, slot, table.id, name)))
        )
    }


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.data())
def test_obstacles_cover_every_slot_and_none_is_idle(data: st.DataObject) -> None:
    try:
        problem = data.draw(problems())
    except BadProblem:
        reject()
    plan = data.draw(good_plans(problem))
    left = [request for request in problem.requests if request.id not in plan.placed]
    assume(left)
    request = data.draw(st.sampled_from(left))
    obstacles = explain(problem, plan, request.id, Limits(stopped=lambda: True)).obstacles
    if not obstacles:
        return
    assert not free_slots(problem, plan, request)
    covered = [each.slots for each in obstacles]
    for number in range(len(covered)):
        others = frozenset[int]().union(*covered[:number], *covered[number + 1 :])
        assert others != frozenset(range(problem.slots))

"""A problem that cannot be is refused, with the path of what is wrong."""

from dataclasses import replace
from typing import Any

import pytest

from enishi.domain.scheduling import BadProblem, Interpreter, Party, Request, Substitute, Table
from tests.domain.scheduling.small import JA, plan, problem

WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"slots": 0}, "slots", "number.too_small"),
    ({"fairness": -1}, "fairness", "number.too_small"),
    ({"long_breaks_after": frozenset({6})}, "long_breaks_after", "slot.unknown"),
    ({"tables": {"side": {"id": "hall"}}}, "tables[1].id", "id.twice"),
    ({"parties": {"Huế": {"id": ""}}}, "parties[2].id", "id.empty"),
    ({"parties": {"Huế": {"seats": 0}}}, "parties[2].seats", "number.too_small"),
    ({"parties": {"Huế": {"least": 3, "most": 2}}}, "parties[2].most", "targets.crossed"),
    (
        {"parties": {"Huế": {"unavailable": frozenset({-1})}}},
        "parties[2].unavailable",
        "slot.unknown",
    ),
    (
        {"parties": {"Huế": {"substitutes": (Substitute("a"), Substitute(""))}}},
        "parties[2].substitutes[1].id",
        "id.empty",
    ),
    (
        {"parties": {n: {"substitutes": (Substitute("a"),)} for n in ("Nara", "Huế")}},
        "parties[2].substitutes[0].id",
        "id.twice",
    ),
    (
        {"parties": {"Huế": {"substitutes": (Substitute("Nara"),)}}},
        "parties[2].substitutes[0].id",
        "id.twice",
    ),
    (
        {"parties": {"Huế": {"substitutes": (Substitute("a", frozenset({6})),)}}},
        "parties[2].substitutes[0].unavailable",
        "slot.unknown",
    ),
    (
        {"interpreters": {"two": {"languages": JA}}},
        "interpreters[1].languages",
        "languages.one_only",
    ),
    (
        {"interpreters": {"two": {"longest_run": 0}}},
        "interpreters[1].longest_run",
        "number.too_small",
    ),
    (
        {"requests": {"N–H": {"parties": ("Nara", "Oslo")}}},
        "requests[1].parties[1]",
        "id.unknown",
    ),
    (
        {"requests": {"N–H": {"parties": ("Nara", "Nara")}}},
        "requests[1].parties",
        "party.with_itself",
    ),
    ({"requests": {"N–H": {"weight": -1}}}, "requests[1].weight", "number.too_small"),
    ({"requests": {"N–H": {"slots": frozenset({9})}}}, "requests[1].slots", "slot.unknown"),
    ({"requests": {"N–H": {"after": frozenset({"X"})}}}, "requests[1].after", "id.unknown"),
    ({"requests": {"N–H": {"zone": "roof"}}}, "requests[1].zone", "zone.unknown"),
    ({"requests": {"N–H": {"table": "roof"}}}, "requests[1].table", "id.unknown"),
    (
        {"requests": {"N–H": {"table": "hall", "zone": "quiet"}}},
        "requests[1].table",
        "table.does_not_serve",
    ),
]


@pytest.mark.parametrize(("changes", "path", "code"), WRONG)
def test_what_cannot_be_is_refused_with_its_path(
    changes: dict[str, Any], path: str, code: str
) -> None:
    with pytest.raises(BadProblem) as refused:
        problem(**changes)
    assert (refused.value.path, refused.value.code) == (path, code)


def test_requests_that_would_each_come_after_the_other_are_refused() -> None:
    with pytest.raises(BadProblem) as refused:
        problem(
            requests={
                "A–H": {"after": frozenset({"N–S"})},
                "N–S": {"after": frozenset({"A–N"})},
                "A–N": {"after": frozenset({"A–H"})},
            }
        )
    assert refused.value.code == "request.circle"


def test_a_long_chain_of_requests_is_no_circle() -> None:
    held = problem()
    chain = [
        Request(str(n), ("Akita", "Nara"), after=frozenset({str(n - 1)} if n else ()))
        for n in range(5000)
    ]
    assert len(replace(held, requests=tuple(chain)).requests) == 5000


def test_half_days_end_at_long_breaks() -> None:
    assert problem().half_days == (range(3), range(3, 6))
    assert problem(long_breaks_after=frozenset()).half_days == (range(6),)
    assert problem(long_breaks_after=frozenset({5})).half_days == (range(6),)


def test_while_away_a_party_has_as_much_room_as_substitutes_and_seats() -> None:
    three = Substitute("a"), Substitute("b", frozenset({1})), Substitute("c")
    party = Party("x", seats=2, unavailable=frozenset({0, 1, 2}), substitutes=three)
    assert [party.room_in(slot) for slot in range(4)] == [2, 2, 2, 2]
    party = replace(party, substitutes=three[:2])
    assert [party.room_in(slot) for slot in range(4)] == [2, 1, 2, 2]
    party = replace(party, substitutes=())
    assert [party.room_in(slot) for slot in range(4)] == [0, 0, 0, 2]


def test_who_needs_an_interpreter_and_who_can_be_one() -> None:
    held = problem(requests={"A–N": {"interpreted": True}})
    assert [held.interpreted(request) for request in held.requests] == [True, True, True, True]
    north = held.request["N–S"]
    assert [held.interprets(person, north) for person in held.interpreters] == [True, True]
    assert not held.interprets(Interpreter("x", frozenset({"fr", "ko"})), north)


def test_which_tables_serve() -> None:
    held = problem(closed_zones=frozenset({"quiet"}))
    plain, zoned = held.requests[0], replace(held.requests[0], zone="quiet")
    assert [held.serves(table, plain) for table in held.tables] == [True, True, False]
    assert [held.serves(table, zoned) for table in held.tables] == [False, False, True]
    screen = Table("x", equipment=frozenset({"screen"}))
    assert held.serves(screen, replace(plain, equipment=frozenset({"screen"})))
    assert not held.serves(held.tables[0], replace(plain, equipment=frozenset({"screen"})))


def test_changes_of_a_plan_are_the_requests_that_stand_otherwise() -> None:
    one = plan(("A–H", 0, "hall", "one"), ("N–H", 1, "hall", "one"))
    other = plan(("A–H", 0, "side", "one"), ("A–N", 1, "hall"))
    assert one.changes_from(other) == {"A–H", "N–H", "A–N"} == other.changes_from(one)
    assert (
        one.changes_from(plan(*reversed([("A–H", 0, "hall", "one"), ("N–H", 1, "hall", "one")])))
        == set()
    )

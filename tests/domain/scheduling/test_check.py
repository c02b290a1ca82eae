"""The referee names every rule that is broken, and by whom."""

from typing import Any

import pytest

from enishi.domain.scheduling import (
    Plan,
    Substitute,
    Violation,
    Wish,
    score,
    stand_ins,
    violations,
)
from enishi.domain.scheduling.check import breaks_of
from enishi.domain.scheduling.rules import HARD
from tests.domain.scheduling.small import EN, JA, VI, plan, problem

GOOD = ("A–H", 0, "hall", "one"), ("N–H", 1, "hall", "one"), ("A–N", 2, "side")

# rule → what is changed in the problem, the meetings, the culprits, the slot
BROKEN: dict[str, tuple[dict[str, Any], tuple[tuple[Any, ...], ...], tuple[str, ...], int | None]]
BROKEN = {
    "request.known": ({}, (("X", 0, "hall"),), ("X",), None),
    "request.once": ({}, (("A–N", 0, "hall"), ("A–N", 1, "hall")), ("A–N",), None),
    "request.never": (
        {"requests": {"A–N": {"wish": Wish.NEVER}}},
        (("A–N", 0, "hall"),),
        ("A–N",),
        None,
    ),
    "slot.known": ({}, (("A–N", 6, "hall"),), ("A–N",), 6),
    "request.slots": (
        {"requests": {"A–N": {"slots": frozenset({1})}}},
        (("A–N", 0, "hall"),),
        ("A–N",),
        0,
    ),
    "request.after": (
        {"requests": {"A–N": {"after": frozenset({"A–H"})}}},
        (("A–N", 0, "side"), ("A–H", 1, "hall", "one")),
        ("A–N", "A–H"),
        0,
    ),
    "party.available": (
        {"parties": {"Nara": {"unavailable": frozenset({4})}}},
        (("A–N", 4, "hall"),),
        ("Nara", "A–N"),
        4,
    ),
    "request.in_person": (
        {
            "parties": {
                "Nara": {"unavailable": frozenset({4}), "substitutes": (Substitute("deputy"),)}
            },
            "requests": {"A–N": {"in_person": True}},
        },
        (("A–N", 4, "hall"),),
        ("A–N", "Nara"),
        4,
    ),
    "party.substituted": (
        {
            "parties": {
                "Nara": {
                    "seats": 2,
                    "unavailable": frozenset({0}),
                    "substitutes": (
                        Substitute("deputy"),
                        Substitute("other", unavailable=frozenset({0})),
                    ),
                }
            }
        },
        (("A–N", 0, "side"), ("N–S", 0, "hall", "two")),
        ("Nara", "A–N", "N–S"),
        0,
    ),
    "party.seats": (
        {},
        (("A–N", 0, "side"), ("N–S", 0, "hall", "two")),
        ("Nara", "A–N", "N–S"),
        0,
    ),
    "party.most": (
        {"parties": {"Nara": {"most": 1}}},
        (("A–N", 0, "side"), ("N–S", 1, "hall", "two")),
        ("Nara",),
        None,
    ),
    "table.known": ({}, (("A–N", 0, "roof"),), ("roof", "A–N"), 0),
    "table.free": (
        {"parties": {"Nara": {"seats": 2}}},
        (("A–N", 0, "hall"), ("N–S", 0, "hall", "two")),
        ("hall", "A–N", "N–S"),
        0,
    ),
    "table.available": (
        {"tables": {"hall": {"unavailable": frozenset({3})}}},
        (("A–N", 3, "hall"),),
        ("hall", "A–N"),
        3,
    ),
    "table.zone": (
        {"requests": {"A–N": {"zone": "quiet"}}},
        (("A–N", 0, "hall"),),
        ("hall", "A–N"),
        0,
    ),
    "table.equipment": (
        {"requests": {"A–N": {"equipment": frozenset({"screen"})}}},
        (("A–N", 0, "hall"),),
        ("hall", "A–N"),
        0,
    ),
    "table.fixed": (
        {"requests": {"A–N": {"table": "side"}}},
        (("A–N", 0, "hall"),),
        ("hall", "A–N"),
        0,
    ),
    "interpreter.given": ({}, (("A–H", 0, "hall"),), ("A–H",), 0),
    "interpreter.spared": ({}, (("A–N", 0, "hall", "one"),), ("one", "A–N"), 0),
    "interpreter.known": ({}, (("A–H", 0, "hall", "three"),), ("three", "A–H"), 0),
    "interpreter.speaks": ({}, (("A–H", 0, "hall", "two"),), ("two", "A–H"), 0),
    "interpreter.available": (
        {"interpreters": {"one": {"unavailable": frozenset({0})}}},
        (("A–H", 0, "hall", "one"),),
        ("one", "A–H"),
        0,
    ),
    "interpreter.one_place": (
        {"parties": {"Huế": {"seats": 2}}},
        (("A–H", 0, "hall", "one"), ("N–H", 0, "side", "one")),
        ("one", "A–H", "N–H"),
        0,
    ),
    "interpreter.longest_run": (
        {"interpreters": {"one": {"longest_run": 1}}},
        (("A–H", 0, "hall", "one"), ("N–H", 1, "side", "one")),
        ("one",),
        1,
    ),
    "party.fairness": (
        {"fairness": 0},
        (("A–H", 0, "hall", "one"), ("A–N", 2, "side")),
        ("Akita", "Nara"),
        None,
    ),
}


def test_every_hard_rule_has_its_test() -> None:
    assert set(BROKEN) == {rule.id for rule in HARD}


@pytest.mark.parametrize("rule", BROKEN)
def test_a_broken_rule_is_named_with_its_culprits(rule: str) -> None:
    changes, meetings, culprits, slot = BROKEN[rule]
    assert violations(problem(**changes), plan(*meetings)) == [Violation(rule, culprits, slot)]


def test_a_good_plan_breaks_no_rule() -> None:
    assert violations(problem(fairness=1), plan(*GOOD)) == []
    assert violations(problem(), Plan()) == []


def test_a_closed_zone_is_for_those_who_ask_for_it() -> None:
    closed = problem(closed_zones=frozenset({"quiet"}), requests={"A–N": {"zone": "quiet"}})
    found = violations(closed, plan(("A–N", 0, "room"), ("N–S", 1, "room", "two")))
    assert found == [Violation("table.zone", ("room", "N–S"), 1)]


def test_a_long_break_is_a_pause_for_an_interpreter() -> None:
    short = problem(interpreters={"one": {"longest_run": 1}})
    assert violations(short, plan(("A–H", 2, "hall", "one"), ("N–H", 3, "hall", "one"))) == []


def test_two_who_share_a_language_need_nobody() -> None:
    spoken = problem(parties={"Sơn La": {"languages": VI | JA}})
    assert violations(spoken, plan(("N–S", 0, "hall"))) == []


@pytest.mark.parametrize(
    ("slots", "breaks"),
    [((), 0), ((0,), 0), ((0, 2), 1), ((0, 1, 2), 0), ((2, 3), 0), ((1, 4), 0), ((0, 2, 3, 5), 2)],
)
def test_a_break_is_an_idle_stretch_within_a_half_day(slots: tuple[int, ...], breaks: int) -> None:
    assert breaks_of(problem(), set(slots)) == breaks


def test_the_score_tells_each_part() -> None:
    asked = problem(
        requests={
            "A–H": {"weight": 5},
            "N–S": {"wish": Wish.MUST},
            "N–H": {"weight": 2},
        },
        parties={"Akita": {"least": 4}, "Huế": {"languages": VI | EN}},
        interpreters={"one": {"languages": JA | EN | VI}},
    )
    told = score(
        asked,
        plan(("A–H", 0, "hall", "one"), ("N–H", 1, "room", "one"), ("A–N", 2, "side")),
        published=plan(("A–H", 0, "hall", "one"), ("N–H", 2, "room", "one")),
    )
    assert (told.must_missing, told.weight, told.breaks, told.least_missing) == (1, 8, 1, 2)
    assert (told.unfairness, told.table_moves, told.walks) == (1, 2, 2)
    assert (told.handovers, told.changes) == (0, 2)


def test_a_substitute_holds_meetings_while_the_party_is_away() -> None:
    held = problem(
        parties={"Nara": {"unavailable": frozenset({1}), "substitutes": (Substitute("deputy"),)}}
    )
    there = plan(*GOOD)
    assert violations(held, there) == []
    assert score(held, there).stand_ins == 1
    assert stand_ins(held, there) == {"N–H": {"Nara": "deputy"}}
    assert score(problem(), there).stand_ins == 0


def test_two_substitutes_hold_two_meetings_and_fill_no_more_than_the_seats() -> None:
    two = Substitute("first"), Substitute("second")
    meetings = plan(("A–N", 0, "side"), ("N–S", 0, "hall", "two"))
    told = {"unavailable": frozenset({0}), "substitutes": two}
    held = problem(parties={"Nara": {"seats": 2, **told}})
    assert violations(held, meetings) == []
    assert stand_ins(held, meetings) == {"A–N": {"Nara": "first"}, "N–S": {"Nara": "second"}}
    crowded = violations(problem(parties={"Nara": told}), meetings)
    assert [each.rule for each in crowded] == ["party.seats"]


def test_an_interpreter_changes_hands_between_strangers() -> None:
    shared = problem(interpreters={"one": {"languages": JA | VI | EN}})
    passed = plan(("A–H", 0, "hall", "one"), ("N–S", 1, "hall", "one"))
    assert score(shared, passed).handovers == 1
    rested = plan(("A–H", 0, "hall", "one"), ("N–S", 2, "hall", "one"))
    assert score(shared, rested).handovers == 0


def test_the_first_part_that_differs_decides() -> None:
    more = score(problem(), plan(*GOOD))
    fewer = score(problem(), plan(*GOOD[:2]))
    assert more.rank < fewer.rank

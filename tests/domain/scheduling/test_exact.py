"""The exact engine proves what trying everything finds."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enishi.domain.scheduling import (
    Interpreter,
    Party,
    Plan,
    Problem,
    Request,
    Substitute,
    Table,
    Wish,
    cpsat,
)
from enishi.domain.scheduling.board import Board, WrongPlan
from enishi.domain.scheduling.cpsat import exact
from enishi.domain.scheduling.cpsat.exact import prove_exactly
from enishi.domain.scheduling.limits import Limits
from tests.domain.scheduling.brute import best
from tests.domain.scheduling.small import EN, JA, VI, plan, problem
from tests.domain.scheduling.worlds import good_plans, problems

WORK = Limits(seconds=None, work=60_000)


def solved(
    asked: Problem, published: Plan | None = None, limits: Limits = WORK, *, thorough: bool = True
) -> Board:
    board = Board(asked, limits, published=published)
    board.thorough = thorough
    prove_exactly(board, 1)
    return board


@settings(max_examples=50, deadline=None, derandomize=True)
@given(st.data())
def test_it_finds_and_proves_what_trying_everything_finds(data: st.DataObject) -> None:
    asked = data.draw(problems(requests=(2, 4), slots=(2, 4)))
    published = data.draw(st.none() | good_plans(asked))
    board, known = solved(asked, published), best(asked, published)
    assert board.score.rank == known.rank
    assert board.whole
    assert board.bound.met_by(board.score)


def alone(**changes: Any) -> Problem:
    """Four people who speak one language, a table and a slot; all is changed by the caller."""
    held: dict[str, Any] = {
        "slots": 3,
        "tables": (Table("hall"),),
        "parties": tuple(Party(name, languages=JA) for name in "abcd"),
        "requests": (Request("ab", ("a", "b")), Request("cd", ("c", "d"))),
    }
    return Problem(**held | changes)


def asked(request: str, **said: Any) -> tuple[Request, ...]:
    """Return the two requests, one of which is changed."""
    return tuple(replace(r, **said) if r.id == request else r for r in alone().requests)


def replaced(*substitutes: str, seats: int = 1) -> Party:
    """Return a party that is away all day, and who stands in for it."""
    away = frozenset({0, 1, 2}) if seats == 1 else frozenset({0})
    return Party("d", seats, JA, away, substitutes=tuple(map(Substitute, substitutes)))


TEAM = (Interpreter("one", JA | VI),)
BOTH = tuple(replace(request, interpreted=True) for request in alone().requests)
# rule → a problem in which it is what keeps the second request out, and the same without it
TIGHT: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "request.never": ({"requests": asked("cd", wish=Wish.NEVER)}, {}),
    "request.slots": ({"requests": asked("cd", slots=frozenset())}, {}),
    "request.after": (
        {
            "slots": 1,
            "tables": (Table("1"), Table("2")),
            "requests": asked("cd", after=frozenset({"ab"})),
        },
        {"slots": 2, "requests": asked("cd", after=frozenset({"ab"}))},
    ),
    "party.available": (
        {"parties": (*alone().parties[:3], Party("d", unavailable=frozenset({0, 1, 2})))},
        {
            "parties": (
                *alone().parties[:3],
                Party("d", languages=JA, unavailable=frozenset({0, 1})),
            )
        },
    ),
    "request.in_person": (
        {
            "parties": (*alone().parties[:3], replaced("deputy")),
            "requests": asked("cd", in_person=True),
        },
        {"parties": (*alone().parties[:3], replaced("deputy"))},
    ),
    "party.substituted": (
        {
            "slots": 1,
            "tables": (Table("1"), Table("2")),
            "requests": (Request("ab", ("a", "d")), Request("cd", ("c", "d"))),
            "parties": (*alone().parties[:3], replaced("deputy", seats=2)),
        },
        {
            "slots": 1,
            "tables": (Table("1"), Table("2")),
            "requests": (Request("ab", ("a", "d")), Request("cd", ("c", "d"))),
            "parties": (*alone().parties[:3], replaced("deputy", "other", seats=2)),
        },
    ),
    "party.seats": (
        {
            "slots": 1,
            "tables": (Table("1"), Table("2")),
            "requests": asked("cd", parties=("a", "d")),
        },
        {
            "slots": 1,
            "tables": (Table("1"), Table("2")),
            "requests": asked("cd", parties=("a", "d")),
            "parties": (Party("a", seats=2, languages=JA), *alone().parties[1:]),
        },
    ),
    "party.most": (
        {"parties": (*alone().parties[:3], Party("d", languages=JA, most=0))},
        {"parties": (*alone().parties[:3], Party("d", languages=JA, most=1))},
    ),
    "table.free": ({"slots": 1}, {"slots": 1, "tables": (Table("1"), Table("2"))}),
    "table.available": (
        {"slots": 2, "tables": (Table("hall", unavailable=frozenset({1})),)},
        {"slots": 2},
    ),
    "table.zone": (
        {"tables": (Table("hall"), Table("x", "far", unavailable=frozenset({0, 1, 2})))}
        | {"requests": asked("cd", zone="far")},
        {"tables": (Table("hall"), Table("x", "far"))} | {"requests": asked("cd", zone="far")},
    ),
    "table.equipment": (
        {"requests": asked("cd", equipment=frozenset({"screen"}))},
        {"tables": (Table("hall", equipment=frozenset({"screen"})),)}
        | {"requests": asked("cd", equipment=frozenset({"screen"}))},
    ),
    "table.fixed": (
        {"slots": 1, "tables": (Table("1"), Table("2"))}
        | {"requests": tuple(replace(r, table="1") for r in alone().requests)},
        {"slots": 1, "tables": (Table("1"), Table("2"))} | {"requests": asked("cd", table="1")},
    ),
    "interpreter.given": (
        {"requests": asked("cd", interpreted=True)},
        {"requests": asked("cd", interpreted=True), "interpreters": TEAM},
    ),
    "interpreter.speaks": (
        {"requests": asked("cd", interpreted=True), "interpreters": (Interpreter("x", EN | VI),)},
        {"requests": asked("cd", interpreted=True), "interpreters": TEAM},
    ),
    "interpreter.available": (
        {"slots": 2, "interpreters": (replace(TEAM[0], unavailable=frozenset({1})),)}
        | {"tables": (Table("1"), Table("2")), "requests": BOTH},
        {"slots": 2, "interpreters": TEAM, "requests": BOTH},
    ),
    "interpreter.one_place": (
        {"slots": 1, "tables": (Table("1"), Table("2")), "interpreters": TEAM, "requests": BOTH},
        {
            "slots": 1,
            "tables": (Table("1"), Table("2")),
            "interpreters": (*TEAM, Interpreter("two", JA | VI)),
            "requests": BOTH,
        },
    ),
    "interpreter.longest_run": (
        {"slots": 2, "interpreters": (replace(TEAM[0], longest_run=1),), "requests": BOTH},
        {"slots": 3, "interpreters": (replace(TEAM[0], longest_run=1),), "requests": BOTH},
    ),
}


@pytest.mark.parametrize("rule", TIGHT)
def test_each_rule_keeps_a_meeting_out_and_nothing_else_does(rule: str) -> None:
    held, freed = (solved(alone(**changes)) for changes in TIGHT[rule])
    assert (held.score.weight, held.bound.weight, held.whole) == (1, 1, True)
    assert (freed.score.weight, freed.bound.weight, freed.whole) == (2, 2, True)


def test_fairness_keeps_a_meeting_out() -> None:
    """One party can only meet in the first slot and the last, and nobody else has a break."""
    requests = (
        Request("ab", ("a", "b"), slots=frozenset({0})),
        Request("ac", ("a", "c"), slots=frozenset({2})),
    )
    assert solved(alone(requests=requests)).score.weight == 2
    assert solved(alone(requests=requests, fairness=0)).score.weight == 1


def test_parts_come_in_their_order() -> None:
    """A must outweighs any weight, and weight any breaks."""
    requests = (
        Request("must", ("a", "b"), wish=Wish.MUST, weight=0, slots=frozenset({0})),
        Request("heavy", ("a", "c"), weight=9, slots=frozenset({0})),
        Request("late", ("a", "d"), weight=1, slots=frozenset({2})),
    )
    board = solved(alone(requests=requests))
    assert board.plan.placed.keys() == {"must", "late"}
    assert (board.score.must_missing, board.score.weight, board.score.breaks) == (0, 1, 1)


def test_changes_to_a_published_plan_come_last() -> None:
    published = plan(("A–N", 4, "room"))
    board = solved(problem(), published)
    assert board.plan.placed["A–N"] == published.placed["A–N"]
    assert board.score.rank == best(problem(), published).rank


def test_nothing_to_place_is_proved_at_once() -> None:
    board = solved(alone(requests=()))
    assert board.whole
    assert board.plan == Plan()


def test_without_thoroughness_it_ends_when_weight_and_breaks_are_proved() -> None:
    board = solved(problem(), thorough=False)
    assert board.bound.met_by(board.score)
    assert board.over


def test_stopped_at_once_it_proves_nothing() -> None:
    board = solved(problem(), limits=Limits(stopped=lambda: True))
    assert board.plan == Plan()
    assert not board.whole


def test_the_same_work_gives_the_same_plan() -> None:
    assert solved(problem()).plan == solved(problem()).plan


def test_little_work_proves_less_and_lies_nowhere() -> None:
    board = solved(problem(), limits=Limits(seconds=None, work=1))
    known = best(problem())
    assert board.score.rank >= known.rank
    assert board.bound.weight >= -known.rank[1]


def test_large_problems_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cpsat, "_MEETINGS", 3)
    assert solved(problem()).plan == Plan()


def test_a_wrong_plan_is_told_and_ends_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = plan(("A–H", 0, "room", "two"), ("N–H", 0, "room", "two"))
    monkeypatch.setattr(exact, "named", lambda *_: wrong)
    with pytest.raises(WrongPlan):
        solved(problem())

"""A repair keeps what was held, moves the fewest, and proves it."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st

from enishi.domain.scheduling import (
    BadProblem,
    Meeting,
    Party,
    Plan,
    Problem,
    Request,
    Substitute,
    Table,
    Wish,
    stand_ins,
    violations,
)
from enishi.domain.scheduling.changes import Change, changed
from enishi.domain.scheduling.cpsat.mending import take_step
from enishi.domain.scheduling.limits import Limits
from enishi.domain.scheduling.mending import mender
from enishi.domain.scheduling.readers.changes import read_change
from enishi.domain.scheduling.repair import Repair, repair
from tests.domain.scheduling.small import plan, problem
from tests.domain.scheduling.worlds import good_plans, problems

GOOD, STRANGE = Request("good", ("Nara", "Akita")), Request("strange", ("Nara", "Nemo"))
WORK = Limits(seconds=None, work=60_000)
PUBLISHED = plan(
    ("A–H", 0, "hall", "one"),
    ("N–H", 1, "hall", "one"),
    ("A–N", 2, "side"),
    ("N–S", 3, "hall", "two"),
)


def mended(change: Change, published: Plan = PUBLISHED, **said: Any) -> Repair:
    return repair(problem(**said), published, change, WORK)


def test_nothing_changed_nothing_moves() -> None:
    found = mended(Change())
    assert found.plan is PUBLISHED
    assert (found.moved, found.reseated, found.dropped, found.added) == (frozenset(),) * 4
    assert found.proved
    assert found.least_moved == 0


def test_a_party_that_is_late_moves_one_meeting() -> None:
    found = mended(Change(parties={"Akita": frozenset({0})}))
    assert found.moved == {"A–H"}
    assert found.least_moved == 1
    assert found.proved
    assert not found.dropped


def test_a_party_that_is_gone_drops_its_meetings() -> None:
    found = mended(Change(parties={"Akita": None}))
    assert found.dropped == {"A–H", "A–N"}
    assert (found.moved, found.proved, found.least_moved) == (frozenset(), True, 2)


def test_a_party_that_is_gone_is_stood_in_for_and_nobody_moves() -> None:
    deputy = {"Akita": {"substitutes": (Substitute("deputy"),)}}
    found = mended(Change(parties={"Akita": None}), parties=deputy)
    assert found.plan is PUBLISHED
    assert stand_ins(found.problem, found.plan) == {
        "A–H": {"Akita": "deputy"},
        "A–N": {"Akita": "deputy"},
    }
    in_person = {"A–N": {"in_person": True}}
    assert mended(Change(parties={"Akita": None}), parties=deputy, requests=in_person).dropped == {
        "A–N"
    }
    late = mended(Change(parties={"Akita": None, "deputy": frozenset({0})}), parties=deputy)
    assert late.moved == {"A–H"}
    assert late.proved


def test_one_substitute_for_two_meetings_at_once_moves_one_of_them() -> None:
    seats = {"Nara": {"seats": 2, "substitutes": (Substitute("deputy"),)}}
    both = plan(("A–N", 0, "side"), ("N–S", 0, "hall", "two"))
    found = mended(Change(parties={"Nara": frozenset({0})}), both, parties=seats)
    assert len(found.moved) == 1
    assert (found.least_moved, found.proved) == (1, True)
    hurried = repair(
        problem(parties=seats),
        both,
        Change(parties={"Nara": frozenset({0})}),
        Limits(stopped=lambda: True),
    )
    assert not violations(hurried.problem, hurried.plan)


def test_a_lost_table_moves_nobody_where_another_is_free() -> None:
    found = mended(Change(tables={"hall": frozenset({1})}))
    assert found.moved == frozenset()
    assert found.reseated == {"N–H"}
    assert found.least_moved == 0


def test_an_interpreter_who_is_ill_is_replaced() -> None:
    found = mended(Change(interpreters={"two": None}))
    assert found.moved == frozenset()
    assert found.reseated == {"N–S"} or found.dropped == {"N–S"}


def test_a_withdrawn_meeting_falls_away_and_is_not_called_dropped() -> None:
    found = mended(Change(withdrawn=frozenset({"N–H"})))
    assert "N–H" not in found.plan.placed
    assert found.dropped == found.moved == frozenset()


def test_a_new_must_makes_others_move() -> None:
    every = range(6)
    new = Request("new", ("Akita", "Nara"), wish=Wish.MUST, slots=frozenset({1}))
    found = mended(Change(requests=(new,)))
    assert found.plan.placed["new"].slot == 1
    assert found.added == {"new"}
    assert found.moved == {"N–H"}
    assert found.least_moved == 1
    assert found.proved
    assert all(meeting.slot in every for meeting in found.plan.meetings)


def test_where_each_displaces_the_next_they_are_not_freed_one_by_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names = [f"{number:02}" for number in range(31)]
    line = tuple(
        Request(f"{one}–{other}", (one, other), Wish.MUST, interpreted=False)
        for one, other in pairwise(names)
    )
    held = Problem(
        slots=2,
        tables=tuple(Table(name) for name in names),
        parties=(*map(Party, names), Party("late", unavailable=frozenset({1}))),
        requests=line,
    )
    published = Plan(
        tuple(Meeting(request.id, number % 2, names[number]) for number, request in enumerate(line))
    )
    steps = []

    def counted(*said: Any, **how: Any) -> Any:
        steps.append(how)
        return take_step(*said, **how)

    monkeypatch.setattr(mender, "take_step", counted)
    more = Request("more", ("00", "late"), Wish.MUST, interpreted=False)
    found = repair(held, published, Change(requests=(more,)))
    assert found.moved == published.placed.keys()
    assert (found.proved, found.least_moved) == (True, 30)
    assert len(steps) < 45  # freed one by one they take 60


def test_what_was_held_stays_even_if_it_is_withdrawn_or_its_party_leaves() -> None:
    found = mended(
        Change(now=2, parties={"Akita": None}, withdrawn=frozenset({"A–H"}), tables={"hall": None})
    )
    assert {m for m in PUBLISHED.meetings if m.slot < 2} <= set(found.plan.meetings)
    assert found.dropped == {"A–N"}


def test_stopping_at_once_returns_a_plan_that_the_referee_accepts() -> None:
    change = Change(parties={"Akita": frozenset({0})})
    found = repair(problem(), PUBLISHED, change, Limits(stopped=lambda: True))
    assert not found.proved
    assert not violations(found.problem, found.plan)
    assert found.dropped == {"A–H"}


@pytest.mark.parametrize(
    ("change", "path", "code"),
    [
        (Change(now=9), "now", "slot.unknown"),
        (Change(parties={"Nemo": None}), "parties", "id.unknown"),
        (Change(tables={"roof": None}), "tables", "id.unknown"),
        (Change(interpreters={"nobody": None}), "interpreters", "id.unknown"),
        (Change(parties={"Nara": frozenset({6})}), "parties.Nara", "slot.unknown"),
        (Change(withdrawn=frozenset({"X"})), "withdrawn", "id.unknown"),
        (Change(requests=(GOOD, STRANGE)), "requests[1].parties[1]", "id.unknown"),
    ],
)
def test_a_change_of_what_is_not_there_is_refused(change: Change, path: str, code: str) -> None:
    with pytest.raises(BadProblem) as caught:
        changed(problem(), change)
    assert (caught.value.path, caught.value.code) == (path, code)


def test_a_change_is_read_from_a_document() -> None:
    document = {
        "now": 1,
        "parties": [{"id": "Nara", "slots": [3]}, {"id": "Akita"}],
        "tables": [{"id": "hall"}],
        "requests": [{"id": "new", "parties": ["Nara", "Akita"], "must": True}],
        "withdrawn": ["A–N"],
    }
    assert read_change(document, problem()) == Change(
        now=1,
        parties={"Nara": frozenset({3}), "Akita": None},
        tables={"hall": None},
        requests=(Request("new", ("Nara", "Akita"), wish=Wish.MUST),),
        withdrawn=frozenset({"A–N"}),
    )


@pytest.mark.parametrize(
    ("document", "path", "code"),
    [
        ([], "document", "value.not_an_object"),
        ({"late": []}, "late", "value.unknown"),
        ({"parties": [{"id": "A"}, {"id": "A"}]}, "parties[1].id", "id.twice"),
        ({"parties": [{"id": "A", "slots": ["x"]}]}, "parties[0].slots[0]", "value.not_a_number"),
    ],
)
def test_a_document_that_states_no_change_is_refused(
    document: object, path: str, code: str
) -> None:
    with pytest.raises(BadProblem) as caught:
        read_change(document, problem())
    assert (caught.value.path, caught.value.code) == (path, code)


@st.composite
def changes(draw: st.DrawFn, asked: Problem) -> Change:
    slots = st.frozensets(st.integers(0, asked.slots - 1), max_size=2)

    def away(things: tuple[Any, ...]) -> dict[str, frozenset[int] | None]:
        names = [thing.id for thing in things]
        if not names:
            return {}
        return draw(st.dictionaries(st.sampled_from(names), slots | st.none(), max_size=1))

    new = Request("new", ("p0", "p1"), wish=Wish.MUST, weight=draw(st.integers(0, 3)))
    return Change(
        now=draw(st.sampled_from((0, 0, 1))),
        parties=away(asked.parties),
        tables=away(asked.tables),
        interpreters=away(asked.interpreters),
        requests=draw(st.sampled_from(((), (new,)))),
        withdrawn=frozenset(r.id for r in asked.requests if draw(st.integers(0, 9)) == 9),
    )


def all_plans(asked: Problem, held: Plan, wanted: list[Request], now: int) -> Iterator[Plan]:
    """Yield every plan without violations that keeps what is held and places some of the wanted."""
    if not wanted:
        if not violations(asked, held):
            yield held
        return
    request, *rest = wanted
    yield from all_plans(asked, held, rest, now)
    voices = [each.id for each in asked.interpreters] if asked.interpreted(request) else [""]
    for slot in range(now, asked.slots):
        for table in asked.tables:
            for voice in voices:
                more = Plan((*held.meetings, Meeting(request.id, slot, table.id, voice)))
                if all(v.rule == "party.fairness" for v in violations(asked, more)):
                    yield from all_plans(asked, more, rest, now)


def loss(asked: Problem, published: Plan, wanted: list[Request], tried: Plan) -> tuple[int, ...]:
    missing = [request for request in wanted if request.id not in tried.placed]
    return (
        sum(request.wish is Wish.MUST for request in missing),
        sum(request.weight for request in missing),
        sum(
            request.id in published.placed
            and (
                request.id not in tried.placed
                or tried.placed[request.id].slot != published.placed[request.id].slot
            )
            for request in wanted
        ),
    )


def check_against_all_plans(asked: Problem, published: Plan, change: Change) -> None:
    found = repair(asked, published, change, WORK)
    held = Plan(tuple(m for m in published.meetings if m.slot < change.now))
    assert set(held.meetings) <= set(found.plan.meetings)
    assert not violations(found.problem, found.plan)
    wanted = [
        request
        for request in found.problem.requests
        if request.wish is not Wish.NEVER
        and request.id not in held.placed
        and (request.id in published.placed or request.wish is Wish.MUST)
    ]
    if found.plan is published:
        return
    losses = (
        loss(found.problem, published, wanted, tried)
        for tried in all_plans(found.problem, held, wanted, change.now)
    )
    best = min(losses)
    assert loss(found.problem, published, wanted, found.plan) == best
    assert found.proved
    assert found.least_moved == best[2] == len(found.moved) + len(found.dropped)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.data())
def test_no_plan_loses_less(data: st.DataObject) -> None:
    try:
        asked = data.draw(
            problems(requests=(2, 4), slots=(2, 4), tables=(1, 2), interpreters=(0, 2))
        )
    except BadProblem:
        reject()
    published = data.draw(good_plans(asked))
    assume(published.meetings)
    check_against_all_plans(asked, published, data.draw(changes(asked)))

"""Problems and plans are read from our own form and from the published one, or refused by path."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from enishi.domain.scheduling import BadProblem, Meeting, Plan, Problem, Wish
from enishi.domain.scheduling.readers.documents import (
    assignments,
    read_plan,
    read_problem,
    write_problem,
)
from enishi.domain.scheduling.readers.published import read_published
from tests.domain.scheduling import worlds

PLAIN: dict[str, Any] = {
    "name": "small",
    "slots": 4,
    "long_breaks_after": [1],
    "tables": 2,
    "parties": [
        {"id": "p0", "country": "JP", "unavailable": [3]},
        {"id": "p1", "country": "VN", "unavailable": []},
    ],
    "interpreters": [{"id": "i0", "languages": ["ja", "vi"], "unavailable": []}],
    "requests": [
        {"id": "m0", "parties": ["p0", "p1"], "weight": 2, "must": True, "interpreter": True}
    ],
}
RICH: dict[str, Any] = {
    "slots": 4,
    "tables": [
        {"id": "hall1", "zone": "hall", "equipment": ["screen"], "unavailable": [0]},
        {"id": "green", "zone": "protocol"},
    ],
    "parties": [
        {"id": "p0", "languages": ["ja"], "seats": 3, "least": 1, "most": 16},
        {
            "id": "p1",
            "languages": ["vi"],
            "unavailable": [2],
            "substitutes": [{"id": "deputy"}, {"id": "other", "unavailable": [3]}],
        },
    ],
    "interpreters": [{"id": "i0", "languages": ["ja", "vi"], "longest_run": 4}],
    "requests": [
        {"id": "m0", "parties": ["p0", "p1"], "slots": [1, 2], "slot": 2, "table": "hall1"},
        {"id": "m1", "parties": ["p0", "p1"], "never": True, "in_person": True},
        {"id": "m2", "parties": ["p0", "p1"], "after": ["m0"], "zone": "protocol"},
    ],
}


def changed(document: dict[str, Any], *path: str | int, to: Any) -> dict[str, Any]:
    copy: dict[str, Any] = json.loads(json.dumps(document))
    held: Any = copy
    for step in path[:-1]:
        held = held[step]
    held[path[-1]] = to
    return copy


def test_a_plain_document_counts_its_tables_and_says_who_needs_an_interpreter() -> None:
    held = read_problem(PLAIN)
    assert [table.id for table in held.tables] == ["0", "1"]
    assert held.half_days == (range(2), range(2, 4))
    (request,) = held.requests
    assert (request.wish, request.weight, held.interpreted(request)) == (Wish.MUST, 2, True)
    assert held.party["p0"].unavailable == {3}
    # Nobody's language is told, so an interpreter serves whoever asks for one.
    assert held.interprets(held.interpreters[0], request)


def test_a_rich_document_says_all_of_it() -> None:
    held = read_problem(RICH)
    assert held.closed_zones == {"protocol"}
    assert held.table["hall1"].equipment == {"screen"}
    assert held.table["hall1"].unavailable == {0}
    assert (held.party["p0"].seats, held.party["p0"].least, held.party["p0"].most) == (3, 1, 16)
    assert held.interpreter["i0"].longest_run == 4
    first, second, third = held.requests
    assert (first.slots, first.table, held.interpreted(first)) == (frozenset({2}), "hall1", True)
    assert second.wish is Wish.NEVER
    assert (third.after, third.zone) == (frozenset({"m0"}), "protocol")


WRONG: list[tuple[dict[str, Any], str, str]] = [
    (changed(PLAIN, "slots", to="4"), "slots", "value.not_a_number"),
    (changed(PLAIN, "slots", to=True), "slots", "value.not_a_number"),
    (changed(PLAIN, "slots", to=None), "slots", "value.missing"),
    (changed(PLAIN, "tables", to=None), "tables", "value.missing"),
    (changed(PLAIN, "colour", to="red"), "colour", "value.unknown"),
    (changed(PLAIN, "parties", to={}), "parties", "value.not_a_list"),
    (changed(PLAIN, "parties", 1, to="p1"), "parties[1]", "value.not_an_object"),
    (changed(PLAIN, "parties", 1, "id", to=7), "parties[1].id", "value.not_a_text"),
    (changed(PLAIN, "parties", 1, "seat", to=1), "parties[1].seat", "value.unknown"),
    (
        changed(PLAIN, "parties", 0, "unavailable", to=[3, "x"]),
        "parties[0].unavailable[1]",
        "value.not_a_number",
    ),
    (changed(PLAIN, "requests", 0, "parties", to=["p0"]), "requests[0].parties", "list.length"),
    (changed(PLAIN, "requests", 0, "must", to="yes"), "requests[0].must", "value.not_yes_or_no"),
    (
        changed(PLAIN, "requests", 0, "never", to=True),
        "requests[0].never",
        "request.must_and_never",
    ),
    (changed(PLAIN, "requests", 0, "parties", 1, to="p9"), "requests[0].parties[1]", "id.unknown"),
    (changed(RICH, "requests", 2, "zone", to="roof"), "requests[2].zone", "zone.unknown"),
]


@pytest.mark.parametrize(("document", "path", "code"), WRONG)
def test_a_wrong_document_is_refused_by_path(
    document: dict[str, Any], path: str, code: str
) -> None:
    with pytest.raises(BadProblem) as refused:
        read_problem(document)
    assert (refused.value.path, refused.value.code) == (path, code)


@pytest.mark.parametrize("document", [None, [], "text", 3])
def test_what_is_no_object_is_no_problem(document: object) -> None:
    with pytest.raises(BadProblem):
        read_problem(document)


@settings(max_examples=200, deadline=None)
@given(worlds.problems())
def test_a_problem_that_is_written_is_read_as_the_same(problem: Problem) -> None:
    assert read_problem(json.loads(json.dumps(write_problem(problem)))) == problem


def test_a_document_is_written_without_what_is_taken_for_granted() -> None:
    told = changed(PLAIN, "parties", to=[{"id": "p0", "unavailable": [3]}, {"id": "p1"}])
    told["interpreters"] = [{"id": "i0", "languages": ["ja", "vi"]}]
    assert write_problem(read_problem(PLAIN)) == told
    for document in (PLAIN, RICH, changed(RICH, "closed_zones", to=[])):
        held = read_problem(document)
        again = read_problem(write_problem(held))
        assert (again, again.name) == (held, held.name)


def test_a_plan_is_written_as_it_is_read() -> None:
    for document, table in ((PLAIN, 1), (RICH, "hall1")):
        held = read_problem(document)
        told: list[dict[str, Any]]
        told = [{"request": "m0", "slot": 2, "table": table, "interpreter": "i0"}]
        if document is RICH:
            told[0]["stand_ins"] = {"p1": "deputy"}
        read = read_plan({"assignments": told})
        assert read == Plan((Meeting("m0", 2, str(table), "i0"),))
        assert assignments(held, read) == told == assignments(held, read_plan(told))


def test_a_plan_without_assignments_is_none() -> None:
    with pytest.raises(BadProblem) as refused:
        read_plan({})
    assert (refused.value.path, refused.value.code) == ("assignments", "value.missing")


PUBLISHED = """
% two sessions, three participants
nBusiness = 3; nMeetings = 3; nTables = 2; nTotalSlots = 4; nMorningSlots = 2;
requested = [|1, 2, 1,
             |1, 3, 2,
             |2, 3, 3|];
forbidden = [{0}, {1, 4}, {}];
fixed = [0, 4, 0];
precedences = [{}, {}, {1}];
"""


def test_the_published_form_counts_from_one() -> None:
    held = read_published(PUBLISHED, name="small")
    assert (held.slots, len(held.tables), held.fairness, held.half_days) == (4, 2, 2, (range(4),))
    assert [sorted(party.unavailable) for party in held.parties] == [[], [0, 3], []]
    assert [request.slots for request in held.requests] == [{0, 1}, {3}, None]
    assert [sorted(request.after) for request in held.requests] == [[], [], ["1"]]
    assert all(request.wish is Wish.MUST for request in held.requests)
    assert not any(held.interpreted(request) for request in held.requests)


@pytest.mark.parametrize(
    ("mend", "path", "code"),
    [
        (lambda text: text.replace("nTables", "nTable"), "nTables", "value.missing"),
        (lambda text: text.replace("= 3; nM", "= three; nM"), "nBusiness", "value.not_a_number"),
        (lambda text: text.replace(", 3|]", "|]"), "requested", "list.length"),
        (lambda text: text.replace("{1, 4}, ", ""), "forbidden", "list.length"),
        (lambda text: text.replace("2, 3, 3|", "2, 3, 9|"), "requested[2]", "session.unknown"),
        (lambda text: text.replace("[0, 4, 0]", "[0, 5, 0]"), "fixed[1]", "slot.unknown"),
        (lambda text: text.replace("|1, 2, 1", "|1, 9, 1"), "requests[0].parties[1]", "id.unknown"),
    ],
)
def test_a_wrong_published_text_is_refused(
    mend: Callable[[str], str], path: str, code: str
) -> None:
    with pytest.raises(BadProblem) as refused:
        read_published(mend(PUBLISHED))
    assert (refused.value.path, refused.value.code) == (path, code)


SHARED = Path(__file__).parents[4] / "shared" / "bench" / "scheduling" / "published"


@pytest.mark.skipif(not SHARED.exists(), reason="the published instances are not in the project")
def test_every_published_instance_is_read() -> None:
    for path in sorted(SHARED.glob("*.dzn")):
        held = read_published(path.read_text(), name=path.stem)
        assert len(held.requests) >= 1, path.name

"""`enishi meetings repair` and `explain`: what they write, and what they say when they cannot."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from enishi.apps.forum.management import phrases
from enishi.apps.forum.management.meeting_reports import explanation_lines, repair_lines
from enishi.domain.scheduling import Limits, Party, Plan, Problem, Request, Table, Wish, violations
from enishi.domain.scheduling.changes import Change
from enishi.domain.scheduling.explain import Explanation, Gift, Way, explain
from enishi.domain.scheduling.mending.obstacles import Obstacle
from enishi.domain.scheduling.readers.documents import (
    assignments,
    read_plan,
    read_problem,
    write_problem,
)
from enishi.domain.scheduling.repair import repair
from tests.apps.forum.test_meetings_command import file, ran, refused
from tests.conftest import LANGUAGES
from tests.domain.scheduling.small import plan, problem
from tests.domain.scheduling.test_explain import CASES, asked, day
from tests.domain.scheduling.test_repair import PUBLISHED

CHANGE: dict[str, Any] = {
    "parties": [{"id": "Akita", "slots": [0, 1, 2, 3, 4]}],
    "tables": [{"id": "hall", "slots": [3]}, {"id": "room"}],
    "interpreters": [{"id": "two"}],
    "requests": [{"id": "new", "parties": ["Nara", "Sơn La"], "must": True, "slots": [4]}],
    "withdrawn": ["A–N"],
}
PROVED = "Proved: no plan loses less, and none that loses as little moves or drops fewer."
WORK = Limits(seconds=None, work=100_000)


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """Return the files of a problem and of its published plan."""
    return written(tmp_path, problem(), PUBLISHED)


def written(folder: Path, held: Problem, published: Plan) -> tuple[Path, Path]:
    return (
        file(folder / "forum.json", write_problem(held)),
        file(folder / "plan.json", assignments(held, published)),
    )


class TestRepair:
    def test_what_moved_is_told_and_the_plan_written(
        self, files: tuple[Path, Path], tmp_path: Path
    ) -> None:
        change, target = file(tmp_path / "change.json", CHANGE), tmp_path / "new.json"
        out, _ = ran("repair", *files, "--change", change, "-o", target)
        lines = out.splitlines()
        assert lines[:-1] == [
            "Moved: A–H (Akita × Huế), from slot 0 to slot 5.",
            "Table changed: N–S (Nara × Sơn La), slot 3, hall → side.",
            "Interpreter changed: N–S (Nara × Sơn La), slot 3, two → one.",
            "Withdrawn: A–N (Akita × Nara), from slot 2.",
            "Added: new (Nara × Sơn La), in slot 4.",
            f"Moved or dropped: 1. {PROVED}",
        ]
        assert lines[-1].startswith("Seconds: ")
        assert read_plan(json.loads(target.read_text(encoding="utf-8"))).placed["new"].slot == 4

    def test_the_problem_after_the_change_is_written_and_the_new_plan_is_one_of_it(
        self, files: tuple[Path, Path], tmp_path: Path
    ) -> None:
        change, now = file(tmp_path / "change.json", CHANGE), tmp_path / "now.json"
        out, _ = ran("repair", *files, "--change", change, "--json", "--problem", now)
        document = json.loads(out)
        held = read_problem(json.loads(now.read_text(encoding="utf-8")))
        assert held.party["Akita"].unavailable == {0, 1, 2, 3, 4}
        assert violations(held, read_plan(document)) == []
        assert "breaks no rule" in ran("check", now, file(tmp_path / "new.json", document))[0]

    def test_programs_read_a_document(self, files: tuple[Path, Path], tmp_path: Path) -> None:
        change = file(tmp_path / "change.json", CHANGE)
        document = json.loads(ran("repair", *files, "--change", change, "--json")[0])
        assert list(document) == [
            *("instance", "objective", "least_moved", "proved", "seconds", "moved", "reseated"),
            *("dropped", "withdrawn", "added", "not_placed", "assignments"),
        ]
        assert document["moved"] == [{"request": "A–H", "from": 0, "to": 5}]
        assert document["reseated"] == [
            {
                "request": "N–S",
                "slot": 3,
                "from": {"table": "hall", "interpreter": "two"},
                "to": {"table": "side", "interpreter": "one"},
            }
        ]
        assert (document["withdrawn"], document["added"]) == (["A–N"], ["new"])
        assert (document["dropped"], document["not_placed"]) == ([], [])
        assert (document["least_moved"], document["proved"]) == (1, True)
        assert document["objective"]["changes"] == 4

    def test_what_cannot_stand_is_told_as_dropped_and_what_is_new_as_not_placed(
        self, files: tuple[Path, Path], tmp_path: Path
    ) -> None:
        new = {"id": "new", "parties": ["Akita", "Nara"], "must": True}
        told = {"parties": [{"id": "Akita"}], "requests": [new]}
        change = file(tmp_path / "change.json", told)
        out, _ = ran("repair", *files, "--change", change, "-o", tmp_path / "new.json")
        assert out.splitlines()[:4] == [
            "Dropped: A–H (Akita × Huế), from slot 0.",
            "Dropped: A–N (Akita × Nara), from slot 2.",
            "Not placed: new (Akita × Nara).",
            f"Moved or dropped: 2. {PROVED}",
        ]

    def test_no_change_is_told(self, files: tuple[Path, Path], tmp_path: Path) -> None:
        change, target = file(tmp_path / "change.json", {}), tmp_path / "new.json"
        out, _ = ran("repair", *files, "--change", change, "-o", target)
        assert out.splitlines()[0] == "Nothing has to change."
        assert set(read_plan(json.loads(target.read_text(encoding="utf-8"))).meetings) == set(
            PUBLISHED.meetings
        )

    def test_what_is_not_proved_is_not_said_to_be(self) -> None:
        change = Change(parties={"Akita": frozenset({0})})
        found = repair(problem(), PUBLISHED, change, Limits(stopped=lambda: True))
        lines = list(repair_lines(PUBLISHED, change, found))
        assert lines[-2] == "Moved or dropped: 1. Proved so far: at least 0."

    @pytest.mark.parametrize(
        ("told", "says"),
        [
            ({"late": []}, "change.json: late: the name is not known here."),
            ({"now": 9}, "change.json: now: there is no slot 9: the programme has 6."),
            ({"parties": [{"id": "Nemo"}]}, "change.json: parties: nothing has the id “Nemo”."),
            (
                {"requests": [{"id": "new", "parties": ["Nara", "Nemo"]}]},
                ".parties[1]: nothing has the id “Nemo”.",
            ),
        ],
    )
    def test_a_wrong_change_is_refused(
        self, files: tuple[Path, Path], tmp_path: Path, told: Any, says: str
    ) -> None:
        change, target = file(tmp_path / "change.json", told), tmp_path / "new.json"
        wrong = refused("repair", *files, "--change", change, "-o", target)
        assert wrong.returncode == 2
        assert says in str(wrong)
        assert not target.exists()

    def test_a_published_plan_that_breaks_a_rule_is_refused(
        self, files: tuple[Path, Path], tmp_path: Path
    ) -> None:
        wrong_plan = file(tmp_path / "wrong.json", [{"request": "A–N", "slot": 9, "table": "side"}])
        change = file(tmp_path / "change.json", {})
        wrong = refused("repair", files[0], wrong_plan, "--change", change, "--json")
        assert wrong.returncode == 2
        assert "The programme has no such slot: A–N" in str(wrong)

    def test_a_plan_goes_somewhere(self, files: tuple[Path, Path], tmp_path: Path) -> None:
        change = file(tmp_path / "change.json", {})
        assert str(refused("repair", *files, "--change", change)).startswith("Say where the plan")

    def test_where_no_plan_keeps_the_rules_that_is_told(self, tmp_path: Path) -> None:
        parties = tuple(Party(name) for name in ("Akita", "Nara", "Oita", "Huế"))
        pairs = {"A–N": ("Akita", "Nara"), "O–H": ("Oita", "Huế")}
        requests = tuple(Request(f"{key} {n}", pair) for key, pair in pairs.items() for n in (1, 2))
        fair = Problem(4, (Table("hall"), Table("side")), parties, requests, fairness=0)
        published = plan(
            *(
                ("A–N 1", 0, "hall"),
                ("O–H 1", 0, "side"),
                ("A–N 2", 2, "hall"),
                ("O–H 2", 3, "hall"),
            )
        )
        change = file(tmp_path / "change.json", {"now": 3, "parties": [{"id": "Oita"}]})
        names = written(tmp_path, fair, published)
        # Akita and Nara have waited; Oita and Huế no longer will, and that is not fair.
        wrong = refused("repair", *names, "--change", change, "--json")
        assert (wrong.returncode, "plan anew" in str(wrong)) == (1, True)

    def test_too_little_memory_is_told(
        self, files: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(_: int) -> None:
            raise MemoryError

        monkeypatch.setattr("enishi.domain.scheduling.cpsat.solving.require", full)
        change, target = file(tmp_path / "change.json", CHANGE), tmp_path / "new.json"
        wrong = refused("repair", *files, "--change", change, "-o", target)
        assert (wrong.returncode, str(wrong)) == (
            1,
            "There is not enough memory for this. Nothing was written. Free some memory.",
        )
        assert not target.exists()


class TestExplain:
    def test_who_is_in_the_way_what_it_takes_and_what_would_make_room(self, tmp_path: Path) -> None:
        held = day(1, tables=(Table("hall"),), **asked())
        names = written(tmp_path, held, plan(("H–O", 0, "hall", "one")))
        out, _ = ran("explain", *names, "A–N")
        assert out.splitlines() == [
            "A–N (Akita × Nara) is not placed.",
            "In the way, while all other meetings keep their slots:",
            "  Every slot: Every table for this meeting is taken or not there: hall.",
            "It can be placed all the same:",
            "  Given up: H–O (Huế × Oita); weight lost 1, musts lost 0.",
            "  Proved: no way costs less.",
            *(
                f"{more} The request is placed, and every other meeting keeps its slot."
                " It makes room for more: musts 0, weight 1."
                for more in ("One more table:", "One more slot at the end:")
            ),
        ]

    def test_programs_read_a_document(self, tmp_path: Path) -> None:
        held = day(1, **asked(interpreted=True))
        names = written(tmp_path, held, plan(("H–O", 0, "hall", "one")))
        document = json.loads(ran("explain", *names, "A–N", "--json")[0])
        assert list(document) == [
            *("instance", "request", "placed", "impossible", "way", "seconds", "obstacles"),
            "gifts",
        ]
        assert document["obstacles"] == [
            {
                "rule": "interpreter.one_place",
                "culprits": ["one"],
                "slots": [0],
                "meetings": ["H–O"],
                "limit": None,
            }
        ]
        assert document["way"] == {
            "moved": [],
            "dropped": ["H–O"],
            "weight": 1,
            "musts": 0,
            "proved": True,
        }
        first = document["gifts"][0]
        assert (first["what"], first["languages"], first["weight"]) == (
            "interpreter",
            ["ja", "vi"],
            1,
        )

    def test_what_is_placed_is_told_where(self, tmp_path: Path) -> None:
        names = written(tmp_path, day(**asked()), plan(("A–N", 0, "hall")))
        assert ran("explain", *names, "A–N")[0] == (
            "A–N (Akita × Nara) is placed: slot 0, table hall.\n"
        )

    def test_a_request_that_nobody_made_is_refused(self, tmp_path: Path) -> None:
        names = written(tmp_path, day(**asked()), Plan())
        wrong = refused("explain", *names, "X")
        assert (wrong.returncode, str(wrong)) == (2, "No request has the id “X”. Correct it.")


def told(held: Problem, *meetings: tuple[Any, ...], limits: Limits = WORK) -> str:
    held_plan = plan(*meetings)
    return "\n".join(explanation_lines(held, held_plan, explain(held, held_plan, "A–N", limits)))


# what is said of the problem, the meetings, what is told
WAYS: list[tuple[dict[str, Any], tuple[Any, ...], str]] = [
    (asked(), (("H–O", 0, "hall", "one"),), "Nothing is in the way: a slot is free for it."),
    (asked(), (("H–O", 0, "hall", "one"),), "It can be placed, and every other meeting keeps"),
    (
        asked(slots=frozenset({0})),
        (("A–O", 0, "hall"),),
        "Moved to other slots: A–O (Akita × Oita).",
    ),
    (CASES["party.available"][0], (), "Proved: it cannot be placed without giving up a must"),
]


@pytest.mark.parametrize(("changes", "meetings", "says"), WAYS)
def test_how_it_could_be_placed_is_told(
    changes: dict[str, Any], meetings: tuple[Any, ...], says: str
) -> None:
    assert says in told(day(**changes), *meetings)


def test_what_was_not_found_out_is_told() -> None:
    stopped = told(
        day(**asked()),
        *(("A–O", 0, "hall"), ("A–H", 1, "hall", "one")),
        limits=Limits(stopped=lambda: True),
    )
    assert "No way to place it was found in the time." in stopped
    assert "There was no time to find out what else it would buy." in stopped


def test_a_refused_meeting_is_not_bargained_for() -> None:
    assert told(day(**asked(wish=Wish.NEVER))).splitlines() == [
        "A–N (Akita × Nara) is not placed.",
        "In the way, while all other meetings keep their slots:",
        "  Every slot: The meeting was refused.",
    ]


FREE = Way(frozenset(), frozenset(), 0, 0, proved=True)
MOVES = Way(frozenset({"A–O"}), frozenset(), 0, 0, proved=True)
DROPS = Way(frozenset({"A–O"}), frozenset({"A–H"}), 1, 0, proved=False)


@pytest.mark.parametrize(
    ("now", "gift", "says"),
    [
        (DROPS, Gift("slot", frozenset(), "", None, 0, 0), "No way to place the request"),
        (MOVES, Gift("slot", frozenset(), "", MOVES, 0, 0), "is no easier to place."),
        (
            DROPS,
            Gift("table", frozenset(), "quiet", MOVES, 0, 0),
            "with these moved to other slots: A–O",
        ),
        (
            None,
            Gift("table", frozenset(), "", DROPS, 0, 0),
            "moved: 1; given up: A–H (Akita × Huế)",
        ),
        (
            MOVES,
            Gift("interpreter", frozenset({"vi", "ja"}), "", FREE, 1, 3),
            "and every other meeting keeps its slot. It makes room for more: musts 1, weight 3.",
        ),
        (
            MOVES,
            Gift("interpreter", frozenset({"vi", "ja"}), "", FREE, 0, 0),
            "(ja, vi): The request",
        ),
        (None, Gift("table", frozenset(), "quiet", FREE, 0, 0), "table in the zone “quiet”:"),
    ],
)
def test_what_one_thing_more_would_buy_is_told(now: Way | None, gift: Gift, says: str) -> None:
    found = Explanation("A–N", False, (), now, False, (gift,), 0.1)
    assert says in list(explanation_lines(day(**asked()), Plan(), found))[-1]


def test_a_way_that_may_not_be_the_cheapest_is_told_as_such() -> None:
    found = Explanation("A–N", False, (), DROPS, False, (), 0.1)
    assert list(explanation_lines(day(**asked()), Plan(), found))[-1] == (
        "  A way that costs less may exist."
    )


def test_every_obstacle_has_its_sentence_in_every_language() -> None:
    assert set(phrases.OBSTACLES) == {*CASES, "party.fairness"}
    for rule, (changes, meetings, _) in CASES.items():
        held, held_plan = day(**changes), plan(*meetings)
        found = explain(held, held_plan, "A–N", Limits(stopped=lambda: True)).obstacles
        texts = []
        for language in LANGUAGES:
            with translation.override(language):
                texts.append([phrases.obstacle(held, each) for each in found])
        for sentences in zip(*texts, strict=True):
            assert len(set(sentences)) == len(LANGUAGES), rule
        assert "%" not in "".join(texts[0])


@pytest.mark.parametrize(
    ("slots", "when"),
    [({0, 1, 2, 3}, "Every slot"), ({2}, "Slot 2"), ({0, 1, 3}, "Slots 0–1, 3")],
)
def test_slots_are_told_in_few_words(slots: set[int], when: str) -> None:
    away = Obstacle("party.available", ("Nara",), frozenset(slots))
    assert phrases.obstacle(day(4), away) == f"{when}: Nara is away."


def test_of_many_names_the_first_are_told() -> None:
    names = [f"t{number}" for number in range(20)]
    busy = Obstacle("table.free", tuple(names), frozenset({0}))
    assert phrases.obstacle(day(), busy).endswith("t6, t7 and 12 more.")
    assert phrases.some(names[:8]) == "t0, t1, t2, t3, t4, t5, t6, t7"


def test_lists_and_sentences_are_joined_as_the_language_does() -> None:
    away = Obstacle("table.free", ("t0", "t1"), frozenset({0, 1, 3}))
    with translation.override("ja"):
        assert phrases.obstacle(day(4), away).startswith("時間枠0～1、3：")
        assert phrases.some(["t0", "t1"]) == "t0、t1"
        assert phrases.in_a_row(["一。", "二。"]) == "一。二。"


def test_seconds_are_told_with_the_mark_of_the_language() -> None:
    found = repair(problem(), PUBLISHED, Change(), WORK)
    told = []
    for language in ("en", "fr", "vi"):
        with translation.override(language):
            last = list(repair_lines(PUBLISHED, Change(), replace(found, seconds=1.256)))[-1]
            told.append("".join(sign for sign in last if sign.isdigit() or sign in ",."))
    assert told == ["1.26.", "1,26.", "1,26."]

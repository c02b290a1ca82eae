"""What a script is given to play the years agrees with the pictures of those days."""

import datetime
import gzip
import json
import re
from collections import Counter
from typing import Any

import pytest

from enishi.domain.drawings import Layout, Merger, ThreadHistory, UnitHistory, replay
from tests.domain.drawings.real_register import BEFORE_MERGER, TODAY, Register, day, rows

FIRST = 1995


def histories(facts: Register) -> list[ThreadHistory]:
    begun = {day(row["valid_from"]) for row in facts.units.values()}
    days = sorted({on for on, _ in facts.acts} | {on for on in begun if on})
    seen: dict[tuple[str, str], list[tuple[datetime.date, int]]] = {}
    for on in days:
        for pair, count in facts.pairs(on).items():
            seen.setdefault(pair, []).append((on, count))
    found = []
    for pair, steps in seen.items():
        until = day(facts.units[pair[0]]["valid_to"])
        span = (steps[0][0], until)
        heir = facts.slot(pair) if until else None
        found.append(ThreadHistory(*pair, [span], steps, heir))
    return found


def steps_of(unit: str, facts: Register) -> list[tuple[datetime.date, int]]:
    """Return the number of agreements of a unit on the days it grew; each has one partner here."""
    begun = {day(row["valid_from"]) for row in facts.units.values()}
    found = []
    for on in sorted({on for on, _ in facts.acts} | {on for on in begun if on}):
        count = sum(n for pair, n in facts.pairs(on).items() if unit in pair)
        if count:
            found.append((on, count))
    return found


@pytest.fixture(scope="module")
def told(wide: Layout, facts: Register) -> dict[str, Any]:
    units = [row for row in facts.units.values() if row["level"] == "first"]
    mergers = [
        Merger(row["from"], row["to"], datetime.date.fromisoformat(row["on"]))
        for row in rows("places/successions.csv")
        if row["relation"] != "transfer" and facts.units[row["from"]]["level"] == "first"
    ]
    text = replay(
        wide,
        histories(facts),
        [
            UnitHistory(u["id"], day(u["valid_from"]), day(u["valid_to"]), steps_of(u["id"], facts))
            for u in units
        ],
        mergers,
        first=FIRST,
        today=TODAY,
    )
    assert len(gzip.compress(text.encode(), mtime=0)) < 24_000
    found: dict[str, Any] = json.loads(text)
    return found


def test_counts_of_a_year_are_those_of_the_picture(told: dict[str, Any], facts: Register) -> None:
    for index, on in enumerate(
        [datetime.date(year, 12, 31) for year in range(FIRST, TODAY.year)] + [TODAY]
    ):
        counts = {t["pair"]: t["counts"][index] for t in told["threads"] if t["counts"][index]}
        assert counts == {"~".join(pair): count for pair, count in facts.pairs(on).items()}
        by_unit: Counter[str] = Counter()
        for pair, count in facts.pairs(on).items():
            by_unit.update({pair[0]: count, pair[1]: count})
        told_by_unit = {
            unit: held["counts"][index]
            for unit, held in told["units"].items()
            if "counts" in held and held["counts"][index]
        }
        assert told_by_unit == by_unit


def test_all_threads_have_the_same_commands(told: dict[str, Any]) -> None:
    commands = {re.sub(r"[^A-Za-z]", "", thread["d"]) for thread in told["threads"]}
    assert commands == {"MCLC"}


def test_every_thread_of_before_the_merger_names_a_living_heir(
    told: dict[str, Any], facts: Register
) -> None:
    threads = {thread["pair"]: thread for thread in told["threads"]}
    for pair in facts.pairs(BEFORE_MERGER):
        heir = threads["~".join(pair)]["heir"]
        assert threads[heir]["counts"][-1] > 0
        assert "heir" not in threads[heir]


def test_merging_units_move_from_mark_to_mark(told: dict[str, Any], wide: Layout) -> None:
    merged = [merger for merger in told["mergers"] if merger["on"] == "2025-07-01"]
    assert len({merger["from"] for merger in merged}) >= 52
    assert len({merger["to"] for merger in merged}) == 23
    for merger in merged:
        assert merger["start"] == [round(v, 1) for v in wide.anchors[merger["from"]]]
        assert merger["end"] == [round(v, 1) for v in wide.anchors[merger["to"]]]


def test_land_is_told_only_of_units_that_are_no_more(told: dict[str, Any]) -> None:
    assert [u for u, held in told["units"].items() if ("land" in held) != ("until" in held)] == [
        "VN28-1991"
    ]


def test_an_unknown_pair_is_refused(wide: Layout) -> None:
    history = ThreadHistory("VN02-2024", "JP02", [], [])
    with pytest.raises(KeyError):
        replay(wide, [history], [], [], first=FIRST, today=TODAY)

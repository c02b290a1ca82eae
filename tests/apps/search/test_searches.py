"""What people type, on the real register: `searches.csv` says what each line of text finds.

Each cell holds how many there are and the first three, and both databases must give exactly these.
After a wished change, write it anew from a database that holds the reference facts, and read every
line that changed: `python tests/apps/search/test_searches.py`.
"""

import csv
import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

FILE = Path(__file__).parent / "searches.csv"
TODAY = datetime.date(2026, 11, 21)
GROUPS = ("places", "bonds", "agreements", "events")


@dataclass(frozen=True)
class Line:
    """A line of the list."""

    query: str
    on: str
    found: tuple[str, ...]
    note: str

    def __str__(self) -> str:
        return f"{self.query}:{self.on}"


def _read() -> list[Line]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return [
            Line(row["query"], row["on"], tuple(row[group] for group in GROUPS), row["note"])
            for row in csv.DictReader(file)
        ]


LINES = _read()


def _told(keys: Iterable[str], number: int) -> str:
    return f"{number}: {' '.join(keys)}" if number else ""


def _answer(line: Line) -> tuple[str, ...]:
    from enishi.apps.search.queries import search  # run as a script, Django comes first
    from enishi.web.search.labels import labels  # likewise

    on = datetime.date.fromisoformat(line.on) if line.on else TODAY
    found = search(line.query, on, labels(), most=5)
    return (
        _told((item.unit.id for item in found.places[:3]), len(found.places)),
        _told((f"{span.one_id}~{span.other_id}" for span in found.bonds[:3]), len(found.bonds)),
        _told((row.id for row in found.agreements[:3]), found.agreements.count()),
        _told((event.id for event in found.events[:3]), found.events.count()),
    )


@pytest.mark.django_db
@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("line", LINES, ids=str)
def test_a_line_of_text_finds_what_is_meant_in_every_group_on_every_database(line: Line) -> None:
    assert _answer(line) == line.found


def test_the_list_holds_enough_lines_for_every_group() -> None:
    assert len(LINES) >= 40
    for position, group in enumerate(GROUPS):
        assert sum(bool(line.found[position]) for line in LINES) >= 15, group


if __name__ == "__main__":
    import django

    django.setup()
    with FILE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("query", "on", *GROUPS, "note"))
        writer.writerows((line.query, line.on, *_answer(line), line.note) for line in LINES)

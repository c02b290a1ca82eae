"""Names as people write them, on the real register: `lookups.csv` was written before the code.

`lookups_order.json` holds the first five answers to every row with their scores, and both
databases must give exactly these. After a wished change of the marks, write it anew from a
database that holds the reference facts: `python tests/apps/places/test_lookups.py`.
"""

import csv
import datetime
import functools
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
SNAPSHOT = HERE / "lookups_order.json"
TODAY = datetime.date(2026, 11, 21)


@dataclass(frozen=True)
class LookUp:
    """A row of the list."""

    line: int
    query: str
    on: datetime.date
    first: str
    also: frozenset[str]

    def __str__(self) -> str:
        return f"{self.line}:{self.query}:{self.on}"


def _read() -> list[LookUp]:
    with (HERE / "lookups.csv").open(encoding="utf-8", newline="") as file:
        return [
            LookUp(
                line,
                row["query"],
                datetime.date.fromisoformat(row["on"]) if row["on"] else TODAY,
                row["first"],
                frozenset(filter(None, row["also"].split(";"))),
            )
            for line, row in enumerate(csv.DictReader(file), 2)
        ]


LOOK_UPS = _read()


@functools.cache
def _answer(look_up: LookUp) -> dict[str, Any]:
    from enishi.apps.places import queries  # run as a script, Django comes first

    found = queries.find(look_up.query, look_up.on, limit=5)
    return {
        "query": look_up.query,
        "on": look_up.on.isoformat(),
        "found": [[f.unit.id, f.candidate.score] for f in found],
    }


@pytest.mark.django_db
@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("look_up", LOOK_UPS, ids=str)
def test_a_name_finds_the_unit_that_is_meant_and_offers_those_like_it(look_up: LookUp) -> None:
    ids = [unit for unit, _ in _answer(look_up)["found"]]
    assert (ids[0], look_up.also - set(ids)) == (look_up.first, frozenset()), ids


@pytest.mark.django_db
@pytest.mark.usefixtures("register")
def test_every_look_up_gives_the_same_order_and_scores_on_every_database() -> None:
    expected = json.loads(SNAPSHOT.read_text(encoding="utf-8"))
    assert [_answer(look_up) for look_up in LOOK_UPS] == expected


@pytest.mark.django_db
@pytest.mark.usefixtures("register")
def test_a_name_a_steward_adds_is_found_at_once() -> None:
    from enishi.apps.places import actions, queries
    from enishi.apps.places.models import Name, Unit

    unit = Unit.objects.get(id="VN22-2026")
    assert queries.find("Zzyzx", TODAY) == []
    name = Name(unit=unit, language="en", form="alias", text="Zzyzx")
    actions.record_unit(unit=unit, rows=[name], by="a steward")
    found = [(f.unit.id, f.candidate.score) for f in queries.find("zzyzz", TODAY, limit=1)]
    assert found == [("VN22-2026", 0.7537)]


def test_the_list_holds_enough_look_ups_in_four_languages() -> None:
    assert len(LOOK_UPS) >= 60


if __name__ == "__main__":
    import django

    django.setup()
    lines = (json.dumps(_answer(look_up), ensure_ascii=False) for look_up in LOOK_UPS)
    SNAPSHOT.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")

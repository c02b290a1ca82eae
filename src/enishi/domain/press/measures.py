"""What a number measures: the first row of `rules/measures.csv` that fits what is said around it."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from enishi.domain.press.article import Mark
from enishi.domain.press.numbers import Number

_NEAREST = 45  # characters between a number of people and the words that tell who they are
_NEAR = 32
_DIRECT = 2
_OF_WHICH = 25
_FEW = 3  # fewer things written in words are told, not counted
_NATIONS = {"VN": "vietnam", "JP": "japan"}
_OF_SEVERAL = frozenset(
    (
        "localities",
        "vietnamese_localities",
        "japanese_localities",
        "agreements",
        "pairs",
        "local_pairs",
    )
)


@dataclass(frozen=True, slots=True)
class Measure:
    """What is measured, of whom.

    Args:
        name: in English words.
        about: `place`, `place:VN`, `place:JP`, `both` or `event`.
        event: whether it is true of the day of an event only.
        apart: where no place is named with it, it is of the two countries: `both` always,
            `vietnam` where Vietnam is named.
        rule: that tells it.
        sure: from 0 to 1.
    """

    name: str
    about: str
    event: bool
    apart: str
    rule: str
    sure: float = 0.85


@dataclass(frozen=True, slots=True)
class _Row:
    needs: frozenset[str]
    measure: Measure


@cache
def _table() -> tuple[dict[str, dict[str, str]], dict[str, tuple[_Row, ...]]]:
    """Return which words make one thing another, and the rows of each thing counted."""
    nearest: dict[str, dict[str, str]] = {}
    rows: dict[str, tuple[_Row, ...]] = {}
    table = files("enishi.domain.press").joinpath("rules", "measures.csv")
    for row in csv.DictReader(table.read_text(encoding="utf-8").splitlines()):
        unit, *needs = row["words"].split()
        if row["kind"] == "nearest":
            nearest.setdefault(unit, {})[needs[0]] = row["meaning"]
            continue
        about, *more = row["note"].split()
        event = about == "event" or "event" in more
        apart = more[-1] if more and more[0] == "or" else ""
        measure = Measure(row["meaning"], about, event, apart, row["meaning"])
        rows[unit] = (*rows.get(unit, ()), _Row(frozenset(needs), measure))
    return nearest, rows


def measured(
    number: Number, unit: str, last: str, marks: Sequence[Mark], tags: Iterable[str]
) -> Measure | None:
    """Return what a number measures; None if it is nothing that is kept.

    Args:
        number: the number.
        unit: what is counted, "" if no word for it follows.
        last: what the number before counted.
        marks: of the sentence.
        tags: of the sentence: what its places tell.
    """
    contexts = [mark for mark in marks if mark.kind in {"context", "noun"}]
    if any(
        (
            mark.meaning == "other"
            and not number.money  # "120 million USD a year", "120 triệu USD năm 2022"
            and 0 <= mark.start - number.end <= _DIRECT
        )
        or mark.start <= number.spans[-1].start < mark.end
        for mark in contexts
    ):
        return None
    if number.money:
        unit = "money"
    elif not unit and any(
        mark.meaning == "ellipsis" and 0 <= number.start - mark.end <= _OF_WHICH
        for mark in contexts
    ):
        unit = last
    if not unit or (number.spelled and number.value < _FEW):
        return None
    if unit in _OF_SEVERAL and number.value < _FEW:
        return None
    nearest, rows = _table()
    if unit in nearest:
        unit = _nearest(number, nearest[unit], contexts) or unit
    said = {mark.meaning for mark in contexts} | set(tags)
    for mark in marks:
        if mark.kind == "nation":
            said.add(_NATIONS.get(mark.meaning, "other"))
        elif mark.kind == "counted" and mark.meaning.endswith("localities"):
            said.add("local")
    said |= {
        f"near_{mark.meaning}"
        for mark in contexts
        if -_NEAR <= mark.end - number.start <= 0 or 0 <= mark.start - number.end <= _NEAR
    }
    for row in rows.get(unit, ()):
        if row.needs <= said:
            found = row.measure
            name = f"{found.name}_{number.money}" if unit == "money" else found.name
            apart = found.apart if found.apart in said | {"both"} else ""
            return replace(found, name=name, apart=apart)
    return None


def _nearest(number: Number, names: dict[str, str], contexts: Sequence[Mark]) -> str:
    """Return what is counted, told by the nearest word that tells it."""
    best, unit = _NEAREST + 1, ""
    for mark in contexts:
        if mark.meaning in names:
            after = mark.start - number.end
            gap = after if after >= 0 else number.start - mark.end
            if 0 <= gap < best:
                best, unit = gap, names[mark.meaning]
    return unit

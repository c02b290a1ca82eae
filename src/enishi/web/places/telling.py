"""Places made ready for a page: rows of a list, names by language, history both ways."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from enishi.apps.places import queries
from enishi.apps.places.models import Name, Succession, Unit
from enishi.apps.register import queries as register
from enishi.domain.places import Relation
from enishi.domain.text import LANGUAGES
from enishi.web.languages import country_order, language_name


@dataclass(frozen=True, slots=True)
class Listed:
    """A place in a list, with what it belongs to and how many agreements it holds."""

    unit: Unit
    parent: Unit | None
    agreements: int


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place that a search found; its heirs where it has ended."""

    unit: Unit
    match: str
    agreements: int
    ended: bool
    heirs: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class History:
    """What a unit came from, what it became, and the land it gave or received."""

    came_from: tuple[Succession, ...]
    became: tuple[Succession, ...]
    transfers: tuple[Succession, ...]


def told_history(unit: Unit, steps: Iterable[Succession]) -> History:
    """Sort the successions that touch a unit, among others."""
    steps = [step for step in steps if unit.id in (step.source_id, step.target_id)]
    passed = [step for step in steps if step.relation != Relation.TRANSFER]
    return History(
        tuple(step for step in passed if step.target_id == unit.id),
        tuple(step for step in passed if step.source_id == unit.id),
        tuple(step for step in steps if step.relation == Relation.TRANSFER),
    )


def listed(units: Iterable[Unit], on: datetime.date) -> list[Listed]:
    """Make places ready for a list."""
    units = list(units)
    parents = queries.by_id({unit.parent_id for unit in units if unit.parent_id})
    numbers = register.agreements_by_unit([unit.id for unit in units], on)
    return [Listed(unit, parents.get(unit.parent_id or ""), numbers[unit.id]) for unit in units]


def found_places(found: Sequence[queries.Found], on: datetime.date) -> list[FoundPlace]:
    """Make the places of a search ready, best first."""
    units = [item.unit for item in found]
    numbers = register.agreements_by_unit([unit.id for unit in units], on)
    heirs = queries.heirs_of(units, on)
    return [
        FoundPlace(
            item.unit,
            str(item.candidate.match),
            numbers[item.unit.id],
            item.unit.valid_to is not None and item.unit.valid_to < on,
            tuple(heirs.get(item.unit.id, ())),
        )
        for item in found
    ]


def numbers_told(on: datetime.date, language: str) -> list[tuple[str, str, int]]:
    """Return (country, level, number of places in force), in the reader's order of countries."""
    numbers = queries.numbers_in_force(on)
    rows = [(country, level, number) for (country, level), number in numbers.items()]
    return sorted(rows, key=lambda row: (country_order(row[0], language), row[1]))


def names_told(unit: Unit, language: str) -> tuple[list[tuple[str, list[Name]]], list[Name]]:
    """Return a place's names by language, and apart from them its other names in use."""
    groups: dict[str, list[Name]] = {tag: [] for tag in LANGUAGES}
    aliases = []
    held = list(unit.names.all())
    for name in held:
        if name.form == Name.Form.ALIAS:
            aliases.append(name)
        elif name.language == "ja-Latn" and any(n.text == name.text for n in held if n != name):
            continue  # the romanised name says nothing new where another language writes it so
        else:
            groups.setdefault(name.language.partition("-")[0], []).append(name)
    told = [(language_name(tag, language), names) for tag, names in groups.items() if names]
    return told, aliases

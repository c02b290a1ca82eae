"""All that the page of a place tells on a day."""

import datetime
from collections.abc import Collection
from typing import Any

from django.utils.safestring import mark_safe

from enishi.apps.forum import queries as forum
from enishi.apps.indicators import queries as indicators
from enishi.apps.ledger.queries import version
from enishi.apps.places import queries
from enishi.apps.places.models import Unit
from enishi.apps.places.queries import Kin
from enishi.apps.press import queries as press
from enishi.apps.register import queries as register
from enishi.domain.places import Level
from enishi.web import downloads
from enishi.web.drawings.around import drawn_around
from enishi.web.drawings.families import drawn_family, family_of
from enishi.web.heads import head
from enishi.web.indicators.telling import measured
from enishi.web.pages import AskedDay
from enishi.web.places.days import days_of_change
from enishi.web.places.telling import names_told, told_history
from enishi.web.press.naming import press_lines
from enishi.web.press.telling import Line
from enishi.web.register.bonds import bonds_around, bonds_told
from enishi.web.register.telling import Told, told

MOST_AGREEMENTS = 50


def told_place(unit: Unit, asked: AskedDay, language: str) -> dict[str, Any]:
    """Return what the page of a place is made of."""
    kin = queries.kin(unit)
    line = [unit, *(row for row in kin.units.values() if row.line == unit.line)]
    touching = [step for step in kin.steps if unit.id in (step.source_id, step.target_id)]
    return {
        **_itself(unit, kin, asked.day, language),
        **_ties(unit, kin, asked.day, language),
        "changes": days_of_change(line, touching),
        "figures": measured(indicators.figures_of(unit), asked.replayed),
        "here": [row.id for row in line],
        "events": forum.begun_by(asked.day, forum.events_between(kin.ancestors | {unit.id})),
        "press": in_the_press(kin.ancestors | {unit.id}, asked, language),
        "coverage": register.coverage_of(unit),
    }


def in_the_press(held: Collection[str], asked: AskedDay, language: str) -> list[Line]:
    """Return what press reports said of some units by a day, newest first."""
    lines = press_lines(press.told_of(held), language)
    dated = [line for line in lines if line.published_on and line.published_on.first <= asked.day]
    return dated[::-1]


def _itself(unit: Unit, kin: Kin, on: datetime.date, language: str) -> dict[str, Any]:
    names, aliases = names_told(unit, language)
    family = family_of(unit, kin, language)
    wide, narrow = drawn_family(family) if family else ("", "")
    codes = list(queries.codes_of(unit))
    parent = kin.units[unit.parent_id] if unit.parent_id else None
    return {
        "head": head.of_place(unit, parent, codes),
        "unit": unit,
        "names": names,
        "aliases": aliases,
        "codes": codes,
        "parent": parent,
        "not_yet": unit.valid_from is not None and on < unit.valid_from,
        "ended": unit.valid_to is not None and unit.valid_to < on,
        "forebears": kin.in_force(kin.ancestors, on),
        "heirs": kin.in_force(kin.heirs, on),
        "history": told_history(unit, kin.steps),
        "family": mark_safe(wide),  # noqa: S308  # drawn by us
        "family_narrow": mark_safe(narrow),  # noqa: S308  # drawn by us
    }


def _ties(unit: Unit, kin: Kin, on: datetime.date, language: str) -> dict[str, Any]:
    until = min(on, unit.valid_to) if unit.valid_to else on
    bonds = bonds_around(unit, until, language)
    agreements, number, living = _agreements(unit, kin, on, language)
    first = unit.level == Level.FIRST
    within = register.bonds_within(unit, until) if first else ()
    stands_in = kin.in_force(kin.heirs, on)[:1] if not unit.lon else []
    picture, missing = drawn_around(
        version(), unit, next(iter(stands_in), None), bonds, on, language
    )
    return {
        "bonds": bonds,
        "bonds_on": until,
        "bonds_within": bonds_told(within, until, language),
        "agreements": agreements,
        "agreements_number": number,
        "living_number": living,
        "downloads": downloads.offers_of("agreements_file", {"place": unit.id, "on": str(on)}),
        "ties": register.ties(unit),
        "map": mark_safe(picture),  # noqa: S308  # drawn by us
        "stands_in": stands_in,
        "missing": missing,
    }


def _agreements(
    unit: Unit, kin: Kin, on: datetime.date, language: str
) -> tuple[list[Told], int, int]:
    """Return the newest agreements a place holds, how many it holds, and how many of them live."""
    held = kin.ancestors | {unit.id}
    signed = register.chosen(register.Choice(place=unit, on=on), register.agreements_in_brief(on))
    living = register.chosen(register.Choice(place=unit, on=on, living_on=on), signed)
    rows = told(signed[:MOST_AGREEMENTS], on, language, held_by=unit, held=held)
    return rows, signed.count() if len(rows) == MOST_AGREEMENTS else len(rows), living.count()

"""The pictures of the overview, drawn for a reader and kept while the records stand."""

import datetime
from collections.abc import Iterable
from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enishi.apps.indicators import queries as indicators
from enishi.apps.ledger.queries import Version
from enishi.apps.places.models import Region, Unit
from enishi.domain.drawings import (
    WIDE,
    Band,
    Cell,
    Curve,
    Facing,
    FacingLine,
    Growth,
    Line,
    Matrix,
    Tick,
    facing,
    growth_chart,
    matrix,
)
from enishi.domain.text import format_date
from enishi.web.drawings.marks import announced_rings, turns
from enishi.web.drawings.units import first_level
from enishi.web.languages import country_name
from enishi.web.numbers import number_in
from enishi.web.overview.tied import CURVES, FieldOfCooperation, Pair, fields_on, growth, ties_on
from enishi.web.places.naming import shown_name
from enishi.web.register.phrases import DOMAINS, RULES
from enishi.web.remembering import remembered

_SCREEN, _PHONE = (1184, 380), (640, 340)
_TICKS = 5  # years between two


@remembered(most=32)
def drawn_matrix(
    version: Version, on: datetime.date, domain: str, query: str, language: str, *, living: bool
) -> str:
    """Draw who is tied to whom; `query` is what the links carry on."""
    ties = ties_on(version, on, domain, living=living)
    held = {unit: len(papers) for unit, papers in ties.papers_of().items()}
    return matrix(
        Matrix(
            title=_("Matrix of bonds"),
            description=_("Rows: %(near)s. Columns: %(far)s. The table below says the same.")
            % {"near": country_name(WIDE.near, language), "far": country_name(WIDE.far, language)},
            rows=list(_bands(ties.bands[WIDE.near], held, query, language)),
            columns=[
                # There is no room for what stands in brackets: Tohoku (Đông Bắc Honshu).
                replace(band, name=band.name.partition(" (")[0])
                for band in _bands(ties.bands[WIDE.far], held, query, language)
            ],
            cells=[_cell(pair, query, language) for pair in ties.pairs],
        )
    )


def _bands(
    bands: Iterable[tuple[Region | None, Iterable[Unit]]],
    held: dict[str, int],
    query: str,
    language: str,
) -> Iterable[Band]:
    for region, units in bands:
        name = str(getattr(region, f"name_{language}")) if region else ""
        yield Band(name, [_line(unit, held.get(unit.id, 0), query, language) for unit in units])


def _line(unit: Unit, number: int, query: str, language: str) -> Line:
    shown = shown_name(unit, language)
    return Line(
        unit.id,
        shown.text,
        number,
        number_in(number, language),
        reverse("place", args=(unit.id,)) + query,
        _agreements(shown.text, number, language),
        shown.language if shown.language != language else "",
    )


def _cell(pair: Pair, query: str, language: str) -> Cell:
    one, other = sorted((pair.near, pair.far), key=lambda unit: (unit.country, unit.id))
    number = len(pair.papers)
    names = " × ".join(shown_name(unit, language).text for unit in (pair.near, pair.far))
    return Cell(
        pair.near.id,
        pair.far.id,
        number,
        number_in(number, language),
        reverse("bond", args=(one.id, other.id)) + query,
        _agreements(names, number, language),
    )


def _agreements(name: str, number: int, language: str) -> str:
    text = ngettext("%(place)s: %(n)s agreement", "%(place)s: %(n)s agreements", number)
    return text % {"place": name, "n": number_in(number, language)}


@remembered(most=16)
def drawn_growth(version: Version, on: datetime.date, language: str) -> tuple[str, str]:
    """Draw how the record grew by a day, for a screen and for a phone."""
    steps = [(day, numbers) for day, numbers in growth(version) if day <= on]
    first = min(steps[0][0].year if steps else on.year, on.year - 1)
    last = steps[-1][1] if steps else dict.fromkeys(CURVES, 0)
    most = max([*last.values(), *(row.value or 0 for row in indicators.announced(on)), 50])
    apart = 50 if most <= 400 else 100 * round(most / 400)
    content = Growth(
        title=_("Growth of the record"),
        description="; ".join(
            f"{RULES[rule]} {number_in(last[rule], language)}" for rule in CURVES
        ),
        since=datetime.date(first, 1, 1),
        until=on,
        curves=[
            Curve(
                [(day, numbers[rule]) for day, numbers in steps],
                str(RULES[rule]),
                number_in(last[rule], language),
            )
            for rule in CURVES
        ],
        ticks=[
            *(Tick(datetime.date(y, 1, 1), str(y)) for y in range(first, on.year + 1)
              if not y % _TICKS),
            Tick(on, format_date(on, language, "short"), strong=True),
        ],
        rings=list(announced_rings(on, language)),
        turns=list(turns(first_level(version), language)),
        levels=[(level, number_in(level, language)) for level in range(0, int(most) + 1, apart)],
    )  # fmt: skip
    wide, narrow = (
        growth_chart(content, width=width, height=height, key=f"growth-{width}")
        for width, height in (_SCREEN, _PHONE)
    )
    return wide, narrow


@remembered(most=32)
def drawn_fields(version: Version, on: datetime.date, language: str) -> tuple[str, str]:
    """Draw in which fields the two countries cooperate, for a screen and for a phone."""
    rows = fields_on(version, on)
    content = Facing(
        title=_("Localities with an agreement in each field"),
        description=_("Localities of each country with an agreement in the field. The table below"
                      " says the same."),
        near=country_name(WIDE.near, language),
        far=country_name(WIDE.far, language),
        lines=[_field(row, language) for row in rows],
    )  # fmt: skip
    return facing(content), facing(content, width=340, stacked=True, key="facing-narrow")


def _field(row: FieldOfCooperation, language: str) -> FacingLine:
    return FacingLine(
        str(DOMAINS[row.domain]),
        row.near,
        row.far,
        number_in(row.near, language),
        number_in(row.far, language),
        f"{reverse('agreements')}?domain={row.domain}",
        _agreements(str(DOMAINS[row.domain]), row.agreements, language),
    )

"""Units as they stand on a day."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Case, Count, F, Min, Model, Prefetch, Q, QuerySet, Value, When

from enishi.apps.places import bridge
from enishi.apps.places.models import Code, Lineage, Name, Unit
from enishi.domain.places import (
    Level,
)
from enishi.domain.text import LocalizedText


@dataclass(frozen=True, slots=True)
class Sign:
    """By which name and code a unit is known, and the id of the unit that answers for it on a day.

    A unit that was split has several heirs: the one that carries on its line is told.
    """

    name: LocalizedText
    code: str | None
    heir: str


def units() -> QuerySet[Unit]:
    """Return units with the names and codes that telling them needs."""
    return Unit.objects.prefetch_related("names", _known_by())


def _known_by() -> "Prefetch[str]":
    return Prefetch("codes", Code.objects.filter(scheme__in=bridge.PUBLIC_CODES))


def named() -> QuerySet[Unit]:
    """Return units with the names by which they are shown, and nothing more."""
    shown = Name.objects.filter(form__in=(Name.Form.SHORT, Name.Form.FULL))
    return Unit.objects.prefetch_related(
        Prefetch("names", shown.only("id", "unit", "language", "form", "text").order_by("id"))
    )


def shown() -> QuerySet[Unit]:
    """Return units with the names by which they are shown, and the codes they are known by."""
    return named().prefetch_related(_known_by())


def in_force_q(on: datetime.date, prefix: str = "") -> Q:
    """Return the condition that a unit exists on a day."""
    return Q(
        Q(**{f"{prefix}valid_from__isnull": True}) | Q(**{f"{prefix}valid_from__lte": on}),
        Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gte": on}),
    )


def span_q(on: datetime.date) -> Q:
    """Return the condition that a lineage span holds on a day."""
    return Q(Q(since__isnull=True) | Q(since__lte=on), Q(until__isnull=True) | Q(until__gte=on))


def parts_among(ids: Iterable[str], parent: Unit) -> set[str]:
    """Return which of some units are parts of another."""
    return set(Unit.objects.filter(id__in=list(ids), parent=parent).values_list("id", flat=True))


def chosen(
    on: datetime.date | None = None,
    country: str = "",
    level: str = "",
    kind: str = "",
    parent: Unit | None = None,
) -> QuerySet[Unit]:
    """Return units by id, narrowed by what is given; `on` keeps those in force on a day."""
    rows = units()
    if on:
        rows = rows.filter(in_force_q(on))
    if country:
        rows = rows.filter(country=country)
    if level:
        rows = rows.filter(level=level)
    if kind:
        rows = rows.filter(kind=kind)
    if parent:
        rows = rows.filter(parent=parent)
    return rows.order_by("id")


def codes_of(unit: Unit) -> QuerySet[Code]:
    """Return all official codes of a unit, the reused and the withdrawn included."""
    return Code.objects.filter(unit=unit).order_by("scheme", "value")


def known_since() -> datetime.date | None:
    """Return the first day on which a unit is known to begin."""
    first: datetime.date | None = Unit.objects.aggregate(first=Min("valid_from"))["first"]
    return first


def signs(units: Mapping[str, str], on: datetime.date) -> dict[str, Sign]:
    """Return by which name and code each of some units, given with its country, is known.

    Columns, not rows: a list names a hundred units.
    """
    names: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    shown = Name.objects.filter(unit__in=units, form__in=(Name.Form.SHORT, Name.Form.FULL))
    for unit, *name in shown.order_by("id").values_list("unit", "language", "form", "text"):
        names[unit].append((name[0], name[1], name[2]))
    codes: dict[str, dict[str, str]] = defaultdict(dict)
    public = Code.objects.filter(unit__in=units, scheme__in=bridge.PUBLIC_CODES)
    for unit, scheme, value in public.order_by("value").values_list("unit", "scheme", "value"):
        codes[unit][scheme] = value
    heirs: dict[str, list[tuple[bool, str]]] = defaultdict(list)
    spans = Lineage.objects.filter(span_q(on), unit__in=units).exclude(heir=F("unit"))
    for unit, line, heir, heir_line in spans.values_list(
        "unit", "unit__line", "heir", "heir__line"
    ):
        heirs[unit].append((heir_line != line, heir))
    return {
        key: Sign(
            name=bridge.name_among(country, names[key]),
            code=bridge.code_among(codes[key]),
            heir=min(heirs[key])[1] if key in heirs else key,
        )
        for key, country in units.items()
    }


def by_id(ids: Iterable[str]) -> dict[str, Unit]:
    """Return some units by their ids."""
    return named().in_bulk(list(ids))


def name_units(*named_by: tuple[Iterable[Model], str]) -> None:
    """Give rows the units that a field of theirs names, all read at once.

    Prefetching would read the units and their names anew for every field.
    """
    held = [(row, field) for rows, field in named_by for row in rows]
    units = by_id({key for row, field in held if (key := getattr(row, f"{field}_id"))})
    for row, field in held:
        if key := getattr(row, f"{field}_id"):
            setattr(row, field, units[key])


def numbers_in_force(on: datetime.date) -> dict[tuple[str, str], int]:
    """Count the units in force on a day by country and level, as official counts do."""
    rows = Unit.objects.filter(in_force_q(on), counted=True).order_by()
    counted = rows.values_list("country", "level").annotate(number=Count("id"))
    return {(country, level): number for country, level, number in counted}


def in_order(rows: QuerySet[Unit], order: str, language: str, first: str) -> QuerySet[Unit]:
    """Put units in an order within their countries, one country first: by code, or by name."""
    countries = Case(When(country=first, then=Value(0)), default=Value(1))
    if order == "code":
        return rows.order_by(countries, "country", "id")
    return rows.order_by(countries, "country", f"sort_{language}", "id")


def parents_of(ids: Iterable[str]) -> dict[str, str]:
    """Return the first-level unit of each of some units that belong to one."""
    rows = Unit.objects.filter(id__in=list(ids), parent__isnull=False)
    return dict(rows.values_list("id", "parent_id"))


def first_level_units() -> list[Unit]:
    """Return the first-level units of all days with their regions, by id."""
    return list(shown().filter(level=Level.FIRST).select_related("region").order_by("id"))


def by_id_shown(ids: Iterable[str]) -> dict[str, Unit]:
    """Return some units by their ids, with the codes they are known by."""
    return shown().in_bulk(sorted(set(ids)))

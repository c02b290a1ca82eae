"""Units as they stand on a day."""

import datetime
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Case, Count, F, Min, Model, Q, QuerySet, Value, When

from enishi.apps.places.models import Code, Lineage, Unit
from enishi.domain.places import (
    Level,
)


def in_force_q(on: datetime.date, prefix: str = "") -> Q:
    """Return the condition that a unit exists on a day."""
    return Q(
        Q(**{f"{prefix}valid_from__isnull": True}) | Q(**{f"{prefix}valid_from__lte": on}),
        Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gte": on}),
    )


def span_q(on: datetime.date) -> Q:
    """Return the condition that what holds from `since` to `until` holds on a day."""
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
    rows = Unit.objects.all()
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


def heirs_among(ids: Iterable[str], on: datetime.date) -> dict[str, str]:
    """Return the id of the unit that answers on a day for each of some that do not themselves.

    A unit that was split has several heirs: the one that carries on its line is told.
    """
    heirs: dict[str, list[tuple[bool, str]]] = defaultdict(list)
    spans = Lineage.objects.filter(span_q(on), unit__in=list(ids)).exclude(heir=F("unit"))
    for unit, line, heir, heir_line in spans.values_list(
        "unit", "unit__line", "heir", "heir__line"
    ):
        heirs[unit].append((heir_line != line, heir))
    return {unit: min(found)[1] for unit, found in heirs.items()}


def by_id(ids: Iterable[str]) -> dict[str, Unit]:
    """Return some units by their ids."""
    return Unit.objects.in_bulk(list(ids))


def name_units(*named_by: tuple[Iterable[Model], str]) -> None:
    """Give rows the units that a field of theirs names, all read at once.

    Prefetching would read the units anew for every field.
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
    return list(Unit.objects.filter(level=Level.FIRST).select_related("region").order_by("id"))

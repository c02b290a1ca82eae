"""Reads of places that have a name."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, Prefetch, Q, QuerySet

from enishi.apps.places import bridge
from enishi.apps.places.models import Code, Gram, Lineage, Name, NameGram, Succession, Unit
from enishi.domain.places import Candidate, Heir, NameEntry, Query, rank, read_query
from enishi.domain.text import grams

# A query's rarest pieces are looked up until this many units have been met: common pieces add
# work, not candidates.
_ENOUGH = 4000
_FEWEST_PIECES = 3
_MOST_CANDIDATES = 120


class UnknownPlace(LookupError):
    """No unit has this code or id; `near` are units whose names look like it."""

    def __init__(self, code: str, near: Sequence[Unit]) -> None:
        super().__init__(code)
        self.code, self.near = code, near


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate of a look-up, with its row."""

    candidate: Candidate
    unit: Unit


def units() -> QuerySet[Unit]:
    """Return units with the names and codes that telling them needs."""
    return Unit.objects.prefetch_related(
        "names",
        Prefetch("codes", Code.objects.filter(scheme__in=bridge.PUBLIC_CODES)),
    )


def in_force_q(on: datetime.date, prefix: str = "") -> Q:
    """Return the condition that a unit exists on a day."""
    return Q(
        Q(**{f"{prefix}valid_from__isnull": True}) | Q(**{f"{prefix}valid_from__lte": on}),
        Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gte": on}),
    )


def span_q(on: datetime.date) -> Q:
    """Return the condition that a lineage span holds on a day."""
    return Q(Q(since__isnull=True) | Q(since__lte=on), Q(until__isnull=True) | Q(until__gte=on))


def find(text: str, on: datetime.date, limit: int = 10) -> list[Found]:
    """Return the units a written name may mean on a day, best first."""
    query = read_query(text)
    if not query.folded:
        return []
    lines = set(Unit.objects.filter(id__in=_units_named_like(query)).values_list("line", flat=True))
    # All dated rows of a line are needed to tell which of them stands on the day.
    entries = [
        NameEntry(bridge.unit_of(name.unit), name.unit.line, name.folded, name.core)
        for name in Name.objects.filter(unit__line__in=lines).select_related("unit").order_by()
    ]
    candidates = rank(query, entries, on, limit)
    rows = units().in_bulk([candidate.unit.id for candidate in candidates])
    return [Found(candidate, rows[candidate.unit.id]) for candidate in candidates]


def _units_named_like(query: Query) -> set[str]:
    asked = {query.folded, query.core}
    exact_or_longer = Q()
    for word in asked:
        exact_or_longer |= Q(folded=word) | Q(core=word)
        if len(word) > 1:
            beyond = word + "\U0010ffff"
            exact_or_longer |= Q(core__gte=word, core__lt=beyond)
    found = set(
        Name.objects.filter(exact_or_longer)
        .order_by("core", "unit")
        .values_list("unit", flat=True)[:_MOST_CANDIDATES]
    )
    pieces = grams(query.folded) | grams(query.core)
    rare = Gram.objects.filter(gram__in=pieces).order_by("units", "gram")
    chosen: list[str] = []
    met = 0
    for gram in rare:
        if len(chosen) >= _FEWEST_PIECES and met + gram.units > _ENOUGH:
            break
        chosen.append(gram.gram)
        met += gram.units
    similar = (
        NameGram.objects.filter(gram__in=chosen)
        .values("unit")
        .annotate(shared=Count("gram"))
        .order_by("-shared", "unit")
        .values_list("unit", flat=True)[:_MOST_CANDIDATES]
    )
    return found | set(similar)


def place(code: str, *, latest: bool = True) -> Unit:
    """Return the unit an id or an official code names.

    An ISO or JIS code may have meant several dated units: the latest, or with `latest=False` the
    one under which the standard published it.

    Raises:
        UnknownPlace: no unit has this id or code.
    """
    wanted = code.strip()
    if unit := units().filter(id=wanted).first():
        return unit
    holders = list(
        units()
        .filter(codes__value=wanted.upper(), codes__scheme__in=bridge.PUBLIC_CODES)
        .order_by("id")
        .distinct()
    )
    if not holders:
        today = datetime.date.max
        raise UnknownPlace(code, [found.unit for found in find(code, today, limit=5)])
    if latest:
        return max(holders, key=lambda unit: unit.valid_to or datetime.date.max)
    published = set(
        Code.objects.filter(
            value=wanted.upper(), scheme__in=bridge.PUBLIC_CODES, status="published"
        ).values_list("unit", flat=True)
    )
    first = [unit for unit in holders if unit.id in published] or holders
    return min(first, key=lambda unit: unit.valid_from or datetime.date.min)


def heirs(unit: Unit, on: datetime.date) -> list[tuple[Heir, Unit]]:
    """Return who answers for a unit on a day, with the acts that made them heirs."""
    return _relatives(unit, on, forward=True)


def ancestors(unit: Unit, on: datetime.date) -> list[tuple[Heir, Unit]]:
    """Return the units in force on a day that a unit is, or will be, an heir to."""
    return _relatives(unit, on, forward=False)


def _relatives(unit: Unit, on: datetime.date, *, forward: bool) -> list[tuple[Heir, Unit]]:
    # Every unit on a path from a unit to its heir is an heir itself for some days, so the derived
    # lineage names all that a walk can meet.
    if forward:
        ids = Lineage.objects.filter(unit=unit).values_list("heir", flat=True)
    else:
        ids = Lineage.objects.filter(heir=unit).values_list("unit", flat=True)
    rows = units().in_bulk(list(ids))
    steps = Succession.objects.filter(source__in=rows, target__in=rows)
    timeline = bridge.timeline_of(rows.values(), steps)
    walk = timeline.heirs if forward else timeline.ancestors
    return [(heir, rows[heir.unit.id]) for heir in walk(unit.id, on)]


def predecessors(unit: Unit) -> QuerySet[Lineage, Any]:
    """Return the ids of all units whose papers a unit holds, itself included."""
    return Lineage.objects.filter(heir=unit).values("unit")


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

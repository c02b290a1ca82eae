"""Reads of places that have a name."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Any

from django.db import connection
from django.db.models import Case, Count, F, Min, Model, Prefetch, Q, QuerySet, Value, When

from enishi.apps.places import bridge
from enishi.apps.places.models import Code, Lineage, Name, NameWord, Succession, Unit
from enishi.domain.places import (
    Candidate,
    Extent,
    Heir,
    Level,
    LineageSpan,
    NameEntry,
    Query,
    Relation,
    rank,
    read_query,
)
from enishi.domain.text import LocalizedText, grams

# A query's rarest pieces are looked up until this many lines have been met: common pieces add
# work, not candidates.
_ENOUGH = 2000
_FEWEST_PIECES = 3
_MOST_CANDIDATES = 32


@dataclass(frozen=True, slots=True)
class Passage:
    """On a day some units passed to another: those that are followed, and those beside them."""

    steps: tuple[Succession, ...]
    beside: tuple[Succession, ...]

    @property
    def on(self) -> datetime.date:
        """The day."""
        return self.steps[0].on

    @property
    def target(self) -> Unit:
        """The unit they passed to."""
        return self.steps[0].target


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


@dataclass(frozen=True, slots=True)
class Kin:
    """A unit, all it is heir to and all that are its heirs, and the steps that lead through them.

    `units` are all that the steps name, the other side of land it gave or received included, and
    the first-level unit it belongs to.
    """

    units: dict[str, Unit]
    ancestors: frozenset[str]
    heirs: frozenset[str]
    steps: tuple[Succession, ...]

    def in_force(self, ids: Iterable[str], on: datetime.date) -> list[Unit]:
        """Return those of some of these units that exist on a day, by id."""
        rows = (self.units[key] for key in sorted(ids))
        return [
            unit
            for unit in rows
            if (unit.valid_from is None or unit.valid_from <= on)
            and (unit.valid_to is None or unit.valid_to >= on)
        ]


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


def find(text: str, on: datetime.date, limit: int = 10) -> list[Found]:
    """Return the units a written name may mean on a day, best first."""
    return told(candidates(text, on, limit))


def candidates(text: str, on: datetime.date, limit: int) -> list[Candidate]:
    """Return what a written name may mean on a day, best first, without the rows."""
    query = read_query(text)
    return rank(query, _entries_like(query), on, limit) if query.folded else []


# The lines of which one name is the word (0), begins with it (1), or has one of its rarest pieces
# (2): pieces are looked up until enough lines have been met.
_LINES_LIKE = """
SELECT 0, 0, '', lines FROM places_nameword WHERE word IN ({words})
UNION ALL
SELECT * FROM (
    SELECT 1, 0, word, lines FROM places_nameword WHERE core AND word >= %s AND word < %s
    ORDER BY word LIMIT {most}
) AS longer
UNION ALL
SELECT 2, number, gram, lines FROM (
    SELECT gram, number, lines, row_number() OVER rarest AS position, sum(number) OVER rarest AS met
    FROM places_gram WHERE gram IN ({pieces}) WINDOW rarest AS (ORDER BY number, gram)
) AS held WHERE position <= {fewest} OR met <= {enough}
"""


def _entries_like(query: Query) -> Iterator[NameEntry]:
    words = sorted({query.folded, query.core} - {""})
    pieces = sorted(grams(query.folded) | grams(query.core))
    sql = _LINES_LIKE.format(
        words=", ".join(["%s"] * len(words)),
        pieces=", ".join(["%s"] * len(pieces)),
        most=_MOST_CANDIDATES,
        fewest=_FEWEST_PIECES,
        enough=_ENOUGH,
    )
    start = query.core or query.folded
    with connection.cursor() as cursor:
        cursor.execute(sql, [*words, start, start + "\U0010ffff", *pieces])
        # No order is promised across the three, nor that two databases would give the same.
        found = sorted(cursor.fetchall(), key=itemgetter(0, 1, 2))
        alike: set[int] = set()
        longer: list[int] = []
        sharing: Counter[int] = Counter()
        for how, _number, _key, lines in found:
            (alike.update, longer.extend, sharing.update)[how](bridge.unpacked(lines))
        alike.update(longer[:_MOST_CANDIDATES])
        alike.update(number for number, _ in sharing.most_common(_MOST_CANDIDATES))
    yield from _entries_at(alike)


def _entries_at(lines: Iterable[int]) -> Iterator[NameEntry]:
    numbers = ", ".join(map(str, sorted(lines))) or "NULL"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT line, entries FROM places_line WHERE number IN ({numbers})")  # noqa: S608  # our own numbers
        for line, entries in cursor.fetchall():
            yield from bridge.entries_of(line, entries)


_UNITS = """
SELECT id, country, level, kind, parent_id, region_id, valid_from, valid_to, lat, lon, counted,
line, note FROM places_unit WHERE id IN ({ids})
"""
_SHOWN = """
SELECT 0, id, unit_id, language, form, text FROM places_name
WHERE unit_id IN ({ids}) AND form IN ('short', 'full')
UNION ALL
SELECT 1, id, unit_id, scheme, value, status FROM places_code
WHERE unit_id IN ({ids}) AND scheme IN ({schemes})
"""


def told(chosen: Sequence[Candidate]) -> list[Found]:
    """Return candidates with their rows, and what these are shown by, as `shown` would."""
    if not chosen:
        return []
    keys = [candidate.unit.id for candidate in chosen]
    marks = ", ".join(["%s"] * len(keys))
    rows = {unit.id: unit for unit in Unit.objects.raw(_UNITS.format(ids=marks), keys)}
    names: dict[str, list[Name]] = {key: [] for key in keys}
    codes: dict[str, list[Code]] = {key: [] for key in keys}
    schemes = ", ".join(["%s"] * len(bridge.PUBLIC_CODES))
    with connection.cursor() as cursor:
        cursor.execute(
            _SHOWN.format(ids=marks, schemes=schemes), [*keys, *keys, *bridge.PUBLIC_CODES]
        )
        for what, *row in sorted(cursor.fetchall()):
            if what:
                codes[row[1]].append(Code.from_db(None, _CODE, row))
            else:
                names[row[1]].append(Name.from_db(None, _NAME, row))
    for key, unit in rows.items():
        codes[key].sort(key=attrgetter("scheme", "value"))
        _keep_ready(unit, {"names": names[key], "codes": codes[key]})
    return [Found(candidate, rows[candidate.unit.id]) for candidate in chosen]


_NAME = ("id", "unit_id", "language", "form", "text")
_CODE = ("id", "unit_id", "scheme", "value", "status")


def _keep_ready(unit: Any, related: dict[str, list[Any]]) -> None:
    """Keep rows with a unit as Django's own prefetching does, which takes three times as long."""
    unit._prefetched_objects_cache = {}  # noqa: SLF001  # where related managers look first
    for name, rows in related.items():
        ready: QuerySet[Any] = QuerySet()
        ready._result_cache = rows  # noqa: SLF001  # likewise
        unit._prefetched_objects_cache[name] = ready  # noqa: SLF001  # likewise


def parts_among(ids: Iterable[str], parent: Unit) -> set[str]:
    """Return which of some units are parts of another."""
    return set(Unit.objects.filter(id__in=list(ids), parent=parent).values_list("id", flat=True))


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
    # lineage names all that a walk can meet. Its own heirs are needed on the way back as well: a
    # unit that has ended and has no heir makes no timeline.
    related = Q(unit=unit) if forward else Q(unit=unit) | Q(heir=unit)
    ids = {
        key for pair in Lineage.objects.filter(related).values_list("unit", "heir") for key in pair
    }
    rows = units().in_bulk(sorted(ids))
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


def kin(unit: Unit) -> Kin:
    """Return a unit's ancestors and heirs of all days, and what happened between them."""
    pairs = Lineage.objects.filter(Q(unit=unit) | Q(heir=unit)).values_list("unit", "heir")
    ancestors, heirs = set(), set()
    for older, younger in pairs:
        (heirs.add(younger) if older == unit.id else ancestors.add(older))
    ids = ancestors | heirs | {unit.id}
    steps = tuple(
        Succession.objects.filter(
            Q(source__in=ids, target__in=ids) | Q(source=unit) | Q(target=unit)
        ).order_by("on", "source", "target")
    )
    ends = {key for step in steps for key in (step.source_id, step.target_id)}
    above = {unit.parent_id} if unit.parent_id else set()
    rows = by_id(ids | ends | above)
    for step in steps:
        step.source, step.target = rows[step.source_id], rows[step.target_id]
    others = frozenset((unit.id,))
    return Kin(rows, frozenset(ancestors) - others, frozenset(heirs) - others, steps)


def passages(starts: Iterable[str], units: Iterable[Unit]) -> list[Passage]:
    """Return how the units given by `starts` became some units of today, oldest first.

    `name_units` tells them by name.
    """
    held = Lineage.objects.filter(heir__in=[unit.id for unit in units]).values("unit")
    steps = Succession.objects.filter(target__in=held).exclude(relation=Relation.TRANSFER)
    rows = steps.order_by("on", "target", "source")
    reached = set(starts)
    found = []
    for _, group in groupby(rows, lambda step: (step.on, step.target_id)):
        arrived = list(group)
        if taken := [step for step in arrived if step.source_id in reached]:
            reached.add(arrived[0].target_id)
            rest = [step for step in arrived if step.source_id not in reached]
            found.append(Passage(tuple(taken), tuple(rest)))
    return found


def heirs_of(rows: Iterable[Unit], on: datetime.date) -> dict[str, list[Unit]]:
    """Return who answers on a day for each of some units that are not in force then."""
    ended = [unit.id for unit in rows if unit.valid_to is not None and unit.valid_to < on]
    spans = Lineage.objects.filter(span_q(on), unit__in=ended).prefetch_related(
        Prefetch("heir", named())
    )
    found: dict[str, list[Unit]] = {}
    for span in spans.order_by("unit", "heir"):
        found.setdefault(span.unit_id, []).append(span.heir)
    return found


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


def latest_changes(on: datetime.date, limit: int = 3) -> QuerySet[Succession]:
    """Return the last changes of status, name or place by a day that concerned a whole unit."""
    rows = Succession.objects.filter(on__lte=on, extent=Extent.WHOLE).exclude(
        relation=Relation.UNCHANGED
    )
    pairs = rows.prefetch_related(Prefetch("source", named()), Prefetch("target", named()))
    return pairs.order_by("-on", "source", "target")[:limit]


def lineage_of(ids: "Iterable[str] | QuerySet[Any, Any]") -> dict[str, list[LineageSpan]]:
    """Return who answers for some units, and when."""
    spans: dict[str, list[LineageSpan]] = defaultdict(list)
    rows = Lineage.objects.filter(unit__in=ids).order_by("unit", "heir")
    for unit, heir, since, until, extent in rows.values_list(
        "unit", "heir", "since", "until", "extent"
    ):
        spans[unit].append(LineageSpan(unit, heir, since, until, Extent(extent)))
    return spans


def parents_of(ids: Iterable[str]) -> dict[str, str]:
    """Return the first-level unit of each of some units that belong to one."""
    rows = Unit.objects.filter(id__in=list(ids), parent__isnull=False)
    return dict(rows.values_list("id", "parent_id"))


def first_level_units() -> list[Unit]:
    """Return the first-level units of all days with their regions, by id."""
    return list(shown().filter(level=Level.FIRST).select_related("region").order_by("id"))


def successions_of(ids: Iterable[str]) -> QuerySet[Succession]:
    """Return the steps between some units, oldest first."""
    ids = list(ids)
    return Succession.objects.filter(source__in=ids, target__in=ids).order_by(
        "on", "source", "target"
    )


def named_exactly(words: Iterable[str]) -> list[NameEntry]:
    """Return all names of the dated units of each line of which one name is one of the words."""
    words = set(words)
    numbers: set[int] = set()
    for lines in NameWord.objects.filter(word__in=words).values_list("lines", flat=True):
        numbers.update(bridge.unpacked(lines))
    return list(_entries_at(numbers)) if numbers else []


def coded(codes: Iterable[str]) -> dict[str, Unit]:
    """Return the units that ids or official codes name; the latest where several bore a code."""
    codes = sorted(set(codes))
    if not codes:
        return {}
    by_code = Q(codes__value__in=codes, codes__scheme__in=bridge.PUBLIC_CODES)
    found: dict[str, Unit] = {}
    rows = shown().filter(Q(id__in=codes) | by_code).distinct()
    for unit in sorted(rows, key=lambda unit: (unit.valid_to or datetime.date.max, unit.id)):
        found |= {code.value: unit for code in unit.codes.all() if code.value in codes}
    return found | {unit.id: unit for unit in rows if unit.id in codes}


def by_id_shown(ids: Iterable[str]) -> dict[str, Unit]:
    """Return some units by their ids, with the codes they are known by."""
    return shown().in_bulk(sorted(set(ids)))

"""Who became whom, and who answers for whom."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Q, QuerySet

from enishi.apps.places import bridge
from enishi.apps.places.models import Lineage, Succession, Unit
from enishi.apps.places.queries.units import by_id, span_q
from enishi.domain.places import (
    Extent,
    Heir,
    LineageSpan,
    Relation,
)


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
    rows = by_id(ids)
    steps = Succession.objects.filter(source__in=rows, target__in=rows)
    timeline = bridge.timeline_of(rows.values(), steps)
    walk = timeline.heirs if forward else timeline.ancestors
    return [(heir, rows[heir.unit.id]) for heir in walk(unit.id, on)]


def predecessors(unit: Unit) -> QuerySet[Lineage, Any]:
    """Return the ids of all units whose papers a unit holds, itself included."""
    return Lineage.objects.filter(heir=unit).values("unit")


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
    spans = Lineage.objects.filter(span_q(on), unit__in=ended).select_related("heir")
    found: dict[str, list[Unit]] = {}
    for span in spans.order_by("unit", "heir"):
        found.setdefault(span.unit_id, []).append(span.heir)
    return found


def latest_changes(on: datetime.date, limit: int = 3) -> QuerySet[Succession]:
    """Return the last changes of status, name or place by a day that concerned a whole unit."""
    rows = Succession.objects.filter(on__lte=on, extent=Extent.WHOLE).exclude(
        relation=Relation.UNCHANGED
    )
    pairs = rows.select_related("source", "target")
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


def successions_of(ids: Iterable[str]) -> QuerySet[Succession]:
    """Return the steps between some units, oldest first."""
    ids = list(ids)
    return Succession.objects.filter(source__in=ids, target__in=ids).order_by(
        "on", "source", "target"
    )

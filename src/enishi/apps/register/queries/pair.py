"""Reads of all that ties one pair of localities."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from enishi.apps.places import queries as places
from enishi.apps.places.models import Lineage, Unit
from enishi.apps.register.models import (
    Agreement,
    AgreementDomain,
    BondSpan,
    Coverage,
    Evidence,
    LifeEvent,
    Party,
    Signatory,
    Tie,
)
from enishi.domain.register import SpanKind


@dataclass(frozen=True, slots=True)
class Between:
    """The agreements signed between two places, newest first; `held` are all they are heirs to.

    `own` are the places' own, those of former units included; `municipal` those of municipalities.
    """

    held: dict[str, frozenset[str]]
    own: list[Agreement]
    municipal: list[Agreement]


def between(one: Unit, other: Unit, on: datetime.date) -> Between:
    """Return all that two places, and the municipalities within them, had signed by a day.

    The units of the parties are to be named by `places.name_units`, then `tell_heirs`.
    """
    held: dict[str, set[str]] = {one.id: set(), other.id: set()}
    for heir, unit in Lineage.objects.filter(heir__in=held).values_list("heir", "unit"):
        held[heir].add(unit)
    rows = Agreement.objects.filter(signed_last__lte=on)
    for units in held.values():
        within = Party.objects.filter(Q(unit__in=units) | Q(unit__parent__in=units))
        rows = rows.filter(id__in=within.values("agreement"))
    signers = Party.objects.order_by("position").select_related("organisation")
    persons = Signatory.objects.order_by("id").select_related("source")
    rows = rows.prefetch_related(
        Prefetch("parties", signers),
        Prefetch("parties__signatories", persons),
        Prefetch("domains", AgreementDomain.objects.order_by("domain")),
        Prefetch("evidence", Evidence.objects.order_by("id").select_related("source")),
        Prefetch("life_events", LifeEvent.objects.order_by("on", "id").select_related("source")),
    ).order_by("-signed_last", "id")
    own: list[Agreement] = []
    municipal: list[Agreement] = []
    for row in rows:
        signed = {party.unit_id for party in row.parties.all() if party.unit_id}
        (own if all(signed & units for units in held.values()) else municipal).append(row)
    return Between({key: frozenset(units) for key, units in held.items()}, own, municipal)


def tell_heirs(parties: Iterable[Party], on: datetime.date) -> None:
    """Give the units of parties those who answer for them on a day."""
    units = {party.unit.id: party.unit for party in parties if party.unit}
    spans = Lineage.objects.filter(places.span_q(on), unit__in=units).select_related("heir")
    held: dict[str, list[Lineage]] = {key: [] for key in units}
    for span in spans:
        held[span.unit_id].append(span)
    for key, unit in units.items():
        unit.heirs_now = held[key]  # type: ignore[attr-defined]  # as prefetching would name it


def standing_for(one: Unit, other: Unit, on: datetime.date) -> list[tuple[Unit, Unit]]:
    """Return the pairs in force on a day whose bond two places hold, or will come to hold."""
    spans = BondSpan.objects.filter(
        Q(until__isnull=True) | Q(until__gte=on),
        since__lte=on,
        kind=SpanKind.DOCUMENTED,
        one__in=places.predecessors(one),
        other__in=places.predecessors(other),
    )
    rows = spans.select_related("one", "other").order_by("one", "other")
    return [(span.one, span.other) for span in rows]


def ties_between(one: Collection[str], other: Collection[str]) -> QuerySet[Tie]:
    """Return the ties to be documented between two groups of units, which are to be named."""
    rows = Tie.objects.filter(
        Q(unit_a__in=one, unit_b__in=other) | Q(unit_a__in=other, unit_b__in=one)
    )
    return rows.select_related("source").order_by("id")


def coverage_among(ids: Iterable[str]) -> QuerySet[Coverage]:
    """Return what was looked for about some units, which are to be named."""
    return Coverage.objects.filter(unit__in=list(ids)).order_by("unit")

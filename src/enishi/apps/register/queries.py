"""Reads of the register that have a name."""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Min, Prefetch, Q, QuerySet, Sum

from enishi.apps.places import queries as places
from enishi.apps.places.models import Lineage, Unit
from enishi.apps.register.models import (
    Agreement,
    AgreementDomain,
    AgreementText,
    BondSpan,
    Evidence,
    LifeEvent,
    Party,
    Tie,
)
from enishi.domain.register import AgreementKind, SpanKind


@dataclass(frozen=True, slots=True)
class Choice:
    """Which agreements are asked for; what is empty does not narrow.

    `place` and `partner` stand for all units they are heir to; with `own_only` only for themselves.
    """

    place: Unit | None = None
    partner: Unit | None = None
    on: datetime.date | None = None
    domain: str = ""
    kind: str = ""
    confidence: str = ""
    living_on: datetime.date | None = None
    since: datetime.date | None = None
    own_only: bool = False


def agreements(on: datetime.date) -> QuerySet[Agreement]:
    """Return agreements with all that telling them on a day needs."""
    heirs_now = Prefetch(
        "lineage",
        Lineage.objects.filter(places.span_q(on)).select_related("heir"),
        to_attr="heirs_now",
    )
    return Agreement.objects.prefetch_related(
        Prefetch("parties", Party.objects.order_by("position").select_related("organisation")),
        Prefetch("parties__unit", places.units().prefetch_related(heirs_now)),
        Prefetch("domains", AgreementDomain.objects.order_by("domain")),
        Prefetch("evidence", Evidence.objects.order_by("id").select_related("source")),
        Prefetch("renewals", Agreement.objects.only("id", "renews").order_by("signed_last", "id")),
        Prefetch("life_events", LifeEvent.objects.order_by("on", "id")),
    )


def _signed_by(unit: Unit, *, own_only: bool) -> QuerySet[Party, Any]:
    units: Any = [unit.id] if own_only else places.predecessors(unit)
    return Party.objects.filter(unit__in=units).values("agreement")


def living_q(on: datetime.date) -> Q:
    """Return the condition that a signed agreement lives on a day."""
    return Q(
        Q(term_ends__isnull=True) | Q(term_ends__gte=on),
        Q(closed_on__isnull=True) | Q(closed_on__gt=on),
        signed_last__lte=on,
    )


def chosen(choice: Choice, rows: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """Narrow agreements to a choice, newest first."""
    for unit in (choice.place, choice.partner):
        if unit is not None:
            rows = rows.filter(id__in=_signed_by(unit, own_only=choice.own_only))
    if choice.on:
        rows = rows.filter(signed_last__lte=choice.on)
    if choice.since:
        rows = rows.filter(signed_last__gte=choice.since)
    if choice.domain:
        with_domain = AgreementDomain.objects.filter(domain=choice.domain).values("agreement")
        rows = rows.filter(id__in=with_domain)
    if choice.kind:
        rows = rows.filter(kind=choice.kind)
    if choice.confidence:
        rows = rows.filter(confidence=choice.confidence)
    if choice.living_on:
        rows = rows.filter(living_q(choice.living_on))
    return rows.order_by("-signed_last", "id")


def counts(on: datetime.date) -> dict[str, int]:
    """Count the register on a day under every rule of `domain.register.RULES`, in SQL."""
    signed = Agreement.objects.filter(signed_last__lte=on)
    numbers = signed.aggregate(
        agreements_signed=Count("id"),
        documents_signed=Sum("documents", default=0),
        agreements_living=Count("id", filter=living_q(on)),
        agreements_in_term=Count(
            "id", filter=living_q(on) & (Q(term_ends__isnull=False) | Q(tacit_renewal=True))
        ),
        sister_agreements=Count("id", filter=Q(kind=AgreementKind.SISTER_CITY)),
        sister_links=Count(
            "id", filter=Q(signed_by_heads=True, open_scope=True, assembly_approved=True)
        ),
    )
    spans = _spans(on).values("kind").annotate(pairs=Count("id")).order_by()
    pairs: dict[str, int] = dict(spans.values_list("kind", "pairs"))
    return numbers | {
        "pairs_documented": pairs.get(SpanKind.DOCUMENTED, 0),
        "pairs_living": pairs.get(SpanKind.LIVING, 0),
    }


def _spans(on: datetime.date) -> QuerySet[BondSpan]:
    return BondSpan.objects.filter(Q(until__isnull=True) | Q(until__gte=on), since__lte=on)


def bonds(on: datetime.date, unit: Unit | None = None) -> QuerySet[BondSpan]:
    """Return the documented bonds between units in force on a day."""
    rows = _spans(on).filter(kind=SpanKind.DOCUMENTED)
    if unit is not None:
        rows = rows.filter(Q(one=unit) | Q(other=unit))
    units = places.units()
    return rows.prefetch_related(Prefetch("one", units), Prefetch("other", units)).order_by(
        "one", "other"
    )


def living_pairs(spans: Iterable[BondSpan], on: datetime.date) -> set[tuple[str, str]]:
    """Return which of some bonds have a living agreement on a day."""
    ones = {span.one_id for span in spans}
    rows = _spans(on).filter(kind=SpanKind.LIVING, one__in=ones)
    return set(rows.values_list("one", "other"))


def agreements_by_pair(spans: Iterable[BondSpan], on: datetime.date) -> Counter[tuple[str, str]]:
    """Count the signed agreements behind each of some bonds."""
    spans = list(spans)

    def signatures(heirs: set[str]) -> dict[str, set[str]]:
        rows = Party.objects.filter(
            agreement__signed_last__lte=on,
            unit__lineage__in=Lineage.objects.filter(places.span_q(on), heir__in=heirs),
        ).values_list("unit__lineage__heir", "agreement")
        held: dict[str, set[str]] = {}
        for heir, agreement in rows:
            held.setdefault(heir, set()).add(agreement)
        return held

    ones = signatures({span.one_id for span in spans})
    others = signatures({span.other_id for span in spans})
    return Counter(
        {
            (span.one_id, span.other_id): len(
                ones.get(span.one_id, set()) & others.get(span.other_id, set())
            )
            for span in spans
        }
    )


def ties(unit: Unit, partner: Unit | None = None) -> QuerySet[Tie]:
    """Return the ties to be documented of a unit and of those it is heir to."""
    units = places.predecessors(unit)
    rows = Tie.objects.filter(Q(unit_a__in=units) | Q(unit_b__in=units))
    if partner is not None:
        others = places.predecessors(partner)
        rows = rows.filter(Q(unit_a__in=others) | Q(unit_b__in=others))
    return rows.select_related("source").prefetch_related(
        Prefetch("unit_a", places.units()), Prefetch("unit_b", places.units())
    )


def agreement(id: str, on: datetime.date) -> Agreement:
    """Return one agreement with its texts and the sources of its events.

    Raises:
        Agreement.DoesNotExist: there is none of this id.
    """
    return (
        agreements(on)
        .prefetch_related(
            Prefetch("texts", AgreementText.objects.order_by("language", "id")),
            "life_events__source",
        )
        .get(id=id)
    )


def most_parties() -> int:
    """Return the largest number of parties of an agreement."""
    parties = Party.objects.values("agreement").annotate(number=Count("id")).order_by()
    most: int | None = parties.aggregate(most=Max("number"))["most"]
    return most or 0


def signed_between() -> tuple[datetime.date | None, datetime.date | None]:
    """Return the first and the last day on which an agreement was, or may have been, signed."""
    days = Agreement.objects.aggregate(first=Min("signed_first"), last=Max("signed_last"))
    return days["first"], days["last"]

"""Reads of the register that have a name."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Count, F, Max, Min, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum

from enishi.apps.ledger.models import Source
from enishi.apps.places import queries as places
from enishi.apps.places.models import Lineage, Unit
from enishi.apps.register.models import (
    Agreement,
    AgreementDomain,
    AgreementText,
    BondSpan,
    Coverage,
    Evidence,
    LifeEvent,
    Party,
    Signatory,
    Tie,
)
from enishi.domain.register import (
    AgreementKind,
    Holding,
    Paper,
    SpanKind,
    first_level,
    holdings,
)
from enishi.domain.text import PartialDate

_DAY = datetime.timedelta(days=1)


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


def _with_heirs(units: QuerySet[Unit], on: datetime.date) -> QuerySet[Unit]:
    spans = Lineage.objects.filter(places.span_q(on)).select_related("heir")
    return units.prefetch_related(Prefetch("lineage", spans, to_attr="heirs_now"))


def agreements_in_brief(on: datetime.date) -> QuerySet[Agreement]:
    """Return agreements with what a list shows of them on a day."""
    return Agreement.objects.prefetch_related(
        Prefetch("parties", Party.objects.order_by("position").select_related("organisation")),
        Prefetch("parties__unit", _with_heirs(places.named(), on)),
        Prefetch("domains", AgreementDomain.objects.order_by("domain")),
        Prefetch("life_events", LifeEvent.objects.order_by("on", "id")),
    )


def agreements(on: datetime.date) -> QuerySet[Agreement]:
    """Return agreements with all that telling them on a day needs."""
    return Agreement.objects.prefetch_related(
        Prefetch("parties", Party.objects.order_by("position").select_related("organisation")),
        Prefetch("parties__unit", _with_heirs(places.units(), on)),
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
    """Count the register on a day under every rule of `domain.register.RULES`, in SQL.

    Each number is a range of an index: one pass with a condition for each rule took three times
    as long.
    """
    signed = Agreement.objects.filter(signed_last__lte=on)
    living = Agreement.objects.filter(living_q(on))
    numbers: dict[str, int] = signed.aggregate(
        agreements_signed=Count("*"), documents_signed=Sum("documents", default=0)
    )
    return numbers | {
        "agreements_living": living.count(),
        "agreements_in_term": living.filter(
            Q(term_ends__isnull=False) | Q(tacit_renewal=True)
        ).count(),
        "pairs_documented": _pairs(SpanKind.DOCUMENTED, on),
        "pairs_living": _pairs(SpanKind.LIVING, on),
        "sister_agreements": signed.filter(kind=AgreementKind.SISTER_CITY).count(),
        "sister_links": signed.filter(
            signed_by_heads=True, open_scope=True, assembly_approved=True
        ).count(),
    }


def _pairs(kind: SpanKind, on: datetime.date) -> int:
    """Count the spans of a day: those begun, less those over; both are ranges of an index."""
    spans = BondSpan.objects.filter(kind=kind)
    return spans.filter(since__lte=on).count() - spans.filter(until__lt=on).count()


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


def papers_by_pair(spans: Iterable[BondSpan], on: datetime.date) -> dict[tuple[str, str], set[str]]:
    """Return the ids of the signed agreements behind each of some bonds."""
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
    return {
        (span.one_id, span.other_id): ones.get(span.one_id, set())
        & others.get(span.other_id, set())
        for span in spans
    }


def agreements_by_pair(spans: Iterable[BondSpan], on: datetime.date) -> Counter[tuple[str, str]]:
    """Count the signed agreements behind each of some bonds."""
    return Counter({pair: len(papers) for pair, papers in papers_by_pair(spans, on).items()})


def days_of_signature(ids: Iterable[str]) -> dict[str, PartialDate]:
    """Return when some agreements were signed."""
    return dict(Agreement.objects.filter(id__in=list(ids)).values_list("id", "signed_on"))


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


def agreement(key: str, on: datetime.date) -> Agreement:
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
        .get(id=key)
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


def signature_days(domain: str = "") -> list[datetime.date]:
    """Return the day by which each agreement was surely signed, oldest first."""
    rows = chosen(Choice(domain=domain), Agreement.objects.all())
    return sorted(rows.order_by().values_list("signed_last", flat=True))


def in_order(
    rows: QuerySet[Agreement], order: str, country: str, language: str
) -> QuerySet[Agreement]:
    """Put agreements in an order: signed, -signed, kind, ends, or parties of a country by name."""
    match order:
        case "signed":
            return rows.order_by("signed_last", "id")
        case "kind":
            return rows.order_by("kind", "-signed_last", "id")
        case "ends":
            return rows.order_by(F("term_ends").asc(nulls_last=True), "-signed_last", "id")
        case "parties":
            of_country = Party.objects.filter(agreement=OuterRef("pk"), unit__country=country)
            first = of_country.order_by("position").values(f"unit__sort_{language}")[:1]
            return rows.annotate(party_name=Subquery(first)).order_by(
                "party_name", "-signed_last", "id"
            )
        case _:
            return rows.order_by("-signed_last", "id")


def renewals_around(agreement: Agreement, on: datetime.date) -> QuerySet[Agreement]:
    """Return the texts that renew each other with an agreement, itself included, oldest first."""
    table = connection.ops.quote_name(Agreement._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH RECURSIVE chain (id, renews_id) AS (
                SELECT id, renews_id FROM {table} WHERE id = %s
                UNION
                SELECT a.id, a.renews_id FROM {table} a JOIN chain c
                ON a.id = c.renews_id OR a.renews_id = c.id
            )
            SELECT id FROM chain
            """,  # noqa: S608  # a table of ours
            [agreement.id],
        )
        ids = [row[0] for row in cursor.fetchall()]
    return agreements_in_brief(on).filter(id__in=ids).order_by("signed_last", "id")


def signatories_of(agreement: Agreement) -> QuerySet[Signatory]:
    """Return who signed an agreement, with the sources that name them."""
    rows = Signatory.objects.filter(party__agreement=agreement)
    return rows.select_related("source").order_by("party__position", "id")


def agreements_by_unit(ids: Iterable[str], on: datetime.date) -> Counter[str]:
    """Count the agreements signed by a day that each of some units holds, or held until it ended."""
    begun = Q(since__isnull=True) | Q(since__lte=on)
    rows = (
        Lineage.objects.filter(
            begun, heir__in=list(ids), unit__signatures__agreement__signed_last__lte=on
        )
        .order_by()
        .values_list("heir")
        .annotate(number=Count("unit__signatures__agreement", distinct=True))
    )
    return Counter(dict(rows))


def ending(since: datetime.date, until: datetime.date) -> QuerySet[Agreement]:
    """Return living agreements whose stated term ends between two days, both included."""
    rows = agreements_in_brief(since).filter(living_q(since), term_ends__range=(since, until))
    return rows.order_by("term_ends", "id")


def coverage_of(unit: Unit) -> QuerySet[Coverage]:
    """Return what was looked for about a unit and those it is heir to."""
    rows = Coverage.objects.filter(unit__in=places.predecessors(unit))
    return rows.prefetch_related(Prefetch("unit", places.named())).order_by("unit")


def documented_by(source: Source, on: datetime.date) -> QuerySet[Agreement]:
    """Return the agreements that rest on a source: on itself, an event or a name it gives."""
    return (
        agreements_in_brief(on)
        .filter(
            Q(id__in=Evidence.objects.filter(source=source).values("agreement"))
            | Q(id__in=LifeEvent.objects.filter(source=source).values("agreement"))
            | Q(id__in=Signatory.objects.filter(source=source).values("party__agreement"))
        )
        .order_by("-signed_last", "id")
    )


def ties_from(source: Source) -> QuerySet[Tie]:
    """Return the ties to be documented that rest on a source."""
    rows = Tie.objects.filter(source=source).select_related("source")
    return rows.prefetch_related(
        Prefetch("unit_a", places.named()), Prefetch("unit_b", places.named())
    )


def sources() -> QuerySet[Source]:
    """Return all sources with the number of agreements each documents."""
    return Source.objects.annotate(agreements_number=Count("evidence")).order_by(
        "publisher", "title", "id"
    )


def amended_with(agreement: Agreement, on: datetime.date) -> QuerySet[Agreement]:
    """Return the text an agreement amends and those that amend it."""
    rows = agreements_in_brief(on).filter(Q(id=agreement.amends_id) | Q(amends=agreement))
    return rows.order_by("signed_last", "id")


def threads() -> list[Holding]:
    """Return which pairs of first-level units held which agreement, on all days."""
    signed = Party.objects.filter(unit__isnull=False)
    parties: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for key, unit, country in signed.values_list("agreement", "unit", "unit__country"):
        parties[key].append((country, unit))
    fields: dict[str, set[str]] = defaultdict(set)
    for key, domain in AgreementDomain.objects.values_list("agreement", "domain"):
        fields[key].add(domain)
    papers = [
        Paper(
            key,
            day,
            min((end for end in (term_ends, closed_on and closed_on - _DAY) if end), default=None),
            tuple(parties[key]),
            frozenset(fields[key]),
        )
        for key, day, term_ends, closed_on in Agreement.objects.order_by("id").values_list(
            "id", "signed_last", "term_ends", "closed_on"
        )
    ]
    lineage = places.lineage_of(signed.values("unit"))
    heirs = {span.heir for spans in lineage.values() for span in spans}
    parents = places.parents_of(heirs)
    lineage |= places.lineage_of(set(parents.values()) - lineage.keys())
    return holdings(papers, first_level(lineage, parents))

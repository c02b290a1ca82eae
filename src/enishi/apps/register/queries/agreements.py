"""Agreements: chosen, ordered, and told with what belongs to them."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Any

from django.db import connection
from django.db.models import Count, F, Max, Min, OuterRef, Prefetch, Q, QuerySet, Subquery

from enishi.apps.ledger.models import Source
from enishi.apps.places import queries as places
from enishi.apps.places.models import Lineage, Unit
from enishi.apps.register.bridge import Paper, Signer
from enishi.apps.register.models import (
    Agreement,
    AgreementDomain,
    AgreementText,
    Evidence,
    LifeEvent,
    Party,
    Signatory,
)
from enishi.domain.register import (
    EventKind,
)
from enishi.domain.register import LifeEvent as Happening

_BATCH = 500


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
    ended_on: datetime.date | None = None
    ends_by: datetime.date | None = None
    since: datetime.date | None = None
    own_only: bool = False


def _with_heirs(units: QuerySet[Unit], on: datetime.date) -> QuerySet[Unit]:
    spans = Lineage.objects.filter(places.span_q(on)).exclude(heir=F("unit"))
    heirs = spans.select_related("heir")
    return units.prefetch_related(Prefetch("lineage", heirs, to_attr="heirs_now"))


def agreements_in_brief(on: datetime.date) -> QuerySet[Agreement]:
    """Return agreements with what a list shows of them on a day."""
    return Agreement.objects.prefetch_related(
        Prefetch("parties", Party.objects.order_by("position").select_related("organisation")),
        Prefetch("parties__unit", _with_heirs(Unit.objects.all(), on)),
        Prefetch("domains", AgreementDomain.objects.order_by("domain")),
        Prefetch("life_events", LifeEvent.objects.order_by("on", "id")),
    )


def agreements(on: datetime.date) -> QuerySet[Agreement]:
    """Return agreements with what a page tells of them on a day, their sources included."""
    return agreements_in_brief(on).prefetch_related(
        Prefetch("evidence", Evidence.objects.order_by("id").select_related("source"))
    )


def papers(rows: Iterable[Agreement], on: datetime.date) -> Iterator[Paper]:
    """Yield agreements with all that programs are told of them on a day.

    Columns are read instead of rows: that takes half the time for a page of a list.
    """
    for batch in batched(rows, _BATCH):
        yield from _papers(batch, on)


def _papers(rows: Sequence[Agreement], on: datetime.date) -> Iterator[Paper]:
    ids = [row.id for row in rows]
    signers = Party.objects.filter(agreement__in=ids).order_by("agreement", "position")
    columns = "agreement", "unit", "organisation", "organisation__name", "authority"
    parties = _grouped(signers.values_list(*columns))
    signed = {unit for group in parties.values() for unit, *_ in group if unit}
    units = Unit.objects.only("id", "country", "name", "code", "lat", "lon").in_bulk(signed)
    heirs = places.heirs_among(signed, on)
    domains, events, renewals, evidence = (
        _grouped(found)
        for found in (
            AgreementDomain.objects.filter(agreement__in=ids)
            .order_by("domain")
            .values_list("agreement", "domain"),
            LifeEvent.objects.filter(agreement__in=ids)
            .order_by("on", "id")
            .values_list("agreement", "kind", "on", "until"),
            Agreement.objects.filter(renews__in=ids)
            .order_by("signed_last", "id")
            .values_list("renews", "id"),
            Evidence.objects.filter(agreement__in=ids)
            .order_by("id")
            .values_list("agreement", "source"),
        )
    )
    sources = Source.objects.in_bulk({key for keys in evidence.values() for (key,) in keys})
    for row in rows:
        yield Paper(
            row=row,
            parties=tuple(
                Signer(
                    unit=units.get(unit),
                    organisation=organisation or "",
                    name=units[unit].name if unit else name,
                    authority=authority,
                    heir=heirs.get(unit, unit),
                )
                for unit, organisation, name, authority in parties[row.id]
            ),
            domains=tuple(domain for (domain,) in domains[row.id]),
            events=tuple(
                Happening(EventKind(kind), day, until) for kind, day, until in events[row.id]
            ),
            renewed_by=tuple(key for (key,) in renewals[row.id]),
            sources=tuple(sources[key] for (key,) in evidence[row.id]),
        )


def _grouped(rows: Iterable[tuple[Any, ...]]) -> dict[str, list[tuple[Any, ...]]]:
    """Group rows by their first column."""
    grouped: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for key, *values in rows:
        grouped[key].append(tuple(values))
    return grouped


def _signed_by(unit: Unit, *, own_only: bool) -> QuerySet[Party, Any]:
    units: Any = [unit.id] if own_only else places.predecessors(unit)
    return Party.objects.filter(unit__in=units).values("agreement")


def living_q(on: datetime.date) -> Q:
    """Return the condition that a signed agreement lives on a day."""
    return Q(signed_last__lte=on, lives_until__gte=on)


def chosen(choice: Choice, rows: QuerySet[Agreement] | None = None) -> QuerySet[Agreement]:
    """Narrow agreements to a choice, newest first."""
    rows = Agreement.objects.all() if rows is None else rows
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
    if choice.ended_on:
        rows = rows.exclude(living_q(choice.ended_on))
    if choice.ends_by:
        rows = rows.filter(term_ends__lte=choice.ends_by)
    return rows.order_by("-signed_last", "id")


def agreement(key: str, on: datetime.date) -> Agreement:
    """Return one agreement with all that its page tells on a day.

    Raises:
        Agreement.DoesNotExist: there is none of this id.
    """
    rows = agreements(on).prefetch_related(_texts(), "life_events__source")
    return rows.get(id=key)


def paper(key: str, on: datetime.date) -> Paper:
    """Return one agreement, with its texts and the sources of its events, as programs are told it.

    Raises:
        Agreement.DoesNotExist: there is none of this id.
    """
    events = LifeEvent.objects.order_by("on", "id").select_related("source")
    rows = Agreement.objects.prefetch_related(_texts(), Prefetch("life_events", events))
    (found,) = papers([rows.get(id=key)], on)
    return found


def _texts() -> "Prefetch[str]":
    return Prefetch("texts", AgreementText.objects.order_by("language", "id"))


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
    """Put agreements in an order; with a minus before it, the other way round.

    Args:
        rows: the agreements.
        order: signed, kind, ends, fields (how many), or parties (of the country, by name).
        country: whose parties' names count.
        language: in which the names are sorted.
    """
    back = order.startswith("-")

    def by(key: str, *then: str) -> QuerySet[Agreement]:
        column = F(key)
        way = column.desc(nulls_last=True) if back else column.asc(nulls_last=True)
        return rows.order_by(way, *then, "id")

    match order.removeprefix("-"):
        case "kind":
            return by("kind", "-signed_last")
        case "ends":
            return by("term_ends", "-signed_last")
        case "fields":
            covered = AgreementDomain.objects.filter(agreement=OuterRef("pk")).order_by()
            number = covered.values("agreement").annotate(number=Count("id")).values("number")
            rows = rows.annotate(fields_number=Subquery(number))
            return by("fields_number", "-signed_last")
        case "parties":
            of_country = Party.objects.filter(agreement=OuterRef("pk"), unit__country=country)
            first = of_country.order_by("position").values(f"unit__sort_{language}")[:1]
            rows = rows.annotate(party_name=Subquery(first))
            return by("party_name", "-signed_last")
        case _:
            return rows.order_by("-signed_last" if back else "signed_last", "id")


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


def ending(since: datetime.date, until: datetime.date) -> QuerySet[Agreement]:
    """Return living agreements whose stated term ends between two days, both included."""
    rows = agreements_in_brief(since).filter(living_q(since), term_ends__range=(since, until))
    return rows.order_by("term_ends", "id")


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


def sources() -> QuerySet[Source]:
    """Return all sources with the number of agreements each documents."""
    return Source.objects.annotate(agreements_number=Count("evidence")).order_by(
        "publisher", "title", "id"
    )


def amended_with(agreement: Agreement, on: datetime.date) -> QuerySet[Agreement]:
    """Return the text an agreement amends and those that amend it."""
    rows = agreements_in_brief(on).filter(Q(id=agreement.amends_id) | Q(amends=agreement))
    return rows.order_by("signed_last", "id")

"""Bonds and threads, ties, coverage and the numbers of a day."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet

from enishi.apps.ledger.models import Source
from enishi.apps.places import queries as places
from enishi.apps.places.models import Lineage, Unit
from enishi.apps.register.models import (
    Agreement,
    AgreementDomain,
    BondSpan,
    Coverage,
    Party,
    Tally,
    Tie,
)
from enishi.domain.register import (
    RULES,
    Holding,
    SignedPaper,
    SpanKind,
    first_level,
    holdings,
)
from enishi.domain.text import PartialDate


def counts(on: datetime.date) -> dict[str, int]:
    """Return the numbers of a day under every rule of `domain.register.RULES`."""
    rules = [rule.id for rule in RULES]
    tally = Tally.objects.filter(on__lte=on).order_by("-on").values(*rules).first()
    return tally or dict.fromkeys(rules, 0)


def _spans(on: datetime.date) -> QuerySet[BondSpan]:
    return BondSpan.objects.filter(Q(until__isnull=True) | Q(until__gte=on), since__lte=on)


def documented_spans(on: datetime.date, unit: Unit | None = None) -> QuerySet[BondSpan]:
    """Return the documented bonds of a day, those of a place if one is given, without their places."""
    rows = _spans(on).filter(kind=SpanKind.DOCUMENTED)
    if unit is not None:
        rows = rows.filter(Q(one=unit) | Q(other=unit))
    return rows.order_by("one_id", "other_id")


def bonds(on: datetime.date, unit: Unit | None = None) -> QuerySet[BondSpan]:
    """Return the documented bonds between units in force on a day."""
    return documented_spans(on, unit).select_related("one", "other")


def bonds_within(unit: Unit, on: datetime.date) -> QuerySet[BondSpan]:
    """Return the documented bonds of the municipalities of a first-level unit on a day."""
    return documented_spans(on).filter(Q(one__parent=unit) | Q(other__parent=unit))


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
    return rows.select_related("source", "unit_a", "unit_b")


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


def coverage_of(unit: Unit) -> QuerySet[Coverage]:
    """Return what was looked for about a unit and those it is heir to."""
    rows = Coverage.objects.filter(unit__in=places.predecessors(unit))
    return rows.select_related("unit").order_by("unit")


def ties_from(source: Source) -> QuerySet[Tie]:
    """Return the ties to be documented that rest on a source."""
    return Tie.objects.filter(source=source).select_related("source", "unit_a", "unit_b")


def threads() -> list[Holding]:
    """Return which pairs of first-level units held which agreement, on all days."""
    signed = Party.objects.filter(unit__isnull=False)
    parties: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for key, unit, country in signed.values_list("agreement", "unit", "unit__country"):
        parties[key].append((country, unit))
    fields: dict[str, set[str]] = defaultdict(set)
    for key, domain in AgreementDomain.objects.values_list("agreement", "domain"):
        fields[key].add(domain)
    rows = Agreement.objects.order_by("id").values_list("id", "signed_last", "lives_until")
    papers = [
        SignedPaper(key, day, lives_until, tuple(parties[key]), frozenset(fields[key]))
        for key, day, lives_until in rows
    ]
    lineage = places.lineage_of(signed.values("unit"))
    heirs = {span.heir for spans in lineage.values() for span in spans}
    parents = places.parents_of(heirs)
    lineage |= places.lineage_of(set(parents.values()) - lineage.keys())
    return holdings(papers, first_level(lineage, parents))


def growth(rules: Iterable[str]) -> list[tuple[datetime.date, dict[str, int]]]:
    """Return each day on which a number of the record changes, with those of some rules from then."""
    return [(row.pop("on"), row) for row in Tally.objects.order_by("on").values("on", *rules)]


def coverage_of_all(ids: Iterable[str]) -> dict[str, Coverage]:
    """Return what was looked for about each of some units."""
    return {row.unit_id: row for row in Coverage.objects.filter(unit__in=list(ids))}

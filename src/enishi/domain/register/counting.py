"""The counting rules, by name: a number without its rule is the beginning of a quarrel.

`count` is the definition. `tallies` counts every day at once, for the database to keep, and the
tests hold one against the other.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from enishi.domain.places import LineageSpan
from enishi.domain.register.agreements import Agreement, AgreementKind
from enishi.domain.register.bonds import BondSpan, SpanKind, bond_spans
from enishi.domain.register.lifecycle import EVER, Life


@dataclass(frozen=True, slots=True)
class CountingRule:
    """A rule's name and its definition."""

    id: str
    meaning: str


RULES = (
    CountingRule(
        "agreements_signed",
        "Acts of signature documented by a public source and surely signed on or before the day;"
        " a date known by month or year counts from its last day. Renewals are acts of their own.",
    ),
    CountingRule(
        "documents_signed",
        "The documents signed in those acts: an act at which two texts were signed counts twice.",
    ),
    CountingRule(
        "agreements_living",
        "Signed acts that live on the day: not terminated, not replaced by a renewal, and their"
        " stated term, if any, not over. An act whose term is not stated counts as living.",
    ),
    CountingRule(
        "agreements_in_term",
        "Living acts whose term is stated, so that a source shows them in force on the day.",
    ),
    CountingRule(
        "pairs_documented",
        "Pairs of localities of different countries with at least one signed act; a unit that has"
        " ended is counted under its successor units of the day.",
    ),
    CountingRule(
        "pairs_living",
        "The same pairs, where at least one act lives on the day.",
    ),
    CountingRule(
        "sister_agreements",
        "Signed acts whose text is a sister-city or sister-prefecture agreement by its own title.",
    ),
    CountingRule(
        "sister_links",
        "Links by the stricter rule of CLAIR: signed by the heads of both authorities, not limited"
        " to given fields, and approved by the assembly; all three documented.",
    ),
)

_DAY = datetime.timedelta(days=1)
_PAIRS = {SpanKind.DOCUMENTED: "pairs_documented", SpanKind.LIVING: "pairs_living"}


def count(
    agreements: Sequence[tuple[Agreement, Life]],
    lineage: Mapping[str, Sequence[LineageSpan]],
    on: datetime.date,
) -> dict[str, int]:
    """Count a register on a day under every rule.

    Args:
        agreements: agreements with their lives.
        lineage: for each unit id, who answers for it and when.
        on: the day.
    """
    signed = [(agreement, life) for agreement, life in agreements if agreement.signed_by(on)]
    living = [(agreement, life) for agreement, life in signed if life.lives(on)]
    spans = [
        span
        for span in bond_spans(signed, lineage)
        if span.since <= on and (span.until is None or on <= span.until)
    ]
    return {
        "agreements_signed": len(signed),
        "documents_signed": sum(agreement.documents for agreement, _ in signed),
        "agreements_living": len(living),
        "agreements_in_term": sum(_term_is_stated(agreement, life) for agreement, life in living),
        "pairs_documented": sum(span.kind is SpanKind.DOCUMENTED for span in spans),
        "pairs_living": sum(span.kind is SpanKind.LIVING for span in spans),
        "sister_agreements": sum(a.kind is AgreementKind.SISTER_CITY for a, _ in signed),
        "sister_links": sum(a.is_sister_link for a, _ in signed),
    }


def tallies(
    agreements: Iterable[tuple[Agreement, Life]], spans: Iterable[BondSpan]
) -> list[tuple[datetime.date, dict[str, int]]]:
    """Return each day on which a number changes, in order, with every number from that day on.

    Args:
        agreements: agreements with their lives.
        spans: the bonds they make, from `bond_spans`.
    """
    changes: dict[datetime.date, dict[str, int]] = defaultdict(lambda: defaultdict(int))

    def between(rule: str, since: datetime.date, until: datetime.date) -> None:
        if since <= until:
            changes[since][rule] += 1
            if until < EVER:
                changes[until + _DAY][rule] -= 1

    for agreement, life in agreements:
        signed = agreement.signed_on.last
        begun = changes[signed]
        begun["agreements_signed"] += 1
        begun["documents_signed"] += agreement.documents
        begun["sister_agreements"] += agreement.kind is AgreementKind.SISTER_CITY
        begun["sister_links"] += agreement.is_sister_link
        between("agreements_living", signed, life.until)
        if _term_is_stated(agreement, life):
            between("agreements_in_term", signed, life.until)
    for span in spans:
        between(_PAIRS[span.kind], span.since, span.until or EVER)
    found = []
    numbers = {rule.id: 0 for rule in RULES}
    for day in sorted(changes):
        numbers = {rule: number + changes[day].get(rule, 0) for rule, number in numbers.items()}
        found.append((day, numbers))
    return found


def _term_is_stated(agreement: Agreement, life: Life) -> bool:
    return life.ends_on is not None or agreement.tacit_renewal

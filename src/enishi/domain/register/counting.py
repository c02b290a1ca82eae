"""The counting rules, by name: a number without its rule is the beginning of a quarrel.

`count` is the definition. The database counts the same in SQL (`apps/register/queries.py`), and
the tests hold one against the other.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from enishi.domain.places import LineageSpan
from enishi.domain.register.agreements import Agreement, AgreementKind
from enishi.domain.register.bonds import SpanKind, bond_spans
from enishi.domain.register.lifecycle import Life


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
        " ended is counted under its heirs of the day.",
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
        "agreements_in_term": sum(
            life.ends_on is not None or agreement.tacit_renewal for agreement, life in living
        ),
        "pairs_documented": sum(span.kind is SpanKind.DOCUMENTED for span in spans),
        "pairs_living": sum(span.kind is SpanKind.LIVING for span in spans),
        "sister_agreements": sum(a.kind is AgreementKind.SISTER_CITY for a, _ in signed),
        "sister_links": sum(a.is_sister_link for a, _ in signed),
    }

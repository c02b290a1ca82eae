"""Which counting rules count an agreement on a day, and why; in codes."""

import datetime
from dataclasses import dataclass

from enishi.domain.register.agreements import Agreement, AgreementKind
from enishi.domain.register.counting import RULES
from enishi.domain.register.lifecycle import Life

# Every reason there is; the pages have a sentence for each.
REASONS = (
    "act",
    "not_signed",
    "documents",
    "lives",
    "closed",
    "term_over",
    "term_stated",
    "term_not_stated",
    "two_localities",
    "no_pair",
    "titled_sister",
    "other_title",
    "three_conditions",
    "not_documented",
)


@dataclass(frozen=True, slots=True)
class Counted:
    """Whether a rule counts an agreement, and the reason."""

    rule: str
    counts: bool
    reason: str


def counted_by(agreement: Agreement, life: Life, on: datetime.date) -> tuple[Counted, ...]:
    """Say for each rule of `RULES`, in their order, whether it counts an agreement on a day."""
    if not agreement.signed_by(on):
        return tuple(Counted(rule.id, counts=False, reason="not_signed") for rule in RULES)
    lives = life.lives(on)
    closed = life.closed_on is not None and life.closed_on <= on
    living = Counted(
        "agreements_living", lives, "lives" if lives else "closed" if closed else "term_over"
    )
    stated = life.ends_on is not None or agreement.tacit_renewal
    term = "term_stated" if stated else "term_not_stated"
    paired = len({party.country for party in agreement.parties if party.unit}) > 1
    pair = "two_localities" if paired else "no_pair"
    sister = agreement.kind is AgreementKind.SISTER_CITY
    return (
        Counted("agreements_signed", counts=True, reason="act"),
        Counted("documents_signed", counts=True, reason="documents"),
        living,
        Counted("agreements_in_term", lives and stated, term if lives else living.reason),
        Counted("pairs_documented", paired, pair),
        Counted("pairs_living", paired and lives, pair if lives else living.reason),
        Counted("sister_agreements", sister, "titled_sister" if sister else "other_title"),
        Counted(
            "sister_links",
            agreement.is_sister_link,
            "three_conditions" if agreement.is_sister_link else "not_documented",
        ),
    )

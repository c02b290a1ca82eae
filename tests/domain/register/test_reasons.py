"""What is said of one agreement is what is counted of all."""

import datetime

import pytest

from enishi.domain.places import Extent, LineageSpan
from enishi.domain.register import (
    RULES,
    Agreement,
    AgreementKind,
    EventKind,
    Life,
    LifeEvent,
    Party,
    count,
    counted_by,
    life_of,
)
from enishi.domain.text import PartialDate

DAY = datetime.date(2026, 6, 1)
PAIR = (Party(unit="VN1", country="VN"), Party(unit="JP1", country="JP"))
LINEAGE = {key: [LineageSpan(key, key, None, None, Extent.WHOLE)] for key in ("VN1", "JP1")}


def signed(on: str = "2020-05-01", **columns: object) -> tuple[Agreement, Life]:
    facts: dict[str, object] = {
        "id": "A1",
        "kind": AgreementKind.MEMORANDUM,
        "signed_on": PartialDate.parse(on),
        "parties": PAIR,
        **columns,
    }
    agreement = Agreement(**facts)  # type: ignore[arg-type]  # the columns of a test
    return agreement, life_of(agreement, [])


CASES = {
    "term not stated": signed(),
    "not signed": signed("2026-12-01"),
    "known by its year, which is not over": signed("2026"),
    "in term": signed(term_months=120),
    "term over": signed(term_months=12),
    "renews itself": signed(tacit_renewal=True),
    "terminated": signed(events=(LifeEvent(EventKind.TERMINATED, PartialDate.parse("2021")),)),
    "one country": signed(parties=PAIR[:1]),
    "by title": signed(kind=AgreementKind.SISTER_CITY),
    "by all conditions": signed(signed_by_heads=True, open_scope=True, assembly_approved=True),
    "two documents": signed(documents=2),
}


@pytest.mark.parametrize("case", CASES)
def test_one_agreement_is_counted_as_its_reasons_say(case: str) -> None:
    agreement, life = CASES[case]
    said = {item.rule: item.counts for item in counted_by(agreement, life, DAY)}
    numbers = count([(agreement, life)], LINEAGE, DAY)
    assert list(said) == [rule.id for rule in RULES]
    assert said == {rule: number > 0 for rule, number in numbers.items()}


@pytest.mark.parametrize(
    ("case", "rule", "reason"),
    [
        ("not signed", "agreements_signed", "not_signed"),
        ("term not stated", "agreements_in_term", "term_not_stated"),
        ("term over", "agreements_living", "term_over"),
        ("terminated", "pairs_living", "closed"),
        ("one country", "pairs_documented", "no_pair"),
        ("in term", "sister_links", "not_documented"),
    ],
)
def test_the_reason_names_what_decided(case: str, rule: str, reason: str) -> None:
    agreement, life = CASES[case]
    said = {item.rule: item.reason for item in counted_by(agreement, life, DAY)}
    assert said[rule] == reason

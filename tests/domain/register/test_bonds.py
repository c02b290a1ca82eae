"""When the pairs of localities have a bond, through their own papers or inherited ones."""

import datetime

from enishi.domain.places import Extent, LineageSpan
from enishi.domain.register import (
    Agreement,
    AgreementKind,
    BondSpan,
    Closure,
    Life,
    Party,
    SpanKind,
    bond_spans,
    pair_key,
)
from enishi.domain.register.bonds import foreign_pairs
from enishi.domain.text import PartialDate

date = datetime.date
DAY = datetime.timedelta(days=1)
EVE, MERGED = date(2025, 6, 30), date(2025, 7, 1)
OPEN = Life(None, None, None)
VN, JP = Party("V", "VN"), Party("J", "JP")
DOCUMENTED, LIVING = SpanKind.DOCUMENTED, SpanKind.LIVING


def paper(signed_on: str, *parties: Party) -> Agreement:
    kind = AgreementKind.MEMORANDUM
    return Agreement("A1", kind, PartialDate.parse(signed_on), parties or (VN, JP))


def answers(
    unit: str, heir: str, since: date | None = None, until: date | None = None
) -> LineageSpan:
    return LineageSpan(unit, heir, since, until, Extent.WHOLE)


STILL = {"J": [answers("J", "J")], "V": [answers("V", "V")]}
# V and W merge into N; J goes on.
HEIRS = {
    "J": [answers("J", "J")],
    "V": [answers("V", "V", None, EVE), answers("V", "N", MERGED)],
    "W": [answers("W", "W", None, EVE), answers("W", "N", MERGED)],
    "N": [answers("N", "N", MERGED)],
}


def test_a_bond_names_its_pair_by_country_then_id() -> None:
    assert [pair_key(VN, JP), pair_key(JP, VN)] == [("J", "V"), ("J", "V")]
    assert pair_key(Party("Z", "JP"), Party("A", "VN")) == ("Z", "A")


def test_an_agreement_of_several_parties_ties_every_pair_of_different_countries() -> None:
    parties = (VN, JP, Party("K", "JP"), Party("W", "VN"), Party(organisation="university"))
    pairs = [("J", "V"), ("J", "W"), ("K", "V"), ("K", "W")]
    assert foreign_pairs(paper("2020", *parties)) == pairs


def test_an_agreement_within_one_country_or_with_a_body_alone_ties_no_pair() -> None:
    inland = paper("2020", VN, Party("W", "VN"))
    with_body = paper("2020", VN, Party(organisation="university"))
    assert (foreign_pairs(inland), foreign_pairs(with_body)) == ([], [])


def test_a_bond_begins_when_its_paper_is_surely_signed_and_has_no_end() -> None:
    assert bond_spans([(paper("2020-03"), OPEN)], STILL) == [
        BondSpan(DOCUMENTED, "J", "V", date(2020, 3, 31), None),
        BondSpan(LIVING, "J", "V", date(2020, 3, 31), None),
    ]


def test_a_bond_stays_documented_after_its_only_paper_has_ended() -> None:
    signed = date(2020, 1, 1)
    term = Life(PartialDate.parse("2021"), None, None)
    closed = Life(None, date(2022, 1, 1), Closure.RENEWED)
    for life, last in ((term, date(2021, 12, 31)), (closed, date(2021, 12, 31))):
        assert bond_spans([(paper("2020-01-01"), life)], STILL) == [
            BondSpan(DOCUMENTED, "J", "V", signed, None),
            BondSpan(LIVING, "J", "V", signed, last),
        ]


def test_of_a_term_and_a_closure_the_earlier_ends_the_living_bond() -> None:
    life = Life(PartialDate.parse("2021-05-31"), date(2022, 1, 1), Closure.TERMINATED)
    living = [s for s in bond_spans([(paper("2020-01-01"), life)], STILL) if s.kind is LIVING]
    assert living == [BondSpan(LIVING, "J", "V", date(2020, 1, 1), date(2021, 5, 31))]


def test_a_paper_that_was_over_before_it_was_surely_signed_never_lives() -> None:
    life = Life(PartialDate.parse("2020-06-30"), None, None)
    assert bond_spans([(paper("2020"), life)], STILL) == [
        BondSpan(DOCUMENTED, "J", "V", date(2020, 12, 31), None)
    ]


def test_papers_that_follow_each_other_without_a_day_between_make_one_span() -> None:
    first = Life(PartialDate.parse("2020-12-31"), None, None)
    second = Life(PartialDate.parse("2021-12-31"), None, None)
    spans = bond_spans([(paper("2020-01-01"), first), (paper("2021-01-01"), second)], STILL)
    living = [span for span in spans if span.kind is LIVING]
    assert living == [BondSpan(LIVING, "J", "V", date(2020, 1, 1), date(2021, 12, 31))]


def test_a_day_without_a_living_paper_parts_two_spans() -> None:
    first = Life(PartialDate.parse("2020-12-31"), None, None)
    spans = bond_spans([(paper("2020-01-01"), first), (paper("2021-01-02"), OPEN)], STILL)
    living = [(span.since, span.until) for span in spans if span.kind is LIVING]
    assert living == [
        (date(2020, 1, 1), date(2020, 12, 31)),
        (date(2021, 1, 2), None),
    ]


def test_a_paper_within_another_does_not_shorten_the_span() -> None:
    short = Life(PartialDate.parse("2021"), None, None)
    spans = bond_spans([(paper("2020-01-01"), OPEN), (paper("2020-06-01"), short)], STILL)
    living = [(span.since, span.until) for span in spans if span.kind is LIVING]
    assert living == [(date(2020, 1, 1), None)]


def test_a_bond_passes_to_the_heir_on_the_day_of_the_merger() -> None:
    spans = bond_spans([(paper("2020-01-01"), OPEN)], HEIRS)
    documented = [span for span in spans if span.kind is DOCUMENTED]
    assert documented == [
        BondSpan(DOCUMENTED, "J", "N", MERGED, None),
        BondSpan(DOCUMENTED, "J", "V", date(2020, 1, 1), EVE),
    ]


def test_the_bonds_of_two_merged_units_with_one_partner_become_one() -> None:
    papers = [
        (paper("2020-01-01"), OPEN),
        (paper("2021-01-01", JP, Party("W", "VN")), OPEN),
    ]
    merged = [span for span in bond_spans(papers, HEIRS) if span.other == "N"]
    assert merged == [
        BondSpan(DOCUMENTED, "J", "N", MERGED, None),
        BondSpan(LIVING, "J", "N", MERGED, None),
    ]


def test_a_paper_surely_signed_only_after_the_merger_is_the_heir_s_alone() -> None:
    spans = bond_spans([(paper("2025"), OPEN)], HEIRS)
    signed = date(2025, 12, 31)
    assert spans == [
        BondSpan(DOCUMENTED, "J", "N", signed, None),
        BondSpan(LIVING, "J", "N", signed, None),
    ]


def test_a_split_unit_passes_its_bond_to_every_heir() -> None:
    lineage = {
        "J": [answers("J", "J")],
        "V": [answers("V", "V", None, EVE), answers("V", "X", MERGED), answers("V", "Y", MERGED)],
    }
    spans = bond_spans([(paper("2020-01-01"), OPEN)], lineage)
    pairs = [(span.one, span.other) for span in spans if span.kind is LIVING]
    assert pairs == [("J", "V"), ("J", "X"), ("J", "Y")]

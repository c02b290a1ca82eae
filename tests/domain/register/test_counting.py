"""The counting rules against a recount, day by day, that knows nothing of spans."""

import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from enishi.domain.places import (
    Extent,
    Kind,
    Level,
    LineageSpan,
    Relation,
    Succession,
    Timeline,
    Unit,
)
from enishi.domain.register import (
    RULES,
    Agreement,
    AgreementKind,
    EventKind,
    Life,
    LifeEvent,
    Party,
    State,
    bond_spans,
    count,
    life_of,
    state_on,
    tallies,
)
from enishi.domain.register.lifecycle import LIVING_STATES
from enishi.domain.text import PartialDate

date = datetime.date
DAY = datetime.timedelta(days=1)
START, MERGED, SPLIT, LAST = (date(2024, 1, 1) + n * DAY for n in (0, 40, 70, 100))


def _unit(key: str, country: str, since: date | None, until: date | None) -> Unit:
    return Unit(key, country, Level.FIRST, Kind.PROVINCE, since, until)


# V and W merge into N, which splits into P and Q; J, K and the Korean R go on.
TIMELINE = Timeline(
    [
        _unit("J", "JP", None, None),
        _unit("K", "JP", None, None),
        _unit("R", "KR", None, None),
        _unit("V", "VN", None, MERGED - DAY),
        _unit("W", "VN", None, MERGED - DAY),
        _unit("N", "VN", MERGED, SPLIT - DAY),
        _unit("P", "VN", SPLIT, None),
        _unit("Q", "VN", SPLIT, None),
    ],
    [
        Succession("V", "N", MERGED, Relation.MERGE, Extent.WHOLE),
        Succession("W", "N", MERGED, Relation.MERGE, Extent.WHOLE),
        Succession("N", "P", SPLIT, Relation.SPLIT, Extent.PART),
        Succession("N", "Q", SPLIT, Relation.SPLIT, Extent.PART),
    ],
)
COUNTRY = {"J": "JP", "K": "JP", "R": "KR"} | dict.fromkeys("VWNPQ", "VN")
LINEAGE: dict[str, list[LineageSpan]] = {}
for _span in TIMELINE.lineage():
    LINEAGE.setdefault(_span.unit, []).append(_span)

DAYS = st.dates(START, LAST)
PARTIAL = st.builds(
    lambda first, length: PartialDate(first, first + length * DAY), DAYS, st.integers(0, 20)
)
MAYBE = st.sampled_from([None, True, False])


@st.composite
def papers(draw: st.DrawFn, key: str) -> Agreement:
    signed = draw(PARTIAL)
    living = [key for key in COUNTRY if TIMELINE.unit(key).in_force(signed.first)]
    signers = draw(st.lists(st.sampled_from(living), min_size=1, max_size=4, unique=True))
    kinds = [EventKind.SUSPENDED, EventKind.RESUMED, EventKind.TERMINATED]
    events = draw(st.lists(st.builds(LifeEvent, st.sampled_from(kinds), PARTIAL), max_size=2))
    return Agreement(
        id=key,
        kind=draw(st.sampled_from([AgreementKind.SISTER_CITY, AgreementKind.MEMORANDUM])),
        signed_on=signed,
        parties=(*(Party(s, COUNTRY[s]) for s in signers), Party(organisation="university")),
        documents=draw(st.integers(1, 3)),
        term_months=draw(st.sampled_from([None, None, 1, 2])),
        tacit_renewal=draw(st.booleans()),
        signed_by_heads=draw(MAYBE),
        open_scope=draw(MAYBE),
        assembly_approved=draw(MAYBE),
        events=tuple(events),
    )


@st.composite
def registers(draw: st.DrawFn) -> list[tuple[Agreement, Life]]:
    size = draw(st.integers(0, 5))
    drawn = [draw(papers(f"A{number}")) for number in range(size)]
    renewals = {
        paper.id: draw(st.lists(st.sampled_from(drawn), max_size=1)) if drawn else []
        for paper in drawn
    }
    return [(paper, life_of(paper, [r.signed_on for r in renewals[paper.id]])) for paper in drawn]


def recount(register: list[tuple[Agreement, Life]], on: date) -> dict[str, int]:
    """Count by asking each agreement for its state, and the timeline for each party's heirs."""
    states = [(paper, life, state_on(paper, life, on)) for paper, life in register]
    signed = [(paper, life, state) for paper, life, state in states if state is not None]
    living = [(paper, life, state) for paper, life, state in signed if state in LIVING_STATES]

    def pairs(rows: list[tuple[Agreement, Life, State]]) -> set[frozenset[str]]:
        found = set()
        for paper, _, _ in rows:
            heirs = [
                {heir.unit.id for heir in TIMELINE.heirs(party.unit, on)}
                for party in paper.parties
                if party.unit
            ]
            found |= {
                frozenset({a, b})
                for one in heirs
                for other in heirs
                for a in one
                for b in other
                if COUNTRY[a] != COUNTRY[b]
            }
        return found

    return {
        "agreements_signed": len(signed),
        "documents_signed": sum(paper.documents for paper, _, _ in signed),
        "agreements_living": len(living),
        "agreements_in_term": len(
            [1 for paper, _, _ in living if paper.term_months or paper.tacit_renewal]
        ),
        "pairs_documented": len(pairs(signed)),
        "pairs_living": len(pairs(living)),
        "sister_agreements": len(
            [1 for paper, _, _ in signed if paper.kind == AgreementKind.SISTER_CITY]
        ),
        "sister_links": len(
            [
                1
                for p, _, _ in signed
                if (p.signed_by_heads, p.open_scope, p.assembly_approved) == (True, True, True)
            ]
        ),
    }


@settings(max_examples=60, deadline=None)
@given(registers())
def test_every_rule_counts_what_a_recount_day_by_day_counts(
    register: list[tuple[Agreement, Life]],
) -> None:
    for offset in range(-1, 125, 3):
        day = START + offset * DAY
        assert count(register, LINEAGE, day) == recount(register, day)


@settings(max_examples=60, deadline=None)
@given(registers())
def test_the_tallies_say_on_every_day_what_a_count_of_that_day_says(
    register: list[tuple[Agreement, Life]],
) -> None:
    kept = tallies(register, bond_spans(register, LINEAGE))
    days = [day for day, _ in kept]
    assert days == sorted(set(days))
    around = {day + offset * DAY for day in days for offset in (-1, 0, 1)}
    for day in around | {START + offset * DAY for offset in range(-1, 125, 3)}:
        begun = [numbers for since, numbers in kept if since <= day]
        assert (begun[-1] if begun else count([], {}, day)) == count(register, LINEAGE, day)


def test_an_empty_register_counts_nothing_under_every_rule() -> None:
    assert count([], {}, START) == {rule.id: 0 for rule in RULES}
    assert tallies([], []) == []


def test_every_rule_has_a_name_of_its_own_and_says_what_it_means() -> None:
    names = [rule.id for rule in RULES]
    assert sorted(set(names)) == sorted(names)
    assert [rule.meaning[-1] for rule in RULES] == ["."] * len(RULES)

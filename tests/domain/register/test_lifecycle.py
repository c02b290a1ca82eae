"""Until when an agreement lives, and in which state it is on a day."""

import datetime

import pytest

from enishi.domain.register import (
    Agreement,
    AgreementKind,
    Closure,
    EventKind,
    Life,
    LifeEvent,
    State,
    end_of_term,
    life_of,
    state_on,
)
from enishi.domain.register.lifecycle import LIVING_STATES, add_months
from enishi.domain.text import PartialDate

date = datetime.date
P = PartialDate.parse


def agreement(signed_on: str = "2020-01-13", **facts: object) -> Agreement:
    return Agreement("A1", AgreementKind.MEMORANDUM, P(signed_on), (), **facts)  # type: ignore[arg-type]  # facts by name


def happened(kind: EventKind, on: str, until: str = "") -> LifeEvent:
    return LifeEvent(kind, P(on), P(until) if until else None)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2020, 1, 31), 1, date(2020, 2, 29)),
        (date(2021, 1, 31), 1, date(2021, 2, 28)),
        (date(2020, 11, 30), 3, date(2021, 2, 28)),
        (date(2020, 12, 15), 1, date(2021, 1, 15)),
        (date(2020, 1, 15), 12, date(2021, 1, 15)),
        (date(2020, 2, 29), 12, date(2021, 2, 28)),
        (date(2020, 5, 31), 0, date(2020, 5, 31)),
    ],
)
def test_months_are_added_to_the_same_day_or_the_last_of_a_shorter_month(
    day: date, months: int, later: date
) -> None:
    assert add_months(day, months) == later


def test_an_agreement_without_stated_term_has_no_end() -> None:
    assert end_of_term(agreement()) is None


def test_a_stated_end_is_the_end() -> None:
    assert end_of_term(agreement(ends_on=P("2028"))) == P("2028")


def test_a_stated_end_comes_before_a_stated_length() -> None:
    assert end_of_term(agreement(ends_on=P("2028"), term_months=12)) == P("2028")


def test_a_term_of_years_ends_on_the_eve_of_its_anniversary() -> None:
    assert end_of_term(agreement("2020-01-13", term_months=36)) == P("2023-01-12")


def test_a_term_from_a_month_ends_somewhere_within_a_month() -> None:
    assert end_of_term(agreement("2020-03", term_months=12)) == PartialDate(
        date(2021, 2, 28), date(2021, 3, 30)
    )


def test_a_term_runs_from_the_entry_into_force_where_one_is_known() -> None:
    events = (happened(EventKind.ENTERED_INTO_FORCE, "2020-04-01"),)
    assert end_of_term(agreement(term_months=12, events=events)) == P("2021-03-31")


def test_a_tacitly_renewed_agreement_has_no_end_whatever_its_term() -> None:
    paper = agreement(tacit_renewal=True, term_months=12, ends_on=P("2021"))
    assert end_of_term(paper) is None


def test_the_latest_extension_decides_the_end() -> None:
    events = (
        happened(EventKind.EXTENDED, "2022-01-01", "2026"),
        happened(EventKind.EXTENDED, "2021-01-01", "2024-12-31"),
    )
    paper = agreement(ends_on=P("2021"), tacit_renewal=True, events=events)
    assert end_of_term(paper) == P("2026")


def test_an_extension_without_a_new_day_changes_nothing() -> None:
    events = (happened(EventKind.EXTENDED, "2021-01-01"),)
    assert end_of_term(agreement(ends_on=P("2021"), events=events)) == P("2021")


def test_an_agreement_nothing_happened_to_is_not_closed() -> None:
    assert life_of(agreement(), []) == Life(None, None, None)


def test_the_first_renewal_closes_an_agreement_from_its_last_possible_day() -> None:
    life = life_of(agreement(ends_on=P("2028")), [P("2024"), P("2023-04")])
    assert life == Life(P("2028"), date(2023, 4, 30), Closure.RENEWED)


def test_a_termination_closes_an_agreement() -> None:
    events = (happened(EventKind.TERMINATED, "2022-06"),)
    closed = Life(None, date(2022, 6, 30), Closure.TERMINATED)
    assert life_of(agreement(events=events), []) == closed


def test_what_closes_an_agreement_first_is_kept() -> None:
    events = (happened(EventKind.TERMINATED, "2022-06-30"),)
    early, late = P("2022-06-29"), P("2022-07-01")
    closures = [life_of(agreement(events=events), [day]).closed_as for day in (early, late)]
    assert closures == [Closure.RENEWED, Closure.TERMINATED]


def test_a_life_ends_with_the_last_day_of_its_term_or_the_eve_of_its_closure() -> None:
    term, closed = Life(P("2023"), None, None), Life(None, date(2024, 1, 1), Closure.RENEWED)
    for life in (term, closed):
        assert [life.lives(day) for day in (date(2023, 12, 31), date(2024, 1, 1))] == [True, False]


SUSPENDED = (happened(EventKind.SUSPENDED, "2021-05"),)
RESUMED = (happened(EventKind.RESUMED, "2022-01-10"), *SUSPENDED)
TERMINATED = (happened(EventKind.TERMINATED, "2022-01-10"),)
STATES: list[tuple[str, Agreement, list[str], str, State | None]] = [
    ("not yet signed", agreement("2020-01"), [], "2020-01-30", None),
    ("signed in a month, on its last day", agreement("2020-01"), [], "2020-01-31", State.TERM_UNKNOWN),
    ("no term stated", agreement(), [], "2026-01-01", State.TERM_UNKNOWN),
    ("renewed tacitly", agreement(tacit_renewal=True), [], "2026-01-01", State.IN_FORCE),
    ("far from its end", agreement(ends_on=P("2024-12-31")), [], "2023-12-31", State.IN_FORCE),
    ("a year before its end", agreement(ends_on=P("2024-12-31")), [], "2024-01-01", State.ENDS_SOON),
    ("on its last day", agreement(ends_on=P("2024-12-31")), [], "2024-12-31", State.ENDS_SOON),
    ("after its last day", agreement(ends_on=P("2024-12-31")), [], "2025-01-01", State.TERM_PASSED),
    ("the eve of its renewal", agreement(), ["2023-05-05"], "2023-05-04", State.TERM_UNKNOWN),
    ("the day of its renewal", agreement(), ["2023-05-05"], "2023-05-05", State.RENEWED),
    ("renewed, its term over", agreement(ends_on=P("2022")), ["2023"], "2024-01-01", State.RENEWED),
    ("renewal yet to come", agreement(ends_on=P("2022")), ["2023"], "2023-06-01", State.TERM_PASSED),
    ("terminated", agreement(events=TERMINATED), [], "2022-01-10", State.TERMINATED),
    ("the eve of its termination", agreement(events=TERMINATED), [], "2022-01-09", State.TERM_UNKNOWN),
    ("not surely suspended", agreement(events=SUSPENDED), [], "2021-05-30", State.TERM_UNKNOWN),
    ("suspended", agreement(events=SUSPENDED), [], "2021-05-31", State.SUSPENDED),
    ("suspended until resumed", agreement(events=RESUMED), [], "2022-01-09", State.SUSPENDED),
    ("resumed", agreement(events=RESUMED), [], "2022-01-10", State.TERM_UNKNOWN),
]  # fmt: skip


@pytest.mark.parametrize(
    ("what", "paper", "renewals", "on", "state"), STATES, ids=[row[0] for row in STATES]
)
def test_the_state_of_an_agreement_follows_from_its_facts(
    what: str, paper: Agreement, renewals: list[str], on: str, state: State | None
) -> None:
    life = life_of(paper, map(P, renewals))
    day = date.fromisoformat(on)
    assert state_on(paper, life, day) == state, what
    assert (state in LIVING_STATES) == (paper.signed_by(day) and life.lives(day))


@pytest.mark.parametrize(
    ("ends_on", "closed_on", "until"),
    [
        (None, None, date.max),
        ("2022", None, date(2022, 12, 31)),
        (None, date(2022, 3, 1), date(2022, 2, 28)),
        ("2022", date(2022, 3, 1), date(2022, 2, 28)),
        ("2022", date(2024, 3, 1), date(2022, 12, 31)),
    ],
)
def test_an_agreement_lives_until_its_term_is_over_or_the_eve_of_its_closing(
    ends_on: str | None, closed_on: date | None, until: date
) -> None:
    closed_as = Closure.TERMINATED if closed_on else None
    life = Life(P(ends_on) if ends_on else None, closed_on, closed_as)
    assert life.until == until
    assert life.lives(until)
    assert until == date.max or not life.lives(until + datetime.timedelta(days=1))


def test_every_state_is_reached_by_an_example() -> None:
    assert {row[4] for row in STATES} == {None, *State}


def test_a_sister_link_needs_all_three_conditions_documented() -> None:
    conditions = [
        (heads, scope, assembly)
        for heads in (True, False, None)
        for scope in (True, False, None)
        for assembly in (True, False, None)
    ]
    links = [
        (heads, scope, assembly)
        for heads, scope, assembly in conditions
        if agreement(
            signed_by_heads=heads, open_scope=scope, assembly_approved=assembly
        ).is_sister_link
    ]
    assert links == [(True, True, True)]

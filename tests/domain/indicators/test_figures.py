"""What a figure allows to be true, and which figures contradict each other."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enishi.domain.indicators import (
    MEASURES,
    Bound,
    Conflict,
    ConflictKind,
    Figure,
    Wording,
    conflicts,
)
from enishi.domain.text import PartialDate

INFINITY = Decimal("Infinity")
RESIDENTS, TOTAL = "vn_residents", "documents_total"  # the second is cumulative


def figure(
    key: str,
    value: str | None,
    as_of: str | None,
    wording: Wording = Wording.EXACT,
    measure: str = RESIDENTS,
    subject: str = "JP10",
) -> Figure:
    number = None if value is None else Decimal(value)
    day = PartialDate.parse(as_of) if as_of else None
    return Figure(key, subject, measure, number, wording, day)


@pytest.mark.parametrize(
    ("wording", "bound", "interval"),
    [
        (Wording.EXACT, Bound.EXACT, ("110", "110")),
        (Wording.AT_LEAST, Bound.AT_LEAST, ("110", "Infinity")),
        (Wording.MORE_THAN, Bound.AT_LEAST, ("110", "Infinity")),
        (Wording.ABOUT, Bound.ABOUT, ("99", "121")),
        (Wording.NEARLY, Bound.ABOUT, ("99", "110")),
        (Wording.AT_MOST, Bound.AT_MOST, ("-Infinity", "110")),
        (Wording.LESS_THAN, Bound.AT_MOST, ("-Infinity", "110")),
    ],
)
def test_each_word_of_doubt_has_its_bound_and_its_interval(
    wording: Wording, bound: Bound, interval: tuple[str, str]
) -> None:
    low, high = figure("F1", "110", "2025", wording).interval()
    assert (wording.bound, low, high) == (bound, Decimal(interval[0]), Decimal(interval[1]))


def test_every_word_of_doubt_has_a_bound() -> None:
    assert {wording.bound for wording in Wording} == set(Bound)


def test_a_text_has_no_interval() -> None:
    with pytest.raises(ValueError, match="figure F1 has no value"):
        figure("F1", None, "2025").interval()


def test_two_exact_values_of_one_day_contradict_each_other() -> None:
    one, other = figure("F1", "10", "2025-01-01"), figure("F2", "11", "2025-01-01")
    assert conflicts([other, one]) == [Conflict(ConflictKind.SAME_TIME, one, other)]


AGREEING = {
    "the same value": [figure("F1", "10", "2025"), figure("F2", "10", "2025")],
    "another day": [figure("F1", "10", "2024"), figure("F2", "11", "2025")],
    "another place": [figure("F1", "10", "2025"), figure("F2", "11", "2025", subject="JP11")],
    "another measure": [figure("F1", "10", "2025"), figure("F2", "11", "2025", measure=TOTAL)],
    "about": [figure("F1", "110", "2025", Wording.ABOUT), figure("F2", "105", "2025")],
    "at least": [figure("F1", "100", "2025", Wording.MORE_THAN), figure("F2", "180", "2025")],
    "no day": [figure("F1", "10", None), figure("F2", "11", "2025")],
    "a text": [figure("F1", None, "2025"), figure("F2", "11", "2025")],
    "a plain number that falls": [figure("F1", "12", "2024"), figure("F2", "11", "2025")],
    "a total that grows": [
        figure("F1", "70", "2020", measure=TOTAL),
        figure("F2", "110", "2025", Wording.MORE_THAN, measure=TOTAL),
    ],
    "a total whose later bound is open": [
        figure("F1", "110", "2023", Wording.MORE_THAN, measure=TOTAL),
        figure("F2", "100", "2025", Wording.AT_LEAST, measure=TOTAL),
    ],
}


@pytest.mark.parametrize("why", AGREEING)
def test_figures_that_can_both_be_true_are_no_contradiction(why: str) -> None:
    assert conflicts(AGREEING[why]) == []


def test_a_total_that_falls_contradicts_itself() -> None:
    early = figure("F1", "110", "2023-11-02", Wording.MORE_THAN, measure=TOTAL)
    late = figure("F2", "100", "2024", Wording.EXACT, measure=TOTAL)
    assert conflicts([late, early]) == [Conflict(ConflictKind.FALLS, early, late)]


def test_a_year_and_a_day_within_it_are_one_time() -> None:
    year = figure("F1", "10", "2025", Wording.AT_MOST)
    day = figure("F2", "11", "2025-06-01")
    assert conflicts([day, year]) == [Conflict(ConflictKind.SAME_TIME, year, day)]


def test_bounds_that_exclude_each_other_contradict() -> None:
    least = figure("F1", "101", "2025", Wording.AT_LEAST)
    about = figure("F2", "91", "2025", Wording.NEARLY)
    assert conflicts([least, about]) == [Conflict(ConflictKind.SAME_TIME, least, about)]


def test_every_pair_of_three_different_values_is_told() -> None:
    rows = [figure(f"F{n}", str(n), "2025") for n in (1, 2, 3)]
    pairs = [(conflict.one.id, conflict.other.id) for conflict in conflicts(rows)]
    assert pairs == [("F1", "F2"), ("F1", "F3"), ("F2", "F3")]


FIGURES = st.builds(
    lambda key, value, year, wording, measure: figure(
        f"F{key}", str(value), str(year), wording, measure
    ),
    st.integers(0, 999),
    st.integers(0, 30),
    st.integers(2020, 2022),
    st.sampled_from(Wording),
    st.sampled_from([RESIDENTS, TOTAL]),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(FIGURES, max_size=6, unique_by=lambda f: f.id), st.randoms())
def test_contradictions_do_not_depend_on_the_order_of_the_figures(
    rows: list[Figure], random: object
) -> None:
    shuffled = sorted(rows, key=lambda _: random.random())  # type: ignore[attr-defined]  # Random
    assert conflicts(shuffled) == conflicts(rows)


@settings(max_examples=100, deadline=None)
@given(st.lists(FIGURES, min_size=2, max_size=2, unique_by=lambda f: f.id))
def test_two_figures_of_one_time_contradict_exactly_if_no_value_fits_both(
    rows: list[Figure],
) -> None:
    one, other = rows
    (low, high), (other_low, other_high) = one.interval(), other.interval()
    comparable = one.measure == other.measure and one.as_of == other.as_of
    apart = max(low, other_low) > min(high, other_high)
    told = [c for c in conflicts(rows) if c.kind is ConflictKind.SAME_TIME]
    assert len(told) == (comparable and apart)


def test_every_measure_is_known_by_its_own_id() -> None:
    assert [measure.id for measure in MEASURES.values()] == list(MEASURES)

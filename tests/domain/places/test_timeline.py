"""The timeline on small histories made by hand."""

import datetime

import pytest

from enishi.domain.places import (
    Extent,
    Heir,
    Kind,
    Level,
    LineageSpan,
    Relation,
    Succession,
    Timeline,
    TimelineError,
    Unit,
)

DAY = datetime.timedelta(days=1)
D1, D2, D3 = datetime.date(1997, 1, 1), datetime.date(2008, 8, 1), datetime.date(2025, 7, 1)
EVE1, EVE2, EVE3 = D1 - DAY, D2 - DAY, D3 - DAY


def unit(
    key: str,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    *,
    country: str = "VN",
    level: Level = Level.FIRST,
) -> Unit:
    return Unit(key, country, level, Kind.PROVINCE, since, until)


def step(
    source: str,
    target: str,
    on: datetime.date,
    relation: Relation = Relation.MERGE,
    extent: Extent = Extent.WHOLE,
) -> Succession:
    return Succession(source, target, on, relation, extent, f"act of {on}")


def split(source: str, target: str, on: datetime.date) -> Succession:
    return step(source, target, on, Relation.SPLIT, Extent.PART)


def transfer(source: str, target: str, on: datetime.date) -> Succession:
    return step(source, target, on, Relation.TRANSFER, Extent.PART)


def ids(heirs: list[Heir]) -> list[str]:
    return [heir.unit.id for heir in heirs]


# One history for each rule, which breaks this rule and no other.
BROKEN: dict[str, tuple[list[Unit], list[Succession], tuple[str, ...]]] = {
    "unit.duplicate": ([unit("A"), unit("B"), unit("A", D1)], [], ("A",)),
    "unit.ends_before_start": (
        [unit("A", D2, D1), unit("B", D1)],
        [step("A", "B", D1 + DAY)],
        ("A",),
    ),
    "unit.ended_without_heir": ([unit("A", None, EVE1), unit("B", D1)], [], ("A",)),
    "succession.unknown_unit": ([unit("A", None, EVE1)], [step("A", "B", D1)], ("A", "B")),
    "succession.duplicate": (
        [unit("A", None, EVE1), unit("B", D1)],
        [step("A", "B", D1), step("A", "B", D1, Relation.STATUS_CHANGE)],
        ("A", "B"),
    ),
    "succession.two_countries": (
        [unit("A", None, EVE1), unit("B", D1, country="JP")],
        [step("A", "B", D1)],
        ("A", "B"),
    ),
    "succession.source_not_ended": (
        [unit("A"), unit("B", D1)],
        [step("A", "B", D1)],
        ("A", "1997-01-01"),
    ),
    "succession.source_not_in_force": (
        [unit("A", D2), unit("B")],
        [transfer("A", "B", D1)],
        ("A", "1997-01-01"),
    ),
    "succession.target_not_in_force": (
        [unit("A", None, EVE1), unit("B", D2)],
        [step("A", "B", D1)],
        ("B", "1997-01-01"),
    ),
}


@pytest.mark.parametrize("rule", BROKEN)
def test_a_history_that_breaks_a_rule_is_refused_by_its_name(rule: str) -> None:
    units, successions, subjects = BROKEN[rule]
    with pytest.raises(TimelineError) as refused:
        Timeline(units, successions)
    assert (refused.value.rule, refused.value.subjects) == (rule, subjects)
    assert str(refused.value) == f"{rule}: {', '.join(subjects)}"


def test_every_rule_the_timeline_names_has_a_history_that_breaks_it() -> None:
    told = (TimelineError.__doc__ or "").replace("\n", " ").partition("one of: ")[2]
    assert sorted(BROKEN) == sorted(word.strip(" .") for word in told.split(","))


def test_a_unit_that_ends_the_day_after_its_succession_is_refused() -> None:
    with pytest.raises(TimelineError) as refused:
        Timeline([unit("A", None, D1), unit("B", D1)], [step("A", "B", D1)])
    assert refused.value.rule == "succession.source_not_ended"


def test_a_transfer_alone_leaves_an_ended_unit_without_heir() -> None:
    with pytest.raises(TimelineError) as refused:
        Timeline([unit("A", None, D1), unit("B")], [transfer("A", "B", D1)])
    assert refused.value.rule == "unit.ended_without_heir"


def test_several_transfers_between_two_units_are_no_duplicate() -> None:
    timeline = Timeline([unit("A"), unit("B")], [transfer("A", "B", D1), transfer("A", "B", D2)])
    assert timeline.transfers("A") == [transfer("A", "B", D1), transfer("A", "B", D2)]


def test_a_transfer_followed_by_a_merger_of_the_same_two_units_is_no_duplicate() -> None:
    steps = [transfer("A", "B", D1), step("A", "B", D2)]
    timeline = Timeline([unit("A", None, EVE2), unit("B")], steps)
    assert timeline.heirs("A", D2) == [Heir(timeline.unit("B"), (steps[1],))]


def test_a_living_unit_is_its_own_heir_and_ancestor_without_steps() -> None:
    timeline = Timeline([unit("A", D1)], [])
    alone = [Heir(timeline.unit("A"), ())]
    assert (timeline.heirs("A", D1), timeline.ancestors("A", D1)) == (alone, alone)


def test_nobody_answers_for_a_unit_on_the_day_before_it_begins() -> None:
    timeline = Timeline([unit("A", D1)], [])
    assert (timeline.heirs("A", EVE1), timeline.ancestors("A", EVE1)) == ([], [])


def test_a_unit_of_unknown_start_answers_for_itself_on_the_first_day_of_the_calendar() -> None:
    timeline = Timeline([unit("A")], [])
    assert ids(timeline.heirs("A", datetime.date.min)) == ["A"]


def test_a_unit_answers_for_itself_on_its_last_day_and_its_heir_on_the_next() -> None:
    timeline = Timeline([unit("A", None, EVE3), unit("B", D3)], [step("A", "B", D3)])
    assert ids(timeline.heirs("A", EVE3)) == ["A"]
    assert timeline.heirs("A", D3) == [Heir(timeline.unit("B"), (step("A", "B", D3),))]
    assert ids(timeline.ancestors("B", EVE3)) == ["A"]
    assert timeline.ancestors("B", D3) == [Heir(timeline.unit("B"), ())]


def test_a_unit_of_one_day_is_in_force_on_that_day_only() -> None:
    timeline = Timeline([unit("A", D1, D1), unit("B", D1 + DAY)], [step("A", "B", D1 + DAY)])
    found = [ids(timeline.heirs("A", day)) for day in (EVE1, D1, D1 + DAY)]
    assert found == [[], ["A"], ["B"]]


@pytest.fixture
def merged() -> Timeline:
    """A and B merge into C, which later only changes its status to D."""
    return Timeline(
        [unit("A", None, EVE1), unit("B", None, EVE1), unit("C", D1, EVE2), unit("D", D2)],
        [step("A", "C", D1), step("B", "C", D1), step("C", "D", D2, Relation.STATUS_CHANGE)],
    )


def test_the_heir_of_a_merged_unit_is_told_with_every_step_oldest_first(merged: Timeline) -> None:
    steps = (step("A", "C", D1), step("C", "D", D2, Relation.STATUS_CHANGE))
    assert merged.heirs("A", D3) == [Heir(merged.unit("D"), steps)]
    assert merged.heirs("A", D3)[0].extent is Extent.WHOLE


def test_the_ancestors_of_a_merged_unit_are_all_that_went_into_it(merged: Timeline) -> None:
    assert ids(merged.ancestors("D", EVE1)) == ["A", "B"]
    assert ids(merged.ancestors("D", D1)) == ["C"]


def test_the_units_that_cover_a_country_are_those_of_its_level_in_force(merged: Timeline) -> None:
    covers = [[u.id for u in merged.living("VN", Level.FIRST, day)] for day in (EVE1, D1, D2)]
    assert covers == [["A", "B"], ["C"], ["D"]]
    assert merged.living("JP", Level.FIRST, D1) == []
    assert merged.living("VN", Level.SECOND, D1) == []


@pytest.fixture
def reunited() -> Timeline:
    """V splits into P and F, which both go into P2: two paths lead from V to P2."""
    return Timeline(
        [unit("V", None, EVE1), unit("P", D1, EVE3), unit("F", D1, EVE3), unit("P2", D3)],
        [split("V", "P", D1), split("V", "F", D1), step("P", "P2", D3), step("F", "P2", D3)],
    )


def test_a_split_unit_has_several_heirs_each_of_a_part(reunited: Timeline) -> None:
    heirs = reunited.heirs("V", D1)
    assert [(h.unit.id, h.extent) for h in heirs] == [("F", Extent.PART), ("P", Extent.PART)]


def test_two_paths_to_one_heir_are_told_together(reunited: Timeline) -> None:
    steps = (split("V", "F", D1), split("V", "P", D1), step("F", "P2", D3), step("P", "P2", D3))
    assert reunited.heirs("V", D3) == [Heir(reunited.unit("P2"), steps)]
    assert reunited.ancestors("P2", EVE1) == [Heir(reunited.unit("V"), steps)]


def test_one_step_in_part_makes_the_whole_inheritance_one_in_part(reunited: Timeline) -> None:
    assert reunited.heirs("V", D3)[0].extent is Extent.PART
    assert reunited.heirs("P", D3)[0].extent is Extent.WHOLE


@pytest.fixture
def absorbed() -> Timeline:
    """Y is absorbed into the older X, which goes on; later X becomes Z."""
    return Timeline(
        [unit("X", None, EVE3), unit("Y", D1, EVE2), unit("Z", D3)],
        [step("Y", "X", D2), step("X", "Z", D3, Relation.UNCHANGED)],
    )


def test_a_unit_absorbed_into_an_older_one_has_it_as_heir_only_from_that_day(
    absorbed: Timeline,
) -> None:
    found = [ids(absorbed.heirs("Y", day)) for day in (EVE1, D1, EVE2, D2, EVE3, D3)]
    assert found == [[], ["Y"], ["Y"], ["X"], ["X"], ["Z"]]


def test_an_older_unit_is_ancestor_of_itself_beside_those_it_will_absorb(
    absorbed: Timeline,
) -> None:
    found = [ids(absorbed.ancestors("X", day)) for day in (EVE1, D1, EVE2, D2)]
    assert found == [["X"], ["X", "Y"], ["X", "Y"], ["X"]]
    assert ids(absorbed.ancestors("Z", EVE2)) == ["X", "Y"]


def test_the_lineage_names_who_answers_for_each_unit_and_when(absorbed: Timeline) -> None:
    whole = Extent.WHOLE
    assert sorted(absorbed.lineage(), key=lambda s: (s.unit, s.heir)) == [
        LineageSpan("X", "X", None, EVE3, whole),
        LineageSpan("X", "Z", D3, None, whole),
        LineageSpan("Y", "X", D2, EVE3, whole),
        LineageSpan("Y", "Y", D1, EVE2, whole),
        LineageSpan("Y", "Z", D3, None, whole),
        LineageSpan("Z", "Z", D3, None, whole),
    ]


def test_the_lineage_tells_two_paths_to_one_heir_once(reunited: Timeline) -> None:
    spans = [(s.heir, s.since, s.until, s.extent) for s in reunited.lineage() if s.unit == "V"]
    assert sorted(spans) == [
        ("F", D1, EVE3, Extent.PART),
        ("P", D1, EVE3, Extent.PART),
        ("P2", D3, None, Extent.PART),
        ("V", None, EVE1, Extent.WHOLE),
    ]


def test_a_transfer_makes_nobody_an_heir_and_is_told_of_both_sides() -> None:
    moved = transfer("A", "B", D2)
    timeline = Timeline([unit("A"), unit("B")], [moved])
    assert (ids(timeline.heirs("A", D2)), ids(timeline.ancestors("B", D1))) == (["A"], ["B"])
    assert (timeline.transfers("A"), timeline.transfers("B")) == ([moved], [moved])


def test_an_unknown_unit_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        Timeline([], []).heirs("nowhere", D1)


def test_the_first_path_to_arrive_decides_since_when_an_heir_answers() -> None:
    timeline = Timeline(
        [unit("A", None, EVE1), unit("B", D1, EVE2), unit("C", D1, EVE3), unit("X")],
        [split("A", "B", D1), split("A", "C", D1), step("B", "X", D2), step("C", "X", D3)],
    )
    assert ids(timeline.heirs("A", D2)) == ["C", "X"]
    (span,) = [s for s in timeline.lineage() if (s.unit, s.heir) == ("A", "X")]
    assert span == LineageSpan("A", "X", D2, None, Extent.PART)

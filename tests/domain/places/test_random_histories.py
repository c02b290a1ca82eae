"""The timeline on random histories of a territory made of cells.

A small world, written apart from the timeline, plays the events forward: it knows at any day which
unit holds which cells, and whose papers each unit holds.
"""

import datetime
from dataclasses import dataclass, field

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from enishi.domain.places import (
    Extent,
    Heir,
    Kind,
    Level,
    Relation,
    Succession,
    Timeline,
    TimelineError,
    Unit,
)

DAY = datetime.timedelta(days=1)
START = datetime.date(2000, 1, 1)


@dataclass
class World:
    """The living units of a territory, and all that has happened to it."""

    cells: dict[str, frozenset[int]]
    day: datetime.date = START
    born: dict[str, datetime.date | None] = field(default_factory=dict)
    ended: dict[str, datetime.date] = field(default_factory=dict)
    papers: dict[str, frozenset[str]] = field(default_factory=dict)
    settled: set[str] = field(default_factory=set)  # born or enlarged today: cannot end today
    successions: list[Succession] = field(default_factory=list)
    past: dict[datetime.date, tuple[dict[str, frozenset[int]], dict[str, frozenset[str]]]] = field(
        default_factory=dict
    )

    def __post_init__(self) -> None:
        self.born = dict.fromkeys(self.cells)
        self.papers = {key: frozenset({key}) for key in self.cells}
        self.remember()

    def remember(self) -> None:
        self.past[self.day] = dict(self.cells), dict(self.papers)

    def movable(self) -> list[str]:
        return sorted(self.cells.keys() - self.settled)

    def found(self, cells: frozenset[int]) -> str:
        key = f"U{len(self.born):02}"
        self.born[key] = self.day
        self.cells[key], self.papers[key] = cells, frozenset({key})
        self.settled.add(key)
        return key

    def end(self, source: str, targets: list[str], relation: Relation, extent: Extent) -> None:
        self.ended[source] = self.day - DAY
        del self.cells[source]
        inherited = self.papers.pop(source)
        for target in targets:
            self.papers[target] |= inherited
            self.settled.add(target)
            self.successions.append(Succession(source, target, self.day, relation, extent))

    def units(self) -> list[Unit]:
        return [
            Unit(key, "VN", Level.FIRST, Kind.PROVINCE, since, self.ended.get(key))
            for key, since in self.born.items()
        ]

    def days(self) -> list[datetime.date]:
        edges = {day for first in self.past for day in (first - DAY, first)}
        return sorted({*edges, self.day + 400 * DAY, START - 400 * DAY})

    def on(self, day: datetime.date) -> tuple[dict[str, frozenset[int]], dict[str, frozenset[str]]]:
        first = max((d for d in self.past if d <= day), default=START)
        return self.past[first]


def merge(world: World, draw: st.DrawFn) -> None:
    sources = draw(st.lists(st.sampled_from(world.movable()), min_size=1, max_size=3, unique=True))
    new = world.found(frozenset().union(*(world.cells[source] for source in sources)))
    relation = Relation.MERGE if len(sources) > 1 else Relation.STATUS_CHANGE
    for source in sources:
        world.end(source, [new], relation, Extent.WHOLE)


def absorb(world: World, draw: st.DrawFn) -> None:
    source = draw(st.sampled_from(world.movable()))
    others = sorted(world.cells.keys() - {source})
    if others:
        target = draw(st.sampled_from(others))
        world.cells[target] |= world.cells[source]
        world.end(source, [target], Relation.MERGE, Extent.WHOLE)


def split(world: World, draw: st.DrawFn) -> None:
    """Divide a unit between two new ones, or between a new one and one that exists."""
    wide = [key for key in world.movable() if len(world.cells[key]) > 1]
    if not wide:
        return
    source = draw(st.sampled_from(wide))
    first, *rest = sorted(world.cells[source])
    others = sorted(world.cells.keys() - {source})
    targets = [world.found(frozenset({first}))]
    beside_a_neighbour = draw(st.booleans())
    if others and beside_a_neighbour:
        neighbour = draw(st.sampled_from(others))
        world.cells[neighbour] |= frozenset(rest)
        targets.append(neighbour)
    else:
        targets.append(world.found(frozenset(rest)))
    world.end(source, targets, Relation.SPLIT, Extent.PART)


def transfer(world: World, draw: st.DrawFn) -> None:
    wide = sorted(key for key, cells in world.cells.items() if len(cells) > 1)
    if not wide or len(world.cells) < 2:
        return
    giver = draw(st.sampled_from(wide))
    taker = draw(st.sampled_from(sorted(world.cells.keys() - {giver})))
    moved = frozenset({min(world.cells[giver])})
    world.cells[giver] -= moved
    world.cells[taker] |= moved
    world.settled |= {giver, taker}
    world.successions.append(
        Succession(giver, taker, world.day, Relation.TRANSFER, Extent.PART, str(len(world.past)))
    )


@st.composite
def worlds(draw: st.DrawFn, *, transfers: bool = True) -> World:
    """Draw a history of at most nine events, some of them on one day."""
    size = draw(st.integers(1, 7))
    owners = draw(st.lists(st.integers(0, 3), min_size=size, max_size=size))
    world = World(
        {
            f"U{position:02}": frozenset(c for c, owner in enumerate(owners) if owner == key)
            for position, key in enumerate(sorted(set(owners)))
        }
    )
    events = [merge, absorb, split, *([transfer] if transfers else [])]
    for _ in range(draw(st.integers(0, 9))):
        if gap := draw(st.sampled_from([1, 1, 0, 3])) or world.day == START:
            world.day += gap * DAY
            world.settled.clear()
        if world.movable():
            draw(st.sampled_from(events))(world, draw)
            world.remember()
    return world


def _ids(heirs: list[Heir]) -> set[str]:
    return {heir.unit.id for heir in heirs}


def timeline_of(world: World) -> Timeline:
    return Timeline(world.units(), world.successions)


@settings(max_examples=150, deadline=None)
@given(worlds())
def test_on_every_day_exactly_one_set_of_living_units_covers_the_country(world: World) -> None:
    timeline = timeline_of(world)
    territory = sorted(cell for cells in world.past[START][0].values() for cell in cells)
    event(f"{len(world.successions)} successions")
    for day in world.days():
        living = [unit.id for unit in timeline.living("VN", Level.FIRST, day)]
        cells = world.on(day)[0]
        assert living == sorted(cells)
        assert sorted(cell for unit in living for cell in cells[unit]) == territory


@settings(max_examples=150, deadline=None)
@given(worlds())
def test_the_heirs_of_a_unit_are_the_units_that_hold_its_papers(world: World) -> None:
    timeline = timeline_of(world)
    for day in world.days():
        papers = world.on(day)[1]
        for key, since in world.born.items():
            holders = sorted(holder for holder, held in papers.items() if key in held)
            begun = since is None or since <= day
            heirs = [heir.unit.id for heir in timeline.heirs(key, day)]
            assert heirs == (holders if begun else [])


@settings(max_examples=100, deadline=None)
@given(worlds())
def test_a_unit_is_among_the_heirs_of_its_ancestors_and_the_ancestors_of_its_heirs(
    world: World,
) -> None:
    timeline = timeline_of(world)
    days = world.days()
    for then in days:
        living = timeline.living("VN", Level.FIRST, then)
        for key in world.born:
            last = world.ended.get(key, days[-1])
            if last < then:
                continue
            ancestors = _ids(timeline.ancestors(key, then))
            for now in (day for day in days if then <= day <= last):
                heirs = {u.id for u in living if key in _ids(timeline.heirs(u.id, now))}
                # Until its last day a unit may still absorb another, whose heir it then becomes.
                assert heirs == ancestors if now == last else heirs <= ancestors


@settings(max_examples=100, deadline=None)
@given(worlds())
def test_the_steps_to_an_heir_lead_back_from_it_as_well(world: World) -> None:
    timeline = timeline_of(world)
    today = world.days()[-1]
    for unit in timeline.living("VN", Level.FIRST, START):
        for heir in timeline.heirs(unit.id, today):
            (back,) = [a for a in timeline.ancestors(heir.unit.id, START) if a.unit == unit]
            assert (back.steps, back.extent) == (heir.steps, heir.extent)


@settings(max_examples=150, deadline=None)
@given(worlds())
def test_the_lineage_on_a_day_is_the_heirs_of_all_units_on_that_day(world: World) -> None:
    timeline = timeline_of(world)
    spans = list(timeline.lineage())
    for day in world.days():
        told = sorted(
            (span.unit, span.heir, span.extent)
            for span in spans
            if (span.since is None or span.since <= day)
            and (span.until is None or day <= span.until)
        )
        walked = sorted(
            (key, heir.unit.id, heir.extent)
            for key in world.born
            for heir in timeline.heirs(key, day)
        )
        assert told == walked


@settings(max_examples=100, deadline=None)
@given(worlds(transfers=False))
def test_without_transfers_the_land_of_a_unit_lies_within_its_heirs(world: World) -> None:
    timeline = timeline_of(world)
    for then in world.days():
        land = world.on(then)[0]
        for day in (d for d in world.days() if d >= then):
            now = world.on(day)[0]
            for key, cells in land.items():
                heirs = _ids(timeline.heirs(key, day))
                assert {holder for holder, held in now.items() if held & cells} <= heirs


@settings(max_examples=60, deadline=None)
@given(worlds(), st.data())
def test_a_history_that_loses_a_unit_s_only_heir_is_refused(
    world: World, data: st.DataObject
) -> None:
    inheriting = [step for step in world.successions if step.inherits]
    if not inheriting:
        return
    source = data.draw(st.sampled_from(inheriting)).source
    kept = [step for step in world.successions if step.source != source or not step.inherits]
    with pytest.raises(TimelineError) as refused:
        Timeline(world.units(), kept)
    assert (refused.value.rule, refused.value.subjects) == ("unit.ended_without_heir", (source,))

"""All that ties one pair of localities, gathered for its page and its briefing."""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from enishi.apps.forum import queries as forum
from enishi.apps.indicators import queries as indicators
from enishi.apps.parties import queries as in_charge
from enishi.apps.parties.models import Office
from enishi.apps.places import queries as places
from enishi.apps.places.models import Unit
from enishi.apps.press import queries as press
from enishi.apps.register.models import Coverage, Party, Signatory, Tie
from enishi.apps.register.queries import pair as queries
from enishi.domain.places import Relation
from enishi.domain.register import Closure, Life, Standing, standing_on
from enishi.domain.register.lifecycle import LIVING_STATES
from enishi.web.indicators.telling import Measured, measured
from enishi.web.languages import country_order
from enishi.web.press.naming import press_lines
from enishi.web.press.telling import Line
from enishi.web.register.bonds import pair_of
from enishi.web.register.conditions import Answer, sister_link
from enishi.web.register.telling import Told, told
from enishi.web.register.timeline import Moment, moments


@dataclass(frozen=True, slots=True)
class Signed:
    """How a place last signed: the agreement, the party, and the persons a source names."""

    agreement: Told
    party: Party
    persons: tuple[Signatory, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """One side: the unit, the former one it holds papers of, how it last signed, who is in charge."""

    unit: Unit
    former: Unit | None
    signed: Signed | None
    offices: tuple[Office, ...]


@dataclass(frozen=True, slots=True)
class MunicipalBond:
    """The agreements of one pair within the two places; `pair` is whose bond they belong to."""

    pair: tuple[Unit, Unit] | None
    agreements: tuple[Told, ...]

    @property
    def living(self) -> bool:
        """Whether one of them lives."""
        return any(agreement.state in LIVING_STATES for agreement in self.agreements)


@dataclass(frozen=True, slots=True)
class Bond:
    """A bond on a day; sides in the reader's order, agreements newest first, moments oldest."""

    on: datetime.date
    sides: tuple[Place, Place]
    agreements: list[Told]
    standing: Standing
    own: int
    fields: list[tuple[str, int]]
    moments: list[Moment]
    municipal: list[MunicipalBond]
    ties: list[Tie]
    figures: list[Measured]
    sister_link: Answer
    coverage: list[Coverage]
    successors: list[tuple[Unit, Unit]]
    holders: list[tuple[Unit, Unit]]

    @property
    def pair(self) -> tuple[Unit, Unit]:
        """The two units."""
        return self.sides[0].unit, self.sides[1].unit

    @property
    def pulse(self) -> str:
        """How the bond stands; what a unit that has ended held lives on with its successor."""
        return "passed" if self.successors else str(self.standing.pulse)

    @property
    def inherited(self) -> int:
        """How many agreements were signed by former units."""
        return len(self.agreements) - self.own

    @property
    def living(self) -> list[Told]:
        """The agreements that live, the first to end first."""
        rows = [row for row in self.agreements if row.state in LIVING_STATES]
        return sorted(rows, key=lambda row: row.ends_on.last if row.ends_on else datetime.date.max)

    @property
    def days_left(self) -> int:
        """Days until the bond ends."""
        return (self.standing.until - self.on).days if self.standing.until else 0


def the_bond(
    one: Unit, other: Unit, on: datetime.date, language: str, replayed: datetime.date | None = None
) -> Bond:
    """Gather what ties two places on a day; figures up to a day, if one is replayed."""
    between = queries.between(one, other, on)
    signed = [*between.own, *between.municipal]
    parties = [party for row in signed for party in row.parties.all()]
    signers = {party.unit_id for row in between.own for party in row.parties.all()}
    passages = [
        passage
        for passage in places.passages(filter(None, signers), (one, other))
        if passage.on <= on and passage.steps[0].relation != Relation.UNCHANGED
    ]
    steps = [step for passage in passages for step in (*passage.steps, *passage.beside)]
    held = between.held[one.id], between.held[other.id]
    coverage = list(queries.coverage_among(held[0] | held[1]))
    ties = list(queries.ties_between(*held))
    places.name_units(
        (parties, "unit"),
        (steps, "source"),
        (steps, "target"),
        (coverage, "unit"),
        (ties, "unit_a"),
        (ties, "unit_b"),
    )
    queries.tell_heirs(parties, on)
    rows = told(signed, on, language)
    own, municipal = rows[: len(between.own)], rows[len(between.own) :]
    events = forum.begun_by(on, forum.events_between(*held))
    first, second = sorted((one, other), key=lambda unit: country_order(unit.country, language))
    offices = in_charge.offices_of((one.id, other.id), on)
    sides = (
        _place(first, own, between.held[first.id], offices[first.id], on),
        _place(second, own, between.held[second.id], offices[second.id], on),
    )
    lines = {one.line, other.line}
    return Bond(
        on=on,
        sides=sides,
        agreements=own,
        standing=standing_on(((row.row.signed_on, _life(row)) for row in own), on),
        own=sum(_signers_lines(row) <= lines for row in own),
        fields=_fields(own),
        moments=moments(own, passages, events, in_the_press(held, language), on),
        municipal=_municipal(municipal),
        ties=ties,
        figures=measured(indicators.figures_between(*held), replayed),
        sister_link=sister_link(row.row for row in own),
        coverage=coverage,
        successors=_successors(one, other, on),
        holders=_holders(one, other, on),
    )


def in_the_press(held: tuple[frozenset[str], frozenset[str]], language: str) -> list[Line]:
    """Return what press reports said of two groups of units together, as reviewers confirmed it."""
    return press_lines(press.told_of(*held), language)


def _life(row: Told) -> Life:
    closed_as = Closure(row.row.closed_as) if row.row.closed_as else None
    return Life(row.ends_on, row.row.closed_on, closed_as)


def _signers_lines(row: Told) -> set[str]:
    return {side.party.unit.line for side in row.sides if side.party.unit}


def _place(
    unit: Unit,
    rows: Iterable[Told],
    held: frozenset[str],
    offices: Iterable[Office],
    on: datetime.date,
) -> Place:
    signed = [(row, side.party) for row in rows for side in row.sides if side.party.unit_id in held]
    others = {
        party.unit_id: party.unit
        for _, party in signed
        if party.unit and party.unit.line != unit.line
    }
    begun = unit.valid_from is None or unit.valid_from <= on
    former = next(iter(others.values())) if begun and len(others) == 1 else None
    last = None
    if signed:
        agreement, party = signed[0]
        last = Signed(agreement, party, tuple(party.signatories.all()))
    return Place(unit, former, last, tuple(offices))


def _fields(rows: Iterable[Told]) -> list[tuple[str, int]]:
    counted = Counter(domain for row in rows for domain in row.domains)
    return sorted(counted.items(), key=lambda item: (-item[1], item[0]))


def _municipal(rows: Iterable[Told]) -> list[MunicipalBond]:
    groups: dict[tuple[str, ...], tuple[tuple[Unit, Unit] | None, list[Told]]] = {}
    for row in rows:
        pair = pair_of(row)
        key = tuple(unit.id for unit in pair) if pair else (row.row.id,)
        groups.setdefault(key, (pair, []))[1].append(row)
    found = [MunicipalBond(pair, tuple(group)) for pair, group in groups.values()]
    return sorted(found, key=lambda bond: -len(bond.agreements))


def _successors(one: Unit, other: Unit, on: datetime.date) -> list[tuple[Unit, Unit]]:
    if not any(unit.valid_to and unit.valid_to < on for unit in (one, other)):
        return []
    heirs = places.heirs_of([one, other], on)
    return [(a, b) for a in heirs.get(one.id, [one]) for b in heirs.get(other.id, [other])]


def _holders(one: Unit, other: Unit, on: datetime.date) -> list[tuple[Unit, Unit]]:
    """Return whose bond it was on a day on which one of the two had not begun."""
    if all(unit.valid_from is None or unit.valid_from <= on for unit in (one, other)):
        return []
    return queries.standing_for(one, other, on)

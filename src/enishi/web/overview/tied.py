"""What the overview counts: the ties of first-level units on a day."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from enishi.apps.ledger.queries import Version
from enishi.apps.places import queries as places
from enishi.apps.places.models import Region, Unit
from enishi.apps.register import queries as register
from enishi.domain.drawings import WIDE
from enishi.domain.register import DOMAINS
from enishi.web.drawings.threads import threads, threads_on
from enishi.web.drawings.units import first_level, in_force
from enishi.web.remembering import remembered

# The rules whose growth is told.
CURVES = ("agreements_signed", "documents_signed", "agreements_living", "pairs_documented")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two first-level units that are tied: how many agreements, and how many of them live."""

    near: Unit
    far: Unit
    papers: frozenset[str]
    living: frozenset[str]


@dataclass(frozen=True, slots=True)
class Ties:
    """A day of the overview: the units in force, each in its region, and the pairs tied."""

    on: datetime.date
    bands: Mapping[str, Sequence[tuple[Region | None, Sequence[Unit]]]]
    pairs: Sequence[Pair]

    @property
    def papers(self) -> frozenset[str]:
        """All agreements between the pairs."""
        return frozenset().union(*(pair.papers for pair in self.pairs))

    def units(self, country: str) -> list[Unit]:
        """Return the units of a country, region by region."""
        return [unit for _, units in self.bands[country] for unit in units]

    def papers_of(self) -> dict[str, frozenset[str]]:
        """Return the agreements of each unit that is tied."""
        held: dict[str, set[str]] = defaultdict(set)
        for pair in self.pairs:
            held[pair.near.id] |= pair.papers
            held[pair.far.id] |= pair.papers
        return {unit: frozenset(papers) for unit, papers in held.items()}


@dataclass(frozen=True, slots=True)
class FieldOfCooperation:
    """How many agreements cover a field, and how many units of either country they tie."""

    domain: str
    agreements: int
    near: int
    far: int


@remembered(most=2)
def _regions(version: Version) -> dict[str, Region]:
    """Return the region of each unit; that of its heir for one that ended before there were any."""
    units = first_level(version)
    lineage = places.lineage_of(list(units))
    found = {}
    for key, unit in units.items():
        heirs = [units[span.heir] for span in lineage[key] if span.heir in units]
        grouped = [unit, *sorted(heirs, key=lambda heir: heir.id)]
        region = next((heir.region for heir in grouped if heir.region), None)
        if region:
            found[key] = region
    return found


def ties_on(version: Version, on: datetime.date, domain: str = "", *, living: bool = False) -> Ties:
    """Return the ties of a day, those of a field of cooperation where one is asked for."""
    units = first_level(version)
    found = []
    for thread in threads_on(version, on, domain):
        papers = thread.living if living else thread.papers
        if papers:
            one, other = units[thread.one], units[thread.other]
            near, far = (one, other) if one.country == WIDE.near else (other, one)
            found.append(Pair(near, far, papers, thread.living))
    standing = [unit for unit in units.values() if in_force(unit, on)]
    regions = _regions(version)
    bands = {
        country: _banded([unit for unit in standing if unit.country == country], regions)
        for country in WIDE.shores
    }
    order = {
        unit.id: at for rows in bands.values() for _, row in rows for at, unit in enumerate(row)
    }
    places_of = {region: at for rows in bands.values() for at, (region, _) in enumerate(rows)}

    def position(unit: Unit) -> tuple[int, int]:
        return places_of[regions.get(unit.id)], order[unit.id]

    found.sort(key=lambda pair: (position(pair.near), position(pair.far)))
    return Ties(on, bands, found)


def fields_on(version: Version, on: datetime.date) -> list[FieldOfCooperation]:
    """Return the fields of cooperation of a day, the one with most agreements first."""
    units = first_level(version)
    papers: dict[str, set[str]] = defaultdict(set)
    ends: dict[str, set[str]] = defaultdict(set)
    for holding in threads(version):
        if holding.stands(on):
            for domain in holding.paper.domains:
                papers[domain].add(holding.paper.id)
                ends[domain] |= set(holding.pair)
    rows = [
        FieldOfCooperation(
            domain,
            len(papers[domain]),
            sum(units[key].country == WIDE.near for key in ends[domain]),
            sum(units[key].country != WIDE.near for key in ends[domain]),
        )
        for domain in DOMAINS
        if papers[domain]
    ]
    return sorted(rows, key=lambda row: (-row.agreements, row.domain))


@remembered(most=2)
def growth(version: Version) -> Sequence[tuple[datetime.date, Mapping[str, int]]]:  # noqa: ARG001  # as above
    """Return each day on which a number of the record changed, with the numbers from that day."""
    return tuple(register.growth(CURVES))


def _banded(
    units: Iterable[Unit], regions: Mapping[str, Region]
) -> list[tuple[Region | None, list[Unit]]]:
    bands: dict[Region | None, list[Unit]] = defaultdict(list)
    for unit in sorted(units, key=lambda unit: unit.id):
        bands[regions.get(unit.id)].append(unit)
    return sorted(bands.items(), key=lambda item: item[0].position if item[0] else 99)

"""Outlines and layouts of the maps."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

import enishi
from enishi.apps.ledger.queries import Version
from enishi.apps.places import queries as places
from enishi.apps.places.models import Unit
from enishi.domain.drawings import (
    MIDDLE,
    TALL,
    WIDE,
    Atlas,
    Layout,
    OutlineGrounds,
    Site,
    Strand,
    lay_out,
    read_atlas,
)
from enishi.domain.places import LineageSpan
from enishi.domain.register import Holding
from enishi.web.drawings.threads import threads
from enishi.web.drawings.units import first_level
from enishi.web.remembering import remembered

_MAPS = Path(enishi.__file__).parent / "data" / "maps"
_VIEWS = {view.name: view for view in (WIDE, MIDDLE, TALL)}
Pair = tuple[str, str]


@cache
def atlases() -> dict[str, Atlas]:
    """Return the outlines of each country."""
    return {
        country: read_atlas((_MAPS / f"{country.lower()}.topo.json").read_text("utf-8"))
        for country in ("VN", "JP")
    }


@cache
def outline_grounds() -> OutlineGrounds:
    """Return both countries on the paper of the small map of a place."""
    return OutlineGrounds(atlases())


@remembered(most=6)
def layout(version: Version, view: str, today: datetime.date) -> Layout:
    """Return the map of bonds laid out for all days up to today.

    Units without outline, point or heir that has one are not on it, nor are their threads.

    Args:
        version: of the records.
        view: "wide", "middle" or "tall".
        today: its units hold the threads' places at the gate.
    """
    return _laid(view, *_to_lay(version, today))


@remembered(most=2)
def _to_lay(version: Version, today: datetime.date) -> tuple[tuple[Site, ...], tuple[Strand, ...]]:
    """Return what is laid out in every view."""
    units = list(first_level(version).values())
    lineage = places.lineage_of([unit.id for unit in units])
    sites = tuple(_sites(units, lineage, today))
    return sites, tuple(_strands(threads(version), {site.unit for site in sites}, lineage, today))


# Most changes of the records move nothing on the map.
@lru_cache(maxsize=6)
def _laid(view: str, sites: tuple[Site, ...], strands: tuple[Strand, ...]) -> Layout:
    return lay_out(_VIEWS[view], atlases(), sites, strands)


def _sites(
    units: Iterable[Unit], lineage: dict[str, list[LineageSpan]], today: datetime.date
) -> Iterable[Site]:
    units = [unit for unit in units if unit.country in atlases()]
    points = {unit.id: (unit.lon, unit.lat) for unit in units if unit.lon and unit.lat}
    outlined = {key for atlas in atlases().values() for key in atlas.outlines}
    for unit in units:
        if unit.id in outlined or unit.id in points:
            yield Site(unit.id, unit.country, points.get(unit.id))
            continue
        heirs = sorted(_heirs(lineage, unit.id, today) & (outlined | points.keys()))
        if heirs:  # it lies in the unit it has become
            yield Site(unit.id, unit.country, None, heirs[0])


def _heirs(lineage: dict[str, list[LineageSpan]], unit: str, on: datetime.date) -> set[str]:
    return {
        span.heir
        for span in lineage[unit]
        if (span.since is None or span.since <= on) and (span.until is None or span.until >= on)
    }


def _strands(
    holdings: Iterable[Holding],
    placed: set[str],
    lineage: dict[str, list[LineageSpan]],
    today: datetime.date,
) -> Iterable[Strand]:
    outlines = {key: shape for atlas in atlases().values() for key, shape in atlas.outlines.items()}
    papers: dict[Pair, set[str]] = defaultdict(set)
    for holding in holdings:
        if placed.issuperset(holding.pair) and holding.since <= today:
            papers[holding.pair].add(holding.paper.id)
    for (one, other), held in sorted(papers.items()):
        ends = [sorted(_heirs(lineage, unit, today) & placed) for unit in (one, other)]
        slot = tuple(
            heirs[0] if heirs else unit for heirs, unit in zip(ends, (one, other), strict=True)
        )
        era = next((outlines[unit].layer for unit in (other, one) if unit in outlines), "")
        yield Strand(one, other, len(held), (slot[0], slot[1]), era)

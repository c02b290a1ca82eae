"""Bonds made ready for a page."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from enishi.apps.places import queries as places
from enishi.apps.places.models import Unit
from enishi.apps.register import queries
from enishi.apps.register.models import BondSpan
from enishi.domain.text import PartialDate
from enishi.web.languages import country_order
from enishi.web.register.telling import Told


@dataclass(frozen=True, slots=True)
class BondTold:
    """A bond on a day: its two places in the reader's order, and how it stands."""

    places: tuple[Unit, Unit]
    agreements: int
    first_signed: PartialDate
    living: bool

    def partner_of(self, unit: Unit) -> Unit:
        """Return the other place."""
        return next(place for place in self.places if place.id != unit.id)


def bonds_told(spans: Iterable[BondSpan], on: datetime.date, language: str) -> list[BondTold]:
    """Make bonds ready to be told."""
    spans = list(spans)
    if not spans:
        return []
    papers = queries.papers_by_pair(spans, on)
    signed = queries.days_of_signature({key for keys in papers.values() for key in keys})
    living = queries.living_pairs(spans, on)
    units = places.by_id({key for span in spans for key in (span.one_id, span.other_id)})
    found = []
    for span in spans:
        one, other = sorted(
            (units[span.one_id], units[span.other_id]),
            key=lambda unit: country_order(unit.country, language),
        )
        pair = span.one_id, span.other_id
        first = min(signed[key] for key in papers[pair])
        found.append(BondTold((one, other), len(papers[pair]), first, pair in living))
    return found


def bonds_around(unit: Unit, on: datetime.date, language: str) -> list[tuple[Unit, BondTold]]:
    """Return the bonds of a place with its partners, most agreements first."""
    rows = bonds_told(queries.documented_spans(on, unit), on, language)
    around = [(bond.partner_of(unit), bond) for bond in rows]
    return sorted(
        around, key=lambda item: (-item[1].agreements, getattr(item[0], f"sort_{language}"))
    )


def pair_of(told: Told) -> tuple[Unit, Unit] | None:
    """Return the pair whose bond an agreement belongs to today; None where there is no one pair."""
    units = [side.heir or side.party.unit for side in told.sides]
    one, *others = units or [None]
    if one is None or len(others) != 1 or others[0] is None or one.country == others[0].country:
        return None
    return one, others[0]

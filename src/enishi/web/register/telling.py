"""Agreements made ready for a page: the state of the day, the sides in the reader's order."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from enishi.apps.places.models import Unit
from enishi.apps.register import bridge
from enishi.apps.register.models import Agreement, Party
from enishi.domain.register import (
    Authority,
    Closure,
    Confidence,
    Life,
    State,
    end_of_term,
    state_on,
)
from enishi.domain.text import PartialDate
from enishi.web.languages import country_order


@dataclass(frozen=True, slots=True)
class Side:
    """A party, and who answers for it on the day where that is not the same line of units."""

    party: Party
    heir: Unit | None


@dataclass(frozen=True, slots=True)
class Told:
    """An agreement as a page tells it on a day; `inherited_from` signed where a place inherited."""

    row: Agreement
    state: State | None
    ends_on: PartialDate | None
    sides: tuple[Side, ...]
    inherited_from: tuple[Unit, ...] = ()

    @property
    def domains(self) -> list[str]:
        """The fields of cooperation."""
        return [domain.domain for domain in self.row.domains.all()]

    def days_left(self, on: datetime.date) -> int | None:
        """Return how many days its stated term still has; none where no term is stated."""
        return (self.ends_on.last - on).days if self.ends_on else None

    @property
    def uncertain(self) -> bool:
        """Whether a point is to be confirmed."""
        return self.row.confidence != Confidence.HIGH

    @property
    def needs_parties(self) -> bool:
        """Whether more is to be said of who signed than the names of the two places."""
        return any(
            side.heir or side.party.unit is None or side.party.authority != Authority.EXECUTIVE
            for side in self.sides
        )


def told(
    rows: Iterable[Agreement],
    on: datetime.date,
    language: str,
    *,
    held_by: Unit | None = None,
    held: Collection[str] = (),
) -> list[Told]:
    """Make agreements, prefetched by `queries.agreements`, ready to be told.

    Args:
        rows: the agreements.
        on: the day of their states and heirs.
        language: whose order of the two countries is followed.
        held_by: a place under which they are listed; others that signed in its stead are told.
        held: the ids of the units that place is heir to.
    """
    rows = list(rows)
    units = {party.unit_id: party.unit for row in rows for party in row.parties.all()}
    heirs = {key: bridge.heir_of(unit) for key, unit in units.items() if unit is not None}
    moved = {
        key: heir
        for key, heir in heirs.items()
        if (unit := units[key]) is not None and heir.line != unit.line
    }
    return [
        _told(
            row,
            on,
            tuple(
                Side(party, moved.get(party.unit_id or "")) for party in _in_order(row, language)
            ),
            tuple(
                party.unit
                for party in row.parties.all()
                if held_by and party.unit and party.unit_id in held
                if party.unit.line != held_by.line
            ),
        )
        for row in rows
    ]


def _told(
    row: Agreement,
    on: datetime.date,
    sides: tuple[Side, ...],
    inherited_from: tuple[Unit, ...],
) -> Told:
    agreement = bridge.agreement_of(row)
    closed_as = Closure(row.closed_as) if row.closed_as else None
    life = Life(end_of_term(agreement), row.closed_on, closed_as)
    return Told(row, state_on(agreement, life, on), life.ends_on, sides, inherited_from)


def _in_order(row: Agreement, language: str) -> list[Party]:
    def key(party: Party) -> tuple[tuple[int, str], int]:
        country = party.unit.country if party.unit else "~"
        return country_order(country, language), party.position

    return sorted(row.parties.all(), key=key)

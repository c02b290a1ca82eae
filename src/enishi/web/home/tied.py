"""Who is tied on a day: first-level units with their agreements, and their bonds."""

import datetime
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from enishi.apps.ledger.queries import Version
from enishi.apps.places.models import Unit
from enishi.apps.register import queries as register
from enishi.domain.drawings import WIDE
from enishi.web.drawings.threads import Thread, threads_on
from enishi.web.drawings.units import first_level, in_force
from enishi.web.remembering import remembered


@dataclass(frozen=True, slots=True)
class Scene:
    """What the address asks of the map: a day, a field of cooperation, a unit to look at."""

    on: datetime.date
    domain: str = ""
    place: str = ""
    replayed: bool = False

    @property
    def query(self) -> str:
        """The day, as the links of the map carry it on."""
        return f"?on={self.on.isoformat()}" if self.replayed else ""


@dataclass(frozen=True, slots=True)
class Partner:
    """The other unit of a bond, and how many agreements the two share."""

    unit: Unit
    pair: tuple[str, str]
    thread: str  # its name in the picture: the unit on the near shore first
    agreements: int


@dataclass(frozen=True, slots=True)
class Tied:
    """A unit in force with its agreements and its bonds, most agreements first."""

    unit: Unit
    agreements: int
    partners: tuple[Partner, ...]


@dataclass(frozen=True, slots=True)
class Ties:
    """All that ties two countries on a day, in one field of cooperation or in all."""

    scene: Scene
    agreements: int
    threads: tuple[Thread, ...]
    in_force: tuple[Unit, ...]
    tied: tuple[Tied, ...]
    focus: str

    def of(self, country: str) -> list[Tied]:
        """Return the units of a country that are tied, most agreements first."""
        return [item for item in self.tied if item.unit.country == country]

    def number_in_force(self, country: str) -> int:
        """Count the units of a country as official counts do."""
        return sum(unit.country == country and unit.counted for unit in self.in_force)

    @property
    def focused(self) -> Tied | None:
        """The unit looked at, if it is tied."""
        return next((item for item in self.tied if item.unit.id == self.focus), None)


@remembered(most=32)
def days_of_signature(version: Version, domain: str) -> Sequence[datetime.date]:  # noqa: ARG001  # as above
    """Return the day of each agreement, oldest first; those of one field where one is asked for."""
    return tuple(register.signature_days(domain))


def signed_by(version: Version, on: datetime.date, domain: str = "") -> int:
    """Count the agreements signed by a day."""
    return bisect_right(days_of_signature(version, domain), on)


def ties(version: Version, scene: Scene, language: str) -> Ties:
    """Return all that ties the two countries in a scene."""
    units = first_level(version)
    threads = threads_on(version, scene.on, scene.domain)
    held: dict[str, set[str]] = defaultdict(set)
    partners: dict[str, list[Partner]] = defaultdict(list)
    for thread in threads:
        pair = thread.one, thread.other
        near_first = pair if units[pair[0]].country == WIDE.near else pair[::-1]
        for unit, other in (pair, pair[::-1]):
            held[unit] |= thread.papers
            partners[unit].append(
                Partner(units[other], pair, "~".join(near_first), len(thread.papers))
            )
    sort = f"sort_{language}"
    tied = [
        Tied(
            units[key],
            len(papers),
            tuple(sorted(partners[key], key=lambda p: (-p.agreements, getattr(p.unit, sort)))),
        )
        for key, papers in held.items()
    ]
    return Ties(
        scene,
        signed_by(version, scene.on, scene.domain),
        tuple(threads),
        tuple(unit for unit in units.values() if in_force(unit, scene.on)),
        tuple(sorted(tied, key=lambda item: (-item.agreements, getattr(item.unit, sort)))),
        _of_the_day(units, scene),
    )


def in_a_sentence(told: Ties) -> dict[str, Any]:
    """Return what the sentence of the day needs."""
    return {
        "on": told.scene.on,
        "domain": told.scene.domain,
        "agreements": told.agreements,
        "in_vietnam": len(told.of("VN")),
        "in_japan": len(told.of("JP")),
    }


def _of_the_day(units: Mapping[str, Unit], scene: Scene) -> str:
    """Return the unit of a scene's day that continues, or will become, the one looked at."""
    if scene.place not in units:
        return ""
    line = units[scene.place].line
    days = (unit for unit in units.values() if unit.line == line and in_force(unit, scene.on))
    return next((unit.id for unit in days), "")

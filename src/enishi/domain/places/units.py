"""What a unit is, and how one unit becomes another."""

import datetime
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How far below the state a unit stands."""

    FIRST = "first"
    SECOND = "second"


class Kind(StrEnum):
    """The status a unit has in its country's law."""

    PROVINCE = "province"
    CENTRALLY_RUN_CITY = "centrally_run_city"
    PROVINCIAL_CITY = "provincial_city"
    DISTRICT = "district"
    PREFECTURE_TO = "prefecture_to"
    PREFECTURE_DO = "prefecture_do"
    PREFECTURE_FU = "prefecture_fu"
    PREFECTURE_KEN = "prefecture_ken"
    CITY = "city"
    SPECIAL_WARD = "special_ward"
    TOWN = "town"
    VILLAGE = "village"


class Relation(StrEnum):
    """What happened between two units on a day."""

    MERGE = "merge"
    SPLIT = "split"
    TRANSFER = "transfer"
    STATUS_CHANGE = "status_change"
    RENAME = "rename"
    ABOLITION = "abolition"
    UNCHANGED = "unchanged"


class Extent(StrEnum):
    """How much of the former unit passed."""

    WHOLE = "whole"
    PART = "part"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as it stood between two days; `None` is an unknown start or no end."""

    id: str
    country: str
    level: Level
    kind: Kind
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None

    def in_force(self, on: datetime.date) -> bool:
        """Whether the unit exists on a day; both its first and its last day count."""
        begun = self.valid_from is None or self.valid_from <= on
        return begun and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Succession:
    """On the day `on`, `source` passed to `target`, by the legal act `act`.

    A transfer moves land between two living units: it makes nobody an heir.
    """

    source: str
    target: str
    on: datetime.date
    relation: Relation
    extent: Extent
    act: str = ""

    @property
    def inherits(self) -> bool:
        """Whether the target takes over the rights and papers of the source."""
        return self.relation is not Relation.TRANSFER

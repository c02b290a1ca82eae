"""What a picture of a meeting plan is made of, translated and in order."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Met:
    """A meeting in a row: its slot, its lane where several are held at once, and its zone.

    `text` is written inside where there is room; `label` says all of it, for the pointer.
    """

    slot: int
    zone: int
    text: str
    label: str
    lane: int = 0
    must: bool = False
    interpreted: bool = False


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A party or an interpreter: the meetings, the slots away, and first and last slot of waits."""

    name: str
    met: Sequence[Met]
    away: frozenset[int] = frozenset()
    waits: Sequence[tuple[int, int]] = ()
    lanes: int = 1


@dataclass(frozen=True, slots=True)
class MeetingGroup:
    """Rows of one kind, under a title."""

    title: str
    rows: Sequence[MeetingRow]
    note: str = ""


@dataclass(frozen=True, slots=True)
class MeetingWords:
    """What the picture says by itself."""

    must: str
    interpreted: str
    wait: str
    away: str
    meetings: str
    waits: str
    tables: str


@dataclass(frozen=True, slots=True)
class MeetingPlan:
    """All that the picture shows.

    Args:
        title, description: what it is, in a few words and in a sentence or two.
        slots: the head of each slot.
        half_days: the slots of each half-day.
        zones: the names of the zones, in the order by which meetings speak of them.
        groups: parties, then interpreters.
        tables: per slot, how many tables are in use and how many there are.
        words: what the picture says by itself.
    """

    title: str
    description: str
    slots: Sequence[str]
    half_days: Sequence[range]
    zones: Sequence[str]
    groups: Sequence[MeetingGroup]
    tables: Sequence[tuple[int, int]]
    words: MeetingWords

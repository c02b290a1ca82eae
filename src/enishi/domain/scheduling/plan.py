"""A plan: which request meets when, at which table, with which interpreter."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType


@dataclass(frozen=True, slots=True, order=True)
class Meeting:
    """A request as placed; `interpreter` is "" where nobody interprets."""

    request: str
    slot: int
    table: str
    interpreter: str = ""


@dataclass(frozen=True)
class Plan:
    """The meetings of a plan, in any order. Whether it is a good one the referee says."""

    meetings: tuple[Meeting, ...] = ()

    @cached_property
    def placed(self) -> Mapping[str, Meeting]:
        """The meetings by request; of one placed twice the last."""
        return MappingProxyType({meeting.request: meeting for meeting in self.meetings})

    def changes_from(self, other: "Plan") -> frozenset[str]:
        """Return the requests that stand otherwise in another plan, or in one of the two only."""
        both = self.placed.keys() | other.placed.keys()
        return frozenset(key for key in both if self.placed.get(key) != other.placed.get(key))

"""Days on paper: a straight axis of true time."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """Days from `since` to `until` on a line from `start` to `end`, in pixels."""

    since: datetime.date
    until: datetime.date
    start: float
    end: float

    def __call__(self, day: datetime.date) -> float:
        """Return where a day falls; days beyond the axis fall on its ends."""
        span = (self.until - self.since).days or 1
        share = min(1.0, max(0.0, (day - self.since).days / span))
        return self.start + (self.end - self.start) * share

    def holds(self, day: datetime.date) -> bool:
        """Whether a day lies on the axis."""
        return self.since <= day <= self.until


@dataclass(frozen=True, slots=True)
class Tick:
    """A day of the axis with what is written at it."""

    on: datetime.date
    text: str
    strong: bool = False

"""How a bond stands on a day, by the lives of its agreements."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from enishi.domain.register.lifecycle import SOON, Closure, Life
from enishi.domain.text import PartialDate

_DAY = datetime.timedelta(days=1)
_EVER = datetime.date.max


class Pulse(StrEnum):
    """How a bond stands on a day.

    Alive: an agreement lives. Ending: all that live end within a year. Dormant: none lives, and
    nobody ended the last. Ended: the last was terminated. None: nothing was signed.
    """

    NONE = "none"
    ALIVE = "alive"
    ENDING = "ending"
    DORMANT = "dormant"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a bond stands: `until` is the last day on which it lives, or lived; None: not known."""

    pulse: Pulse
    began: PartialDate | None = None
    last_signed: PartialDate | None = None
    until: datetime.date | None = None


def standing_on(papers: Iterable[tuple[PartialDate, Life]], on: datetime.date) -> Standing:
    """Return how a bond stands on a day.

    Args:
        papers: the date of signature and the life of each of its agreements.
        on: the day.
    """
    signed = [(date, life) for date, life in papers if date.last <= on]
    if not signed:
        return Standing(Pulse.NONE)
    dates = [date for date, _ in signed]
    began, last_signed = min(dates), max(dates, key=lambda date: date.last)
    living = [life for _, life in signed if life.lives(on)]
    ends = [life.ends_on.last for life in living if life.ends_on]
    if len(ends) < len(living):
        return Standing(Pulse.ALIVE, began, last_signed)
    if living:
        pulse = Pulse.ENDING if max(ends) - on <= SOON else Pulse.ALIVE
        return Standing(pulse, began, last_signed, max(ends))
    until, closed_as = max((_last_day(life) for _, life in signed), key=lambda last: last[0])
    pulse = Pulse.ENDED if closed_as is Closure.TERMINATED else Pulse.DORMANT
    return Standing(pulse, began, last_signed, until)


def _last_day(life: Life) -> tuple[datetime.date, Closure | None]:
    """Return the last day on which an agreement lived, and what closed it; no term did."""
    term = life.ends_on.last if life.ends_on else _EVER
    if life.closed_on and life.closed_on - _DAY <= term:
        return life.closed_on - _DAY, life.closed_as
    return term, None

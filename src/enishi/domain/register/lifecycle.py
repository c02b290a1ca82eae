"""The life of an agreement: until when it lives, and in which state it is on a day."""

import calendar
import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from enishi.domain.register.agreements import Agreement, EventKind
from enishi.domain.text import PartialDate

_DAY = datetime.timedelta(days=1)
SOON = datetime.timedelta(days=365)
EVER = datetime.date.max


class State(StrEnum):
    """The state of an agreement on a day."""

    IN_FORCE = "in_force"
    ENDS_SOON = "ends_soon"
    TERM_UNKNOWN = "term_unknown"
    TERM_PASSED = "term_passed"
    RENEWED = "renewed"
    SUSPENDED = "suspended"
    TERMINATED = "terminated"


LIVING_STATES = frozenset({State.IN_FORCE, State.ENDS_SOON, State.TERM_UNKNOWN, State.SUSPENDED})


class Closure(StrEnum):
    """What took an agreement out of life before, or without, its term."""

    RENEWED = "renewed"
    TERMINATED = "terminated"


@dataclass(frozen=True, slots=True)
class Life:
    """What the facts say of an agreement's end.

    `ends_on`: last day of the term; None: not stated, or renewed tacitly.
    `closed_on`: the first day on which it no longer lives, whatever its term; None: not closed.
    """

    ends_on: PartialDate | None
    closed_on: datetime.date | None
    closed_as: Closure | None

    def lives(self, on: datetime.date) -> bool:
        """Whether the agreement, once signed, lives on a day."""
        return on <= self.until

    @property
    def until(self) -> datetime.date:
        """The last day on which the agreement lives; `EVER` where no end is known."""
        term_ends = self.ends_on.last if self.ends_on else EVER
        return min(term_ends, self.closed_on - _DAY) if self.closed_on else term_ends


def add_months(day: datetime.date, months: int) -> datetime.date:
    """Return the day `months` later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day.replace(
        year=year, month=month + 1, day=min(day.day, calendar.monthrange(year, month + 1)[1])
    )


def end_of_term(agreement: Agreement) -> PartialDate | None:
    """Return the last day of an agreement's term; None where none is stated or it renews itself."""
    extensions = [e.until for e in agreement.events if e.kind is EventKind.EXTENDED and e.until]
    if extensions:
        return max(extensions, key=lambda until: until.last)
    if agreement.tacit_renewal:
        return None
    if agreement.ends_on:
        return agreement.ends_on
    if agreement.term_months is None:
        return None
    start = next(
        (e.on for e in agreement.events if e.kind is EventKind.ENTERED_INTO_FORCE),
        agreement.signed_on,
    )
    first, last = (
        add_months(day, agreement.term_months) - _DAY for day in (start.first, start.last)
    )
    return PartialDate(first, last)


def life_of(agreement: Agreement, renewals: Iterable[PartialDate]) -> Life:
    """Return the life of an agreement, given the dates of the texts that renew it.

    A renewal known by month or year takes over when that month or year is over, as its own
    signature counts from then.
    """
    closures = [(renewal.last, Closure.RENEWED) for renewal in renewals]
    closures += [
        (event.on.last, Closure.TERMINATED)
        for event in agreement.events
        if event.kind is EventKind.TERMINATED
    ]
    closed_on, closed_as = min(closures, default=(None, None))
    return Life(end_of_term(agreement), closed_on, closed_as)


def state_on(agreement: Agreement, life: Life, on: datetime.date) -> State | None:
    """Return the state of an agreement on a day; None while it is not surely signed."""
    if not agreement.signed_by(on):
        return None
    if life.closed_on and life.closed_on <= on:
        return State.RENEWED if life.closed_as is Closure.RENEWED else State.TERMINATED
    if life.ends_on and life.ends_on.last < on:
        return State.TERM_PASSED
    stops = [
        event
        for event in sorted(agreement.events, key=lambda e: e.on.last)
        if event.kind in (EventKind.SUSPENDED, EventKind.RESUMED) and event.on.last <= on
    ]
    if stops and stops[-1].kind is EventKind.SUSPENDED:
        return State.SUSPENDED
    if life.ends_on is None:
        return State.IN_FORCE if agreement.tacit_renewal else State.TERM_UNKNOWN
    return State.ENDS_SOON if life.ends_on.last - on <= SOON else State.IN_FORCE

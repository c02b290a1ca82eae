"""The dates an agreement brings with it: the last day of its term, and its anniversaries.

An anniversary stands every five years after the day of signature, if that day is known, as long as
the agreement lives or a later text has renewed it: nobody celebrates what was ended or let lapse.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from enishi.domain.register.agreements import Agreement
from enishi.domain.register.lifecycle import LIVING_STATES, Life, State, add_months, state_on
from enishi.domain.text import Precision

EVERY = 5


class OccasionKind(StrEnum):
    """What a date is."""

    TERM_ENDS = "term_ends"
    ANNIVERSARY = "anniversary"


@dataclass(frozen=True, slots=True)
class Occasion:
    """A date of an agreement; `years` since its signature are told of an anniversary."""

    kind: OccasionKind
    on: datetime.date
    years: int = 0


def occasions(
    agreement: Agreement, life: Life, since: datetime.date, until: datetime.date
) -> list[Occasion]:
    """Return the dates of an agreement between two days, both included, in order.

    The term of one that was renewed or terminated before its last day is not told. A last day known
    by month or year stands on the last day it may be.
    """
    found = [*_anniversaries(agreement, life, until), *_end(life)]
    return sorted(
        (occasion for occasion in found if since <= occasion.on <= until),
        key=lambda occasion: (occasion.on, occasion.kind),
    )


def _end(life: Life) -> Iterator[Occasion]:
    if life.ends_on and life.lives(life.ends_on.last):
        yield Occasion(OccasionKind.TERM_ENDS, life.ends_on.last)


def _anniversaries(agreement: Agreement, life: Life, until: datetime.date) -> Iterator[Occasion]:
    if agreement.signed_on.precision is not Precision.DAY:
        return
    signed = agreement.signed_on.first
    for years in range(EVERY, until.year - signed.year + 1, EVERY):
        day = add_months(signed, 12 * years)
        if state_on(agreement, life, day) in {*LIVING_STATES, State.RENEWED}:
            yield Occasion(OccasionKind.ANNIVERSARY, day, years)

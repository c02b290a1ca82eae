"""The one timeline of a bond: agreements, mergers, events, press and empty years, by true date."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Any

from enishi.apps.forum.models import Event
from enishi.apps.places.queries import Passage
from enishi.domain.text import PartialDate
from enishi.web.press.telling import Line
from enishi.web.register.telling import Told

# A stretch shorter than this is how such bonds live: no year need bring a paper.
_LONG = datetime.timedelta(days=3 * 365)


class MomentKind(StrEnum):
    """What happened."""

    AGREEMENT = "agreement"
    LIFE_EVENT = "life_event"
    PASSAGE = "passage"
    EVENT = "event"
    PRESS = "press"
    STRETCH = "stretch"


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened on a date, known more or less exactly; nothing, for a stretch.

    A stretch lasts `until` a date, or until the day told where that is None.
    """

    on: PartialDate
    kind: MomentKind
    what: Any = None
    until: PartialDate | None = None


def moments(
    agreements: Iterable[Told],
    passages: Iterable[Passage],
    events: Iterable[Event],
    press: Iterable[Line],
    on: datetime.date,
) -> list[Moment]:
    """Return all that happened to a pair by a day, oldest first.

    A date known in part stands at its start. Years of which nothing is known are told as such.
    """
    agreements = list(agreements)
    found = [
        *(Moment(told.row.signed_on, MomentKind.AGREEMENT, told) for told in agreements),
        *(
            Moment(event.on, MomentKind.LIFE_EVENT, event)
            for told in agreements
            for event in told.row.life_events.all()
            if event.on.first <= on
        ),
        *(Moment(PartialDate.day(step.on), MomentKind.PASSAGE, step) for step in passages),
        *(Moment(event.starts_on, MomentKind.EVENT, event) for event in events),
        *(
            Moment(line.published_on, MomentKind.PRESS, line)
            for line in press
            if line.published_on and line.published_on.first <= on
        ),
    ]
    return list(_with_stretches(sorted(found, key=lambda m: (m.on, m.kind)), on))


def _with_stretches(found: list[Moment], on: datetime.date) -> Iterator[Moment]:
    for moment, following in pairwise(found):
        yield moment
        if following.on.first - moment.on.last > _LONG:
            yield Moment(moment.on, MomentKind.STRETCH, until=following.on)
    for moment in found[-1:]:
        yield moment
        if on - moment.on.last > _LONG:
            yield Moment(moment.on, MomentKind.STRETCH)

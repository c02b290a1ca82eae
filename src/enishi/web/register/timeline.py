"""The one timeline of a bond: agreements, mergers and events, by true date."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from enishi.apps.forum.models import Event
from enishi.apps.places.models import Succession
from enishi.apps.register.models import LifeEvent
from enishi.domain.text import PartialDate
from enishi.web.register.telling import Told


class MomentKind(StrEnum):
    """What happened."""

    AGREEMENT = "agreement"
    LIFE_EVENT = "life_event"
    SUCCESSION = "succession"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened on a date, known more or less exactly."""

    on: PartialDate
    kind: MomentKind
    what: Any


def moments(
    agreements: Iterable[Told],
    successions: Iterable[Succession],
    events: Iterable[Event],
    *,
    newest_first: bool,
) -> list[Moment]:
    """Return all that happened to a pair, in order; a date known in part stands at its start."""
    found = [
        *(Moment(told.row.signed_on, MomentKind.AGREEMENT, told) for told in agreements),
        *(
            Moment(event.on, MomentKind.LIFE_EVENT, event)
            for told in agreements
            for event in _events_of(told)
        ),
        *(Moment(PartialDate.day(step.on), MomentKind.SUCCESSION, step) for step in successions),
        *(Moment(event.starts_on, MomentKind.EVENT, event) for event in events),
    ]
    return sorted(found, key=lambda moment: (moment.on, moment.kind), reverse=newest_first)


def _events_of(told: Told) -> list[LifeEvent]:
    return list(told.row.life_events.all())

"""The life of an agreement, told in order: its texts, what happened to them and to their parties."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from enishi.apps.places import queries as places
from enishi.domain.drawings.axis import TimeAxis
from enishi.domain.drawings.life import MergerRow, PointRow, Row, TextRow, life_row
from enishi.domain.text import PartialDate
from enishi.web.register.telling import Told

_MARGIN = datetime.timedelta(days=120)


@dataclass(frozen=True, slots=True)
class LifeRow:
    """A row: when, of which kind (text, amendment, event, merger, end), what, and its picture."""

    on: PartialDate
    kind: str
    what: Any
    drawn: SafeString


@dataclass(frozen=True, slots=True)
class Life:
    """All rows on one scale from its first to its last year."""

    since: datetime.date
    until: datetime.date
    rows: Sequence[LifeRow]


def passages_of(told: Told) -> list[places.Passage]:
    """Return how the parties that have ended became those that answer for them today."""
    moved = [
        (side.party.unit.id, side.heir) for side in told.sides if side.heir and side.party.unit
    ]
    found = places.passages({unit for unit, _ in moved}, [heir for _, heir in moved])
    steps = [step for passage in found for step in passage.steps]
    places.name_units((steps, "source"), (steps, "target"))
    return found


def life_told(
    told: Told,
    chain: Sequence[Told],
    amended: Sequence[Told],
    passages: Iterable[places.Passage],
    on: datetime.date,
) -> Life:
    """Put all that happened to an agreement, by a day or foreseen on it, in order."""
    texts = list(chain) or [told]
    rows: list[tuple[PartialDate, str, Any, Row]] = [
        (text.row.signed_on, "text", text, _text_row(text, told, on)) for text in texts
    ]
    rows += [
        (text.row.signed_on, "amendment", text, PointRow(text.row.signed_on.last))
        for text in amended
    ]
    rows += [
        (event.on, "event", event, PointRow(event.on.last)) for event in told.row.life_events.all()
    ]
    rows += [
        (
            PartialDate.day(step.on),
            "merger",
            step,
            MergerRow(step.on, len(passage.steps) + len(passage.beside), step.target.country),
        )
        for passage in passages
        if passage.on <= on
        for step in passage.steps
    ]
    if told.ends_on:
        rows.append((told.ends_on, "end", told, PointRow(told.ends_on.last)))
    days = [row[0] for row in rows]
    since = min(day.first for day in days) - _MARGIN
    until = max([on, *(day.last for day in days)]) + _MARGIN
    axis = TimeAxis(since, until, 0, 100)
    order = {"text": 0, "amendment": 1, "event": 2, "merger": 3, "end": 4}
    rows.sort(key=lambda row: (row[0], order[row[1]]))
    return Life(
        since,
        until,
        [
            # Built by `domain.drawings` from days alone: nothing in it was typed by anybody.
            LifeRow(day, kind, what, mark_safe(life_row(row, axis, on)))  # noqa: S308  # as said
            for day, kind, what, row in rows
        ],
    )


def _text_row(text: Told, own: Told, on: datetime.date) -> TextRow:
    since = text.row.signed_on.last
    closed = text.row.closed_on if text.row.closed_on and text.row.closed_on <= on else None
    ends = text.ends_on.last if text.ends_on else None
    until = ends or on
    return TextRow(
        since=since,
        until=max(since, min(until, closed or until)),
        stated=ends is not None,
        closed=closed is not None or (ends is not None and ends < on),
        own=text.row.id == own.row.id,
    )

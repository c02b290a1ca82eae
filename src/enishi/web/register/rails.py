"""The timeline of a bond as a page shows it: the two rails, and the rows that hang on them."""

import datetime
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from enishi.apps.places.queries import Passage
from enishi.domain.drawings import Entry, Mark, Rails, Tick, rails
from enishi.domain.text import format_date
from enishi.web.places.naming import shown_name
from enishi.web.register.bond import Bond
from enishi.web.register.reckoning import lines_of
from enishi.web.register.timeline import Moment, MomentKind

# The narrowest column of words beside each picture, in pixels: css/bond.css keeps to it.
_WIDE, _NARROW = 400, 244
_STEPS = (1, 2, 5, 10, 20)
_MOST_TICKS = 9


@dataclass(frozen=True, slots=True)
class Row:
    """A moment with the classes of its row."""

    moment: Moment
    classes: str


@dataclass(frozen=True, slots=True)
class Board:
    """The rails for a wide page and for a phone, and the rows beside them."""

    wide: SafeString
    narrow: SafeString
    rows: tuple[Row, ...]


def board(bond: Bond, language: str, *, replayed: bool) -> Board | None:
    """Draw the timeline of a bond; None where nothing happened."""
    if not bond.moments:
        return None
    near, far = sorted(bond.sides, key=lambda side: side.unit.country, reverse=True)
    since = datetime.date(min(moment.on.first for moment in bond.moments).year, 1, 1)
    named = {side.unit.country: side.former or side.unit for side in (near, far)}
    if len(bond.holders) == 1:
        named |= {unit.country: unit for unit in bond.holders[0]}
    names = [shown_name(named[side.unit.country], language).text for side in (near, far)]

    def content(width: int) -> Rails:
        return Rails(
            title=_("Timeline"),
            description=_("Two lines of time, one for each place; what is told beside them."),
            since=since,
            until=bond.on,
            near=names[0],
            far=names[1],
            today=format_date(bond.on, language, "short") if replayed else _("Today"),
            entries=[
                _entry(moment, bond.on, lines_of(moment, language, width), far.unit.country)
                for moment in bond.moments
            ],
            ticks=_ticks(since, bond.on),
        )

    wide = rails(content(_WIDE), key="rails")
    narrow = rails(content(_NARROW), narrow=True, key="rails-narrow")
    rows = tuple(
        Row(moment, f"{hung.classes} tall-{stacked.entry.height}")
        for moment, hung, stacked in zip(bond.moments, wide.rows, narrow.rows, strict=True)
    )
    return Board(_drawn(wide.svg), _drawn(narrow.svg), rows)


def coming(passage: Passage) -> int:
    """Count the other lines that flow in: units of the same level, merged on the same day."""
    arrived = [step.source for step in (*passage.steps, *passage.beside)]
    return sum(unit.level == passage.target.level for unit in arrived[1:])


def _drawn(svg: str) -> SafeString:
    return mark_safe(svg)  # noqa: S308  # the ground floor escapes every text it draws


def _entry(moment: Moment, on: datetime.date, lines: int, far: str) -> Entry:
    day = min(moment.on.first, on)
    match moment.kind:
        case MomentKind.AGREEMENT:
            return Entry(Mark.ACT, day, lines, label=moment.what.row.id)
        case MomentKind.PASSAGE:
            held = moment.what.target.country == far
            return Entry(Mark.MERGER, day, lines, far=held, coming=coming(moment.what))
        case MomentKind.STRETCH:
            until = moment.until.first if moment.until else on
            return Entry(Mark.STRETCH, moment.on.last, lines, until=until)
        case _:
            return Entry(Mark.EVENT, day, lines)


def _ticks(since: datetime.date, until: datetime.date) -> list[Tick]:
    years = range(since.year, until.year + 1)
    step = next((step for step in _STEPS if len(years) / step <= _MOST_TICKS), _STEPS[-1])
    return [Tick(datetime.date(year, 1, 1), str(year)) for year in years if year % step == 0]

"""The timeline of a bond as a page shows it: the two rails, and the rows that hang on them.

A row's height is reckoned from its words, so that the picture knows where each row stands.
"""

import datetime
import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from enishi.apps.forum.models import Event
from enishi.apps.ledger.models import Source
from enishi.apps.places.queries import Passage
from enishi.apps.register.models import LifeEvent
from enishi.domain.drawings import Entry, Mark, Rails, Tick, line_count, rails
from enishi.domain.drawings.rails import LINE
from enishi.domain.text import LocalizedText, format_date
from enishi.web.indicators.phrases import MEASURES, value_in_words
from enishi.web.places.naming import shown_name
from enishi.web.places.phrases import RELATIONS
from enishi.web.register import phrases
from enishi.web.register.bond import Bond
from enishi.web.register.telling import Told
from enishi.web.register.timeline import Moment, MomentKind

# The narrowest column of words beside each picture, in pixels: css/bond.css keeps to it.
_WIDE, _NARROW = 400, 244
_TEXT, _NOTE = (16, LINE), (13, 20)  # size of type and height of its line, in pixels
_MARK = 20  # width of the seal and of what stands beside a word
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
    held_far = far.unit.country
    first = min(moment.on.first for moment in bond.moments)
    since = datetime.date(first.year, 1, 1)
    names = [shown_name(side.former or side.unit, language).text for side in (near, far)]
    words = [[*_words(moment, language)] for moment in bond.moments]

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
                _entry(moment, bond.on, _lines(text, width), held_far)
                for moment, text in zip(bond.moments, words, strict=True)
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


def _drawn(svg: str) -> SafeString:
    return mark_safe(svg)  # noqa: S308  # the ground floor escapes every text it draws


def _entry(moment: Moment, on: datetime.date, lines: int, far: str) -> Entry:
    day = min(moment.on.first, on)
    match moment.kind:
        case MomentKind.AGREEMENT:
            return Entry(Mark.ACT, day, lines, label=moment.what.row.id)
        case MomentKind.PASSAGE:
            return Entry(
                Mark.MERGER,
                day,
                lines,
                far=moment.what.target.country == far,
                coming=coming(moment.what),
            )
        case MomentKind.STRETCH:
            until = moment.until.first if moment.until else on
            return Entry(Mark.STRETCH, moment.on.last, lines, until=until)
        case _:
            return Entry(Mark.EVENT, day, lines)


def coming(passage: Passage) -> int:
    """Count the other lines that flow in: units of the same level, merged on the same day."""
    arrived = [step.source for step in (*passage.steps, *passage.beside)]
    return sum(unit.level == passage.target.level for unit in arrived) - 1


def _ticks(since: datetime.date, until: datetime.date) -> list[Tick]:
    years = range(since.year, until.year + 1)
    step = next((step for step in _STEPS if len(years) / step <= _MOST_TICKS), _STEPS[-1])
    return [Tick(datetime.date(year, 1, 1), str(year)) for year in years if year % step == 0]


def _lines(texts: list[tuple[str, tuple[int, int]]], width: int) -> int:
    """Return how many lines of the picture a row takes, an empty one beneath included."""
    height = sum(_reckoned(text, width, size) * line for text, (size, line) in texts)
    return math.ceil(height / LINE) + 1


@lru_cache(maxsize=4096)
def _reckoned(text: str, width: int, size: int) -> int:
    return line_count(text, width, size, 500)


def _words(moment: Moment, language: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the lines of a row as the template tells them, each with its size."""

    def authored(text: LocalizedText) -> str:
        shown, tag = text.in_language(language)
        return shown if tag == language else f"{shown} ({tag * 6})"

    def sources(*found: Source) -> Iterator[tuple[str, tuple[int, int]]]:
        for source in found:
            date = (
                format_date(source.published_on, language, "short") if source.published_on else ""
            )
            yield f"{source.title}, {source.publisher}, {date} (Vietnamese)", _NOTE

    if moment.kind is MomentKind.STRETCH:
        yield stretch_words(moment, language), _NOTE
        yield _("Tell us of a document"), _NOTE
        return
    date = format_date(moment.on, language)
    match moment.what:
        case Told() as told:
            row = told.row
            note = str(phrases.PRECISIONS[row.signed_on.precision])
            note += _("one point to confirm") if told.uncertain else ""
            note += (row.renews_id or row.amends_id or "") and " " * 4 + "renouvelle A000"
            yield f"{date} {note}", _NOTE
            state = str(phrases.STATES[told.state]) if told.state else ""
            yield f"■ {phrases.KINDS[row.kind]} {row.id}  {state}    ", _TEXT
            if told.needs_parties:
                sides = (
                    f"{shown_name(side.party.unit, language) if side.party.unit else side.party.organisation}"
                    f" {shown_name(side.heir, language) if side.heir else ''}"
                    f" {phrases.AUTHORITIES[side.party.authority] if side.party.authority else ''}"
                    for side in told.sides
                )
                yield " × ".join(sides), _NOTE
            if summary := authored(row.summary):
                yield summary, _TEXT
            yield from sources(*(evidence.source for evidence in row.evidence.all()))
        case LifeEvent() as event:
            yield date, _NOTE
            yield f"{phrases.LIFE_EVENTS[event.kind]} {event.agreement_id}", _TEXT
            if event.note.texts:
                yield authored(event.note), _NOTE
            yield from sources(event.source)
        case Passage() as passage:
            yield date, _NOTE
            arrived = ", ".join(shown_name(s.source, language).text for s in passage.steps)
            target = shown_name(passage.target, language)
            yield f"{RELATIONS[passage.steps[0].relation]}: {arrived} --> {target}", _TEXT
            if passage.beside:
                beside = ", ".join(shown_name(s.source, language).text for s in passage.beside)
                yield f"{_('Together with:')} {beside}", _NOTE
            yield passage.steps[0].act, _NOTE
        case Event() as event:
            yield date, _NOTE
            yield f"{authored(event.name)}    ", _TEXT
            yield f"{event.kind} ○", _NOTE
            for figure in event.figures.all():
                if figure.value is not None:
                    said = value_in_words(figure, language)
                    yield f"{MEASURES[figure.measure]}: {said} o", _NOTE
            yield from sources(event.source)


def stretch_words(moment: Moment, language: str) -> str:
    """Say of which years nothing is known."""
    began = format_date(moment.on, language)
    if moment.until is None:
        return _("Since %(date)s: nothing is recorded.") % {"date": began}
    return _("From %(first)s to %(last)s: nothing is recorded.") % {
        "first": began,
        "last": format_date(moment.until, language),
    }

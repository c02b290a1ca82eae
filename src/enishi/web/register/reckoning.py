"""How many lines the words of a row beside the rails take, before a browser has set them.

What `templates/register/moment.html` tells is told here again, line by line: change both.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _

from enishi.apps.forum.models import Event
from enishi.apps.ledger.models import Source
from enishi.apps.places.models import Unit
from enishi.apps.places.queries import Passage
from enishi.apps.register.models import LifeEvent
from enishi.domain.drawings.lettering import pieces, text_width
from enishi.domain.drawings.rails import LINE
from enishi.domain.register import Authority
from enishi.domain.text import LocalizedText, format_date
from enishi.web import languages
from enishi.web.forum.phrases import KINDS as EVENT_KINDS
from enishi.web.indicators.phrases import MEASURES, value_in_words
from enishi.web.places.naming import shown_name
from enishi.web.places.phrases import RELATIONS
from enishi.web.press.telling import Line
from enishi.web.register import phrases
from enishi.web.register.sentences import stretch_words
from enishi.web.register.telling import Told
from enishi.web.register.timeline import Moment, MomentKind

_TEXT, _NOTE = (16, LINE), (13, 20)  # size of type and height of its line, in pixels
_SEAL, _ARROW, _BADGE, _TRACE = 16, 20, 34, 12  # widths of what stands among words
_SURE = 0.97  # of the width: a little more than fits is already a line more


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one weight and size; `extra` is the width of a sign before them."""

    words: str
    size: int = 13
    weight: int = 400
    extra: int = 0
    whole: bool = False


type _Line = tuple[tuple[Run, ...], int]


def lines_of(moment: Moment, language: str, width: int) -> int:
    """Return how many lines of the picture a row takes, the empty one beneath included."""
    height = sum(_broken(runs, width) * line for runs, line in _lines(moment, language))
    return math.ceil(height / LINE) + 1


@lru_cache(maxsize=4096)
def _broken(runs: tuple[Run, ...], width: int) -> int:
    lines, used = 1, 0.0
    for run in runs:
        extra: float = run.extra
        for piece in [run.words] if run.whole else pieces(run.words):
            room = extra + text_width(piece.rstrip(), run.size, run.weight)
            if used and used + room > width * _SURE:
                lines, used = lines + 1, 0.0
            lines += int(room / (width * _SURE))  # a sign wider than a line breaks within itself
            used += extra + text_width(piece if used else piece.lstrip(), run.size, run.weight)
            extra = 0
    return lines


def _note(*runs: Run) -> _Line:
    return runs, _NOTE[1]


def _lines(moment: Moment, language: str) -> Iterator[_Line]:
    if moment.kind is MomentKind.STRETCH:
        yield _note(Run(stretch_words(moment, language)))
        yield _note(Run(_("Tell us of a document")))
        return
    date = Run(format_date(moment.on, language), weight=500)
    match moment.what:
        case Told() as told:
            yield from _agreement(told, date, language)
        case LifeEvent() as event:
            yield _note(date)
            heading = f"{phrases.LIFE_EVENTS[event.kind]} {event.agreement_id}"
            yield (Run(heading, 16, 600, _SEAL),), LINE
            if event.note.texts:
                yield _note(Run(_authored(event.note, language)))
            yield _source(event.source, language)
        case Passage() as passage:
            yield _note(date)
            yield from _passage(passage, language)
        case Line() as line:
            yield _note(date)
            yield (Run(line.fact, 16, 600, _SEAL),), LINE
            spoken = languages.language_name(line.report.language, language)
            yield _note(Run(f"{_('In the press')}: {line.publisher} ({spoken})"))
        case Event() as event:
            yield _note(date)
            yield (Run(_authored(event.name, language), 16, 600, _SEAL),), LINE
            yield _note(Run(str(EVENT_KINDS[event.kind])))
            for figure in event.figures.all():
                if figure.value is not None:
                    said = value_in_words(figure, language)
                    yield _note(Run(f"{MEASURES[figure.measure]}: {said}"), Run("", extra=_TRACE))
            yield _source(event.source, language)


def _agreement(told: Told, date: Run, language: str) -> Iterator[_Line]:
    row = told.row
    marks = [str(phrases.PRECISIONS[row.signed_on.precision])]
    if told.uncertain:
        marks.append(_("one point to confirm"))
    if row.renews_id:
        marks.append(_("renews %(key)s") % {"key": row.renews_id})
    if row.amends_id:
        marks.append(_("amends %(key)s") % {"key": row.amends_id})
    yield _note(date, *(Run(f" （{mark}）") for mark in marks if mark))
    heading = [Run(str(phrases.KINDS[row.kind]), 16, 600, _SEAL), Run(f" {row.id} ")]
    if told.state:
        year = told.ends_on.last.year if told.ends_on else ""
        state = str(phrases.STATES[told.state]) % {"year": year}
        heading.append(Run(state, extra=_BADGE, whole=True))
    yield tuple(heading), LINE
    if told.needs_parties:
        yield _parties(told, language)
    if row.summary.texts:
        yield (Run(_authored(row.summary, language), _TEXT[0]),), LINE
    for evidence in row.evidence.all():
        yield _source(evidence.source, language)


def _parties(told: Told, language: str) -> _Line:
    runs: list[Run] = []
    for side in told.sides:
        if runs:
            runs.append(Run(" × "))
        party = side.party
        if party.organisation:
            runs.append(Run(_authored(party.organisation.name, language)))
        elif party.unit:
            runs.append(_name(party.unit, language))
        if side.heir:
            runs += [Run(" ", extra=_ARROW), _name(side.heir, language)]
        if party.authority and party.authority != Authority.EXECUTIVE:
            runs.append(Run(f" （{phrases.AUTHORITIES[party.authority]}）"))
    return _note(*runs)


def _passage(passage: Passage, language: str) -> Iterator[_Line]:
    heading = [Run(f"{RELATIONS[passage.steps[0].relation]}: ", 16, 600)]
    heading += [_name(step.source, language, 16) for step in passage.steps]
    yield (*heading, Run(" ", 16, extra=_ARROW), _name(passage.target, language, 16)), LINE
    if passage.beside:
        beside = [_name(step.source, language) for step in passage.beside]
        yield _note(Run(f"{_('Together with:')} "), *beside)
    yield _note(Run(passage.steps[0].act))


def _name(unit: Unit, language: str, size: int = 13) -> Run:
    return Run(f"{shown_name(unit, language)}, ", size, 600 if size > _NOTE[0] else 500)


def _authored(text: LocalizedText, language: str) -> str:
    shown, tag = text.in_language(language)
    said = languages.IN_LANGUAGE.get(tag, tag)
    return shown if tag == language else f"{shown} ({said})"


def _source(source: Source, language: str) -> _Line:
    said = [source.title, source.publisher]
    if source.published_on:
        said.append(format_date(source.published_on, language, "short"))
    text = ", ".join(filter(None, said))
    if source.language:
        text += f" （{languages.language_name(source.language, language)}）"
    return _note(Run(text))

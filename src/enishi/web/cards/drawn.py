"""What each card says: a name, one line, the day, and a thread for each bond."""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enishi.apps.places.models import Unit
from enishi.apps.register.models import Agreement
from enishi.domain.drawings import Card, CardPart
from enishi.domain.formats.glyphs import printable
from enishi.domain.text import format_date
from enishi.web.languages import country_name, country_order
from enishi.web.numbers import number_in
from enishi.web.pages import language
from enishi.web.places.naming import shown_name
from enishi.web.places.phrases import KINDS as PLACE_KINDS
from enishi.web.register.phrases import KINDS
from enishi.web.register.telling import Side, Told

_ROLES = {"VN": "near", "JP": "far"}
_MOST_THREADS = 4
_MOST_SIDES = 3
_TIES = CardPart(" × ", "tie")


def of_home(counts: Mapping[str, int], on: datetime.date) -> Card:
    """Return the card of the site: its first sentence."""
    number = counts["agreements_signed"]
    sentence = ngettext(
        "%(n)s documented agreement ties %(pairs)s pair of localities of Vietnam and Japan.",
        "%(n)s documented agreements tie %(pairs)s pairs of localities of Vietnam and Japan.",
        number,
    )
    pairs = _number(counts["pairs_documented"])
    return Card(
        title=tuple(_parts(sentence, {"n": _number(number), "pairs": pairs})),
        subtitle=_("As of %(date)s") % {"date": _unbroken(format_date(on, language(), "short"))},
        foot=_site(),
    )


def of_place(unit: Unit, agreements: int, bonds: Iterable[int], on: datetime.date) -> Card:
    """Return the card of a place: its name, what it is, and its bonds."""
    return Card(
        title=(_place(unit),),
        subtitle=_line(
            str(PLACE_KINDS[unit.kind]),
            country_name(unit.country, language()),
            _agreements(agreements),
        ),
        foot=_foot(on),
        counts=_threads(bonds),
    )


def of_bond(pair: Sequence[Unit], rows: Sequence[Agreement], on: datetime.date) -> Card:
    """Return the card of a bond: its two places, how many agreements, since when."""
    one, other = sorted(pair, key=lambda unit: country_order(unit.country, language()))
    since = ""
    if rows:
        first = min(row.signed_on for row in rows)
        since = _("first signed %(date)s") % {"date": format_date(first, language())}
    return Card(
        title=(_place(one), _TIES, _place(other)),
        subtitle=_line(_agreements(len(rows)), since),
        foot=_foot(on),
        counts=_threads([len(rows)]),
    )


def of_agreement(told: Told, on: datetime.date) -> Card:
    """Return the card of an agreement: its sides, its kind and the day of signature."""
    title: list[CardPart] = []
    for side in told.sides[:_MOST_SIDES]:
        title += [_side(side), _TIES]
    more = len(told.sides) - _MOST_SIDES
    signed = format_date(told.row.signed_on, language())
    return Card(
        title=(*title[:-1], *([CardPart(f" +{more}")] if more > 0 else ())),
        subtitle=_line(str(KINDS[told.row.kind]), signed),
        foot=f"{told.row.id} · {_foot(on)}",
        counts=(told.row.documents,),
    )


def _parts(sentence: str, values: Mapping[str, str]) -> Iterator[CardPart]:
    """Part a sentence at its numbers, which stand in the colour of what ties."""
    for piece in re.split(r"(%\(\w+\)s)", printable(sentence)):
        name = piece.removeprefix("%(").removesuffix(")s")
        if piece:
            yield CardPart(values[name], "tie") if name in values else CardPart(piece)


def _side(side: Side) -> CardPart:
    if side.party.unit is not None:
        return _place(side.party.unit)
    assert side.party.organisation is not None
    return CardPart(printable(side.party.organisation.name.in_language(language())[0]))


def _place(unit: Unit) -> CardPart:
    name = printable(shown_name(unit, language()).text)
    return CardPart(name, _ROLES.get(unit.country, "ink"))


def _agreements(number: int) -> str:
    words = ngettext("%(n)s agreement", "%(n)s agreements", number)
    return words % {"n": _number(number)}


def _line(*texts: str) -> str:
    between = "\u3000" if language() == "ja" else " · "
    line = between.join(text for text in texts if text)
    return printable(line[:1].upper() + line[1:])


def _unbroken(date: str) -> str:
    return date.replace(" ", "\u00a0")


def _number(value: int) -> str:
    return number_in(value, language())


def _threads(numbers: Iterable[int]) -> tuple[int, ...]:
    """Return the largest numbers, of which a card draws a thread each."""
    return tuple(sorted((n for n in numbers if n), reverse=True)[:_MOST_THREADS])


def _foot(on: datetime.date) -> str:
    return printable(f"{_site()} · {format_date(on, language())}")


def _site() -> str:
    return urlsplit(settings.SITE_ADDRESS).netloc

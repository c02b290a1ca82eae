"""What an event is called, who came to it and who held it."""

import csv
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from enishi.domain.press.article import Article, Sentence
from enishi.domain.press.report import Bound, Organisation, Quantity
from enishi.domain.press.scene import Place, Scene

_TITLES = {
    "press_conference": "Press conference",
    "forum": "Forum",
    "conference": "Conference",
    "seminar": "Seminar",
    "festival": "Festival",
    "exhibition": "Exhibition",
    "signing": "Signing ceremony",
    "ceremony": "Ceremony",
    "anniversary": "Anniversary",
    "mission": "Mission",
    "exchange": "Exchange",
    "gathering": "Meeting",
    "visit": "Visit",
    "meeting": "Meeting",
}
_BEFORE = re.compile(r"(\d{1,3}(?:[.,  ]\d{3})+|\d+)\s*(?:[^\W\d]+\s+){0,2}$")
_CLOSE = 14  # characters between a word that bounds a number and the number


def event_name(kind: str, place: Place | None, sentence: Sentence, scene: Scene) -> str:
    """Return an English name of an event, made of its kind and of the places it is about."""
    title = _TITLES.get(kind, kind)
    pair = scene.principal_pair()
    named = scene.places_in(sentence.start, sentence.end)
    about = [english(each) for each in named if each is not place and not each.venue][:2]
    where = english(place) if place else ""
    if kind == "signing" and pair:
        return f"{title} {english(pair[0])} - {english(pair[1])}"
    about = [name for name in dict.fromkeys(about) if name != where]
    if about:
        title = f"{title}: {' - '.join(about)}"
    elif not where:
        title = f"Vietnam-Japan {title.lower()}"
    return f"{title} in {where}" if where else title


def english(place: Place) -> str:
    """Return the name of a place in Latin letters: as it is written, or as the facts have it."""
    return place.name if place.name < "\u2e80" else _names().get(place.unit_id, place.name)


@cache
def _names() -> dict[str, str]:
    """Return the English name of each unit, without the word for its kind."""
    table = files("enishi.data").joinpath("places", "names.csv")
    lines = table.read_text(encoding="utf-8").splitlines()
    rows = [row for row in csv.DictReader(lines) if row["form"] == "short"]
    return {
        row["unit"]: row["text"]
        for language in ("ja-Latn", "en")
        for row in rows
        if row["language"] == language
    }


def delegates_in(article: Article, sentence: Sentence) -> Quantity | None:
    """Return how many came to what a sentence is about."""
    folded = article.folded
    for mark in article.marked(sentence.start, sentence.end, "attending"):
        begin = max(sentence.start, mark.start - 40)
        number = _BEFORE.search(folded[begin : mark.start])
        if number is None:
            continue
        value = float(re.sub(r"\D", "", number.group(1)))
        if value < 10 or 1900 <= value <= 2100:
            continue
        start = begin + number.start(1)
        bound = next(
            (
                Bound(each.meaning)
                for each in article.marked(max(sentence.start, start - 30), mark.end, "bound")
                if (each.note == "before" and 0 <= start - each.end <= _CLOSE)
                or (each.note == "after" and 0 <= each.start - begin - number.end(1) <= 6)
            ),
            Bound.EXACT,
        )
        return Quantity(value, bound)
    return None


def organisers_in(
    scene: Scene, sentence: Sentence, organisations: Sequence[Organisation]
) -> tuple[str, ...]:
    """Return who held what a sentence is about."""
    mark = next(scene.article.marked(sentence.start, sentence.end, "organising"), None)
    if mark is None:
        return ()
    backward = scene.article.language == "ja"
    start, end = (sentence.start, mark.end) if backward else (mark.start, sentence.end)
    inside: list[tuple[int, int, str]] = [
        (span.start, span.end, each.name_en)
        for each in organisations
        for span in each.basis.spans[:1]
        if start <= span.start < end
    ]
    inside += [
        (place.start, place.end, english(place))
        for place in scene.places_in(start, end)
        if not any(one <= place.start < other for one, other, _ in inside)
    ]
    return tuple(dict.fromkeys(name for _, _, name in sorted(inside)))[:12]

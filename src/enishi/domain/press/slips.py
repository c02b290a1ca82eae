"""Names that are one letter away from that of a province or prefecture: offered, never taken."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from rapidfuzz.distance import Levenshtein

from enishi.domain.press.article import Article
from enishi.domain.press.folding import folded
from enishi.domain.press.gazetteer import Gazetteer, Place, gazetteer
from enishi.domain.press.layout import READ
from enishi.domain.press.lexicon import LANGUAGES, rows_of

_SHORTEST = 5  # letters of a name in which one may be wrong
_NEXT = 5  # characters between the word for a kind of unit and its name, at most
_AFTER = re.compile(r" (?:de |d'|of )?(?=\w)")
_NAME = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+){0,2}")
_NAME_BEFORE = re.compile(r"(?:[^\W\d_]+[ -]){0,2}[^\W\d_]+ $")


@cache
def _kinds() -> tuple[str, ...]:
    """Return the words for provinces and prefectures, those that begin others left out."""
    words = {
        folded(row.words)
        for language in LANGUAGES
        for row in rows_of(language, "place_type")
        if row.meaning in {"province", "prefecture"} and row.words < "\u2e80"
    }
    return tuple(
        sorted(
            word
            for word in words
            if not any(word != other and word.startswith(other) for other in words)
        )
    )


def _told(flat: str, floor: int, ceiling: int) -> Iterator[tuple[int, int]]:
    """Yield where words for provinces and prefectures stand, in the singular or the plural."""
    for word in _kinds():
        place = flat.find(word, floor, ceiling)
        while place >= 0:
            end = place + len(word)
            end += flat.startswith("s", end)
            if not (flat[place - 1 : place].isalnum() or flat[end : end + 1].isalnum()):
                yield place, end
            place = flat.find(word, end, ceiling)


@cache
def _first_level() -> tuple[tuple[str, Place], ...]:
    return tuple(
        (name, place)
        for name, each in gazetteer().names.items()
        if name.isascii() and len(name) >= _SHORTEST - 1
        for place in each.places[:1]
        if not place.below
    )


def slips_in(
    article: Article, names: Gazetteer, taken: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, tuple[Place, ...]]]:
    """Yield stretches beside a word for a kind of unit that are nearly a name, and whose.

    Args:
        article: the text.
        names: the places.
        taken: stretches in which a place was found.
    """
    for block in article.blocks:
        if block.kind not in READ:
            continue
        for kind in _told(article.folded, block.start, block.end):
            if any(kind[0] - _NEXT < stop and begin < kind[1] + _NEXT for begin, stop in taken):
                continue
            for start, end in _beside(article, kind, block.start, block.end):
                if article.folded[start:end] not in names.names and (
                    near := _near(article.folded[start:end])
                ):
                    yield start, end, near
                    break


def _beside(
    article: Article, kind: tuple[int, int], floor: int, ceiling: int
) -> Iterator[tuple[int, int]]:
    """Yield the stretches with capitals after and before a word, the longest first."""
    text, flat = article.text, article.folded
    if (lead := _AFTER.match(flat, kind[1], ceiling)) and (
        name := _NAME.match(flat, lead.end(), ceiling)
    ):
        cuts = [name.start() + place for place, sign in enumerate(name[0]) if sign in " -"]
        for end in (name.end(), *reversed(cuts)):
            if _capitals(text[name.start() : end]):
                yield name.start(), end
    if before := _NAME_BEFORE.search(flat, max(floor, kind[0] - 40), kind[0]):
        end = before.end() - 1
        starts = [before.start() + at + 1 for at, sign in enumerate(before[0][:-1]) if sign in " -"]
        for start in (before.start(), *starts):
            if _capitals(text[start:end]):
                yield start, end


def _capitals(words: str) -> bool:
    return all(word[:1].isupper() for word in re.split("[ -]", words))


def _near(words: str) -> tuple[Place, ...]:
    if len(words) < _SHORTEST:
        return ()
    near = (
        place
        for name, place in _first_level()
        if abs(len(name) - len(words)) <= 1
        and Levenshtein.distance(name, words, score_cutoff=1) == 1
    )
    return tuple(dict.fromkeys(near))

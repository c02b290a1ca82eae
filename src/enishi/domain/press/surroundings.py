"""The words around a name: what says that it is a place, a person or part of another name."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from enishi.domain.press.folding import folded, levelled
from enishi.domain.press.lexicon import BESIDE_PLACES, LANGUAGES, rows

_LONGEST = 6  # words of a table
_REACH = 60  # characters looked at on either side
_HOPS = 6
_WORD = re.compile(r"\w[\w.'-]*")


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Words beside a name: what the tables say of them, and where they stand."""

    kind: str
    meaning: str
    start: int
    end: int


@cache
def _tables() -> dict[str, dict[str, str]]:
    """Return for each word of the tables on places, levelled or folded, its kinds and meanings."""
    tables: dict[str, dict[str, str]] = defaultdict(dict)
    for language in LANGUAGES:
        for row in rows(language):
            if row.kind in BESIDE_PLACES:
                for words in (levelled(row.words), folded(row.words)):
                    tables[words].setdefault(row.kind, row.meaning)
    return tables


def kinds_of(words: str) -> dict[str, str]:
    """Return the kinds of levelled words, each with its meaning."""
    return _tables().get(words, {})


def before(text: str, place: int, floor: int) -> Iterator[Neighbour]:
    """Yield the words of the tables that stand before a place, from the nearest on.

    It ends at the first word that no table knows. One stretch may be of several kinds.
    """
    for _ in range(_HOPS):
        start = max(floor, place - _REACH)
        stretch = levelled(text[start:place])
        bare = stretch.rstrip(" '\"")
        if not bare or len(stretch) - len(bare) > 2:
            return
        end = start + len(bare)
        cuts = [m.start() for m in re.finditer(r"(?<![\w.])[\w&]", bare)][-_LONGEST:]
        for cut in cuts:
            if cut == 0 and start > floor and text[start - 1].isalnum():
                continue
            kinds = _tables().get(bare[cut:])
            if kinds:
                for kind, meaning in kinds.items():
                    yield Neighbour(kind, meaning, start + cut, end)
                place = start + cut
                break
        else:
            return


def after(text: str, place: int, ceiling: int) -> Iterator[Neighbour]:
    """Yield what the tables say of the words that follow a place, the longest words of each."""
    stretch = levelled(text[place : min(ceiling, place + _REACH)])
    bare = stretch.lstrip(" ")
    if len(stretch) - len(bare) > 1 or not bare[:1].isalnum():
        return
    ends = [word.end() for word in _WORD.finditer(bare)][:_LONGEST]
    seen: set[str] = set()
    begin = place + len(stretch) - len(bare)
    for end in reversed(ends):
        for kind, meaning in _tables().get(bare[:end], {}).items():
            if kind not in seen:
                seen.add(kind)
                yield Neighbour(kind, meaning, begin, begin + end)


def word_before(text: str, place: int, floor: int) -> tuple[str, int]:
    """Return the word joined to a place from the left by one space or hyphen, and its start."""
    start = max(floor, place - 30)
    found = _JOINED_BEFORE.search(text, start, place)
    return (found[1], found.start(1)) if found else ("", place)


def words_after(text: str, place: int, ceiling: int) -> list[str]:
    """Return the words with a capital letter that follow a place, joined by single spaces."""
    found = _JOINED_AFTER.match(text, place, min(ceiling, place + _REACH))
    return found[0].split() if found else []


_JOINED_BEFORE = re.compile(r"([^\W\d_][\w.'’]*)[ \xa0-]$")
_JOINED_AFTER = re.compile(r"(?:[ \xa0](?![a-zà-ÿăâđêôơưạ-ỹ])[^\W\d_][\w'’-]*)+")

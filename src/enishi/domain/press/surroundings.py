"""The words around a name: what says that it is a place, a person or part of another name."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from enishi.domain.press.folding import folded, levelled
from enishi.domain.press.gazetteer import gazetteer
from enishi.domain.press.lexicon import BESIDE_PLACES, LANGUAGES, function_words, rows, rows_of

_LONGEST = 5  # words of a table
_REACH = 60  # characters looked at on either side
_HOPS = 6
_NONE: dict[str, str] = {}
_WORD = re.compile(r"\w(?:[\w-]|\.(?=\w))*")


@dataclass(slots=True)
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
                    tables[_spaced(words)].setdefault(row.kind, row.meaning)
    return tables


def _spaced(words: str) -> str:
    return words.replace("'", " ").replace('"', " ")


@cache
def _edges() -> tuple[frozenset[str], frozenset[str]]:
    """Return the first and the last words of all stretches of the tables."""
    cut = [words.split() for words in _tables() if words.strip()]
    return frozenset(each[0] for each in cut), frozenset(each[-1] for each in cut)


def kinds_of(words: str) -> dict[str, str]:
    """Return the kinds of levelled words, each with its meaning."""
    return _tables().get(_spaced(words), _NONE)


def before(text: str, place: int, floor: int) -> list[Neighbour]:
    """Return the words of the tables that stand before a place, from the nearest on.

    It ends at the first word that no table knows. One stretch may be of several kinds.
    """
    neighbours: list[Neighbour] = []
    tables, (_, lasts) = _tables(), _edges()
    lead = _spaced(levelled(text[max(floor, place - _REACH) : place]))
    base, end = place - len(lead), len(lead)
    for _ in range(_HOPS):
        stop = end
        while stop and lead[stop - 1] == " ":
            stop -= 1
        if not stop or end - stop > 2:
            break
        start = lead.rfind(" ", 0, stop) + 1
        if lead[start:stop] not in lasts:
            break
        starts = [start]
        while start and len(starts) < _LONGEST:
            start = lead.rfind(" ", 0, start - 1) + 1
            starts.append(start)
        for start in reversed(starts):
            kinds = tables.get(lead[start:stop])
            if kinds and (start or base == floor or not text[base - 1].isalnum()):
                neighbours += [
                    Neighbour(kind, meaning, base + start, base + stop)
                    for kind, meaning in kinds.items()
                ]
                end = start
                break
        else:
            break
    return neighbours


def after(text: str, place: int, ceiling: int) -> list[Neighbour]:
    """Return what the tables say of the words that follow a place, the longest words of each."""
    if place + 1 >= ceiling or text[place] not in " \xa0":
        return []
    stretch = _spaced(levelled(text[place + 1 : min(ceiling, place + _REACH)]))
    tables, (firsts, _) = _tables(), _edges()
    ends: list[int] = []
    for word in _WORD.finditer(stretch):
        if not ends and (word.start() or word[0] not in firsts):
            return []
        ends.append(word.end())
        if len(ends) == _LONGEST:
            break
    seen: dict[str, Neighbour] = {}
    for end in reversed(ends):
        for kind, meaning in tables.get(stretch[:end], _NONE).items():
            seen.setdefault(kind, Neighbour(kind, meaning, place + 1, place + 1 + end))
    return list(seen.values())


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


def goes_on_as_body(text: str, place: int, ceiling: int) -> bool:
    """Whether words with capitals after a name make that of a body or a sight of it."""
    run = words_after(text, place, ceiling)
    low = [_spaced(levelled(word)) for word in run]
    tables = _tables()
    return any(
        "name_after_place" in tables.get(" ".join(low[begin:end]), _NONE)
        for begin in range(len(low))
        for end in range(begin + 1, min(len(low), begin + 3) + 1)
    )


def within_body(text: str, place: int, floor: int, near: Sequence[Neighbour]) -> bool:
    """Whether a name ends that of a body which began some words before it.

    In *Trường Đại học Sư phạm Kỹ thuật Hưng Yên* nothing parts the two; in other languages "of"
    stands between, and what it leans on must be no office or kind of unit.
    """
    lead = levelled(text[max(floor, place - _REACH) : place])
    lead = lead[max(lead.rfind(sign) for sign in ",;:.!?()") + 1 :]
    words = _spaced(lead).split()
    tables, little, places = _tables(), function_words(), gazetteer().names
    of = near[0].kind == "place_of" if near else False
    if of and any(each.kind in {"place_office", "place_type"} for each in near[1:]):
        return False
    for number in range(len(words) - 1, -1, -1):
        kinds = tables.get(words[number], _NONE)
        for size in (1, 2, 3):
            stretch = " ".join(words[number : number + size])
            if tables.get(stretch, _NONE).get("place_in_name") == "body":
                return of or "vi" in _speaking(stretch)
        if kinds.keys() & {"place_of", "place_word"}:
            continue
        if folded(words[number]) in places:
            return False  # the body has its place already
        if kinds.keys() & {"place_in", "place_type"} or folded(words[number]) in little:
            return False
    return False


@cache
def _speaking(words: str) -> frozenset[str]:
    """Return the languages whose tables have words that begin the name of a body."""
    return frozenset(
        language
        for language in LANGUAGES
        for row in rows_of(language, "place_in_name")
        if _spaced(levelled(row.words)) == words
    )


def kind_told(near: Sequence[Neighbour], next_to: Sequence[Neighbour]) -> str:
    """Return "city" or "province" where the words beside a name say so."""
    for each in next_to:
        if each.kind == "place_type":
            return "city" if each.meaning in {"city", "town", "village", "ward"} else "province"
    gone = False
    for each in near:
        if each.kind == "place_type" and each.meaning != "any":
            return "city" if each.meaning in {"city", "town", "village", "ward"} else "province"
        if each.kind == "place_office":
            return "city" if each.meaning == "city" and gone else ""
        if each.kind not in {"place_of", "place_word", "place_adjective", "place_country"}:
            return ""
        gone = gone or each.kind == "place_of"
    return ""


def held(near: Sequence[Neighbour]) -> bool:
    """Whether a name follows a preposition of place, or an office and "of"."""
    for number, each in enumerate(near):
        if each.kind == "place_in":
            return each.meaning == "in"
        if each.kind == "place_of":
            return any(
                other.kind in {"place_office", "place_type"}
                for other in near[number + 1 : number + 5]
            )
        if each.kind not in {"place_word", "place_adjective"}:
            return False
    return False

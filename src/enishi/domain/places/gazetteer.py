"""A name as people write it → the units it may mean, ranked; a near name is offered, never guessed."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from enishi.domain.places.units import Kind, Unit
from enishi.domain.text import fold_words

_PREFECTURES = frozenset(
    {Kind.PREFECTURE_TO, Kind.PREFECTURE_DO, Kind.PREFECTURE_FU, Kind.PREFECTURE_KEN}
)
_CITIES = frozenset({Kind.CITY, Kind.CENTRALLY_RUN_CITY, Kind.PROVINCIAL_CITY})
_PROVINCES = frozenset({Kind.PROVINCE})
_TOWNS = frozenset({Kind.TOWN})
_VILLAGES = frozenset({Kind.VILLAGE})
_WARDS = frozenset({Kind.SPECIAL_WARD})
_DISTRICTS = frozenset({Kind.DISTRICT})

# Words that say what a unit is, before or after its name, in folded form.
_BEFORE: dict[tuple[str, ...], frozenset[Kind]] = {
    ("tinh",): _PROVINCES | _PREFECTURES,
    ("thanh", "pho"): _CITIES,
    ("tp",): _CITIES,
    ("thu", "do"): _CITIES | {Kind.PREFECTURE_TO},
    ("huyen",): _DISTRICTS,
    ("thi", "tran"): _TOWNS,
    ("province",): _PROVINCES,
    ("prefecture",): _PREFECTURES,
    ("metropole",): frozenset({Kind.PREFECTURE_TO}),
    ("ville",): _CITIES,
    ("city",): _CITIES,
    ("district",): _DISTRICTS,
    ("bourg",): _TOWNS,
    ("village",): _VILLAGES,
}
_AFTER: dict[str, frozenset[Kind]] = {
    "province": _PROVINCES,
    "prefecture": _PREFECTURES,
    "metropolis": frozenset({Kind.PREFECTURE_TO}),
    "city": _CITIES,
    "ville": _CITIES,
    "town": _TOWNS,
    "village": _VILLAGES,
    "ward": _WARDS,
    "district": _DISTRICTS,
    "ken": frozenset({Kind.PREFECTURE_KEN}),
    "fu": frozenset({Kind.PREFECTURE_FU}),
    "to": frozenset({Kind.PREFECTURE_TO}),
    "shi": _CITIES,
    "cho": _TOWNS,
    "machi": _TOWNS,
    "mura": _VILLAGES,
    "son": _VILLAGES,
    "ku": _WARDS,
}
_AFTER_CHARACTER: dict[str, frozenset[Kind]] = {
    "省": _PROVINCES,
    "県": frozenset({Kind.PREFECTURE_KEN}),
    "府": frozenset({Kind.PREFECTURE_FU}),
    "都": frozenset({Kind.PREFECTURE_TO}),
    "市": _CITIES,
    "町": _TOWNS,
    "村": _VILLAGES,
    "区": _WARDS,
    "郡": _DISTRICTS,
}
# In kana the type is no separate sign, so it is taken off only where the unit is known to be one.
_READINGS: dict[Kind, tuple[str, ...]] = {
    Kind.PREFECTURE_KEN: ("けん",),
    Kind.PREFECTURE_FU: ("ふ",),
    Kind.PREFECTURE_TO: ("と",),
    Kind.CITY: ("し",),
    Kind.TOWN: ("ちよう", "まち"),
    Kind.VILLAGE: ("むら", "そん"),
    Kind.SPECIAL_WARD: ("く",),
}
_LINKS = frozenset({"de", "d", "du", "of", "the", "la"})

# The marks a candidate gets. Exact beats near; a unit in force beats one that is not.
_OTHER_KIND = 0.8
_PREFIX_BASE, _PREFIX_SPAN = 0.6, 0.35
_NEAR = 0.85
_NOT_IN_FORCE = 0.95
_SAME_START = 0.2  # people slip less often at the start of a name than further on
_OTHER_ROW = 0.97  # the name belongs to an earlier or later row of the line
_LEAST = 0.5
_KIND_ORDER = {kind: position for position, kind in enumerate(Kind)}


class Match(StrEnum):
    """How a candidate was found."""

    EXACT = "exact"
    NEAR = "near"


@dataclass(frozen=True, slots=True)
class Query:
    """A name as typed: folded whole, folded without its type words, and the kinds those name."""

    folded: str
    core: str
    kinds: frozenset[Kind]


@dataclass(frozen=True, slots=True)
class NameEntry:
    """One name of one unit, as the index holds it."""

    unit: Unit
    line: str
    folded: str
    core: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit that a query may mean; score is in 0..1."""

    unit: Unit
    line: str
    score: float
    match: Match


def read_query(text: str) -> Query:
    """Read what was typed, setting apart the words that say what kind of unit is meant.

    >>> read_query("préfecture de Nara").core
    'nara'
    """
    words = fold_words(text)
    folded = "".join(words)
    kinds: frozenset[Kind] = frozenset()
    for type_words, meant in _BEFORE.items():
        size = len(type_words)
        if len(words) > size and tuple(words[:size]) == type_words:
            kinds, words = meant, words[size:]
            while len(words) > 1 and words[0] in _LINKS:
                words = words[1:]
            break
    else:
        last = words[-1] if words else ""
        if len(words) > 1 and last in _AFTER:
            kinds, words = _AFTER[last], words[:-1]
        elif len(last) > 1 and last[-1] in _AFTER_CHARACTER:
            kinds, words = _AFTER_CHARACTER[last[-1]], [*words[:-1], last[:-1]]
    return Query(folded, "".join(words), kinds)


def index_forms(name: str, kind: Kind) -> tuple[str, str]:
    """Return (folded, core) of a unit's name: whole, and without the words for its own kind."""
    query = read_query(name)
    if kind in query.kinds:
        return query.folded, query.core
    for ending in _READINGS.get(kind, ()):
        core = query.folded.removesuffix(ending)
        if core and core != query.folded:
            return query.folded, core
    return query.folded, query.folded


def _score(query: Query, folded: str, core: str, *, kind_fits: bool) -> tuple[float, Match]:
    # Typed words for a kind speak against units of another kind, but do not shut them out:
    # people write "tỉnh Huế" of a city.
    if query.folded in (folded, core):
        return 1.0, Match.EXACT
    if query.core in (folded, core):
        return (1.0, Match.EXACT) if kind_fits else (_OTHER_KIND, Match.NEAR)
    best = 0.0
    pairs = (query.core, core), (query.folded, folded)
    for asked, held in pairs if pairs[0] != pairs[1] else pairs[:1]:
        if len(asked) > 1 and held.startswith(asked):
            best = max(best, _PREFIX_BASE + _PREFIX_SPAN * len(asked) / len(held))
        similar = (
            DamerauLevenshtein.normalized_similarity(asked, held)
            + JaroWinkler.normalized_similarity(asked, held, prefix_weight=_SAME_START)
        ) / 2
        best = max(best, _NEAR * similar)
    return best if kind_fits else best * _OTHER_KIND, Match.NEAR


def _days_away(unit: Unit, on: datetime.date) -> int:
    if unit.valid_from and on < unit.valid_from:
        return (unit.valid_from - on).days
    if unit.valid_to and on > unit.valid_to:
        return (on - unit.valid_to).days
    return 0


def rank(
    query: Query, entries: Iterable[NameEntry], on: datetime.date, limit: int
) -> list[Candidate]:
    """Rank the units behind `entries` for a query on a day, best first, at most `limit`.

    The dated units of one line are told once: by the one in force on the day, or else the nearest
    in time, whichever of them bears the name. Ties are settled by level, kind and id, so that the
    order is the same wherever the entries come from.
    """
    lines: dict[str, list[NameEntry]] = defaultdict(list)
    for entry in entries:
        lines[entry.line].append(entry)
    ranked = []
    # The dated units of a line mostly bear the same names.
    scored: dict[tuple[str, str, bool], tuple[float, Match]] = {}
    for line, names in lines.items():
        units = {e.unit.id: e.unit for e in names}.values()
        shown = min(units, key=lambda unit: (_days_away(unit, on), unit.id))
        score, match = 0.0, Match.NEAR
        for entry in names:
            kind_fits = not query.kinds or entry.unit.kind in query.kinds
            name = entry.folded, entry.core, kind_fits
            if name not in scored:
                scored[name] = _score(query, *name[:2], kind_fits=kind_fits)
            found, how = scored[name]
            if entry.unit.id != shown.id:
                found *= _OTHER_ROW
            if found > score:
                score, match = found, how
        if not shown.in_force(on):
            score *= _NOT_IN_FORCE
        if score >= _LEAST:
            ranked.append(Candidate(shown, line, round(score, 4), match))
    ranked.sort(key=lambda c: (-c.score, _KIND_ORDER[c.unit.kind], c.unit.id))
    return ranked[:limit] if query.folded else []

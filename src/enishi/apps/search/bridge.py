"""A line of text → the units its names may mean, and the words that are left."""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from enishi.apps.places import bridge
from enishi.apps.places import queries as places
from enishi.apps.places.models import Unit
from enishi.apps.places.queries import Found
from enishi.apps.words.queries import Wanted, known, near
from enishi.domain.places import Candidate, Match, rank, read_query
from enishi.domain.places.typed import (
    Segment,
    Token,
    between,
    cover,
    joined,
    read_tokens,
    segments,
)
from enishi.domain.text import fold
from enishi.domain.text.terms import pieces, terms

# What codes of kinds and fields are called, in all languages: {code: terms of its names}.
Labels = Mapping[str, frozenset[str]]

_YEAR = re.compile(r"(19|20)\d\d")
# Scores of names: from here on a near one is sure, if no other comes within the lead.
_SURE, _LEAD, _SAME = 0.75, 0.04, 0.01
_NAMESAKE = 0.8  # the name is the same, though the word for the kind may be another
_LIKE, _LIKE_AN_EXACT_ONE = 0.65, 0.66  # hardly like what was typed below
_MOST_NAMESAKES = 8
_LEAST_START = 3
_LONGEST_SPLIT = 4


@dataclass(slots=True)
class Reading:
    """How a text is read: units for each name of a place by its start, and what is left as words.

    `phrases` are the names that were written without a slip, folded.
    `loose` is a name at whose end one is still typing: only units bound to the other name count.
    """

    tokens: Sequence[Token]
    labels: Labels
    words: Mapping[str, bool]
    named: dict[int, list[Found]] = field(default_factory=dict)
    phrases: list[str] = field(default_factory=list)
    left: list[Segment] = field(default_factory=list)
    loose: Segment | None = None
    instead: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def let_go(self) -> bool:
        """Take the name that is still being typed for words; return whether there was one."""
        if self.loose is None:
            return False
        del self.named[self.loose.start]
        self.left.append(self.loose)
        self.loose = None
        return True

    @property
    def names(self) -> list[list[Found]]:
        """The units of each name, in the order in which they were typed; two at most."""
        return [found for _, found in sorted(self.named.items())][:2]

    def wanted(self) -> list[Wanted]:
        """Return the words that are left."""
        return [want for stretch in self.left for want in self._wanted(stretch)]

    def everything(self) -> list[Wanted]:
        """Return all that was typed as words; where places are named, whole words."""
        wanted = self._wanted(Segment(0, len(self.tokens), ""))
        if not self.named:
            return wanted
        return [Wanted(instead=(w.start,), codes=w.codes) if w.start else w for w in wanted]

    def _wanted(self, stretch: Segment) -> list[Wanted]:
        runs: list[str] = []
        open_run = False
        for token in self.tokens[stretch.start : stretch.end]:
            japanese = not token.text.isascii()
            if token.empty:
                open_run = False
                continue
            if open_run and japanese and token.glued:
                runs[-1] += token.text
            else:
                runs.append(token.text)
            open_run = japanese
        return [self._want(run) for run in dict.fromkeys(runs)]

    def _want(self, run: str) -> Wanted:
        if _YEAR.fullmatch(run):
            return Wanted(codes=(run,))
        codes = tuple(sorted(code for code, held in self.labels.items() if _called(run, held)))
        if not run.isascii() and len(run) > 1:
            return Wanted(pieces=tuple(pieces(run)[:-1]), codes=codes)
        short = run.isascii() and len(run) < _LEAST_START
        if short and (len(run) == 1 or self.words.get(run, False)):
            return Wanted(instead=(run,), codes=codes)
        if run.isascii() and not codes and run not in self.words and (like := near(run)):
            self.instead[run] = like
            return Wanted(instead=like, slip=True)
        return Wanted(start=run, codes=codes, whole=self.words.get(run, False))

    def says(self, token: Token) -> bool:
        """Whether a token is a year, or a word in the name of a kind or a field."""
        return (
            token.empty
            or bool(_YEAR.fullmatch(token.text))
            or any(terms(token.text) <= held for held in self.labels.values())
        )

    def plain(self, token: Token) -> bool:
        """Whether a token is a word that some record has whole, or says by itself."""
        return self.words.get(token.text, False) or self.says(token)

    def parts(self, stretch: Segment, *, plain: bool) -> list[Segment]:
        """Cut a stretch at its plain words, or only at those that say something by themselves."""
        cut = self.plain if plain else self.says
        at = [n for n in range(stretch.start, stretch.end) if cut(self.tokens[n])]
        single = [Segment(n, n + 1, "") for n in at]
        outside = [Segment(0, stretch.start, ""), Segment(stretch.end, len(self.tokens), "")]
        return between(self.tokens, [*single, *outside])


def _called(run: str, held: frozenset[str]) -> bool:
    """Whether the names of a code have a word that begins so, or all the pieces of a run."""
    if not run.isascii():
        return set(pieces(run)[:-1] or [run]) <= held
    return run in held or (len(run) >= _LEAST_START and any(w.startswith(run) for w in held))


def read(text: str, on: datetime.date, labels: Labels, most: int) -> tuple[Reading, list[Found]]:
    """Read a text on a day; return with it the places to offer, best first.

    Args:
        text: what was typed.
        on: the day.
        labels: what codes are called.
        most: of the places whose names are like the text.
    """
    tokens = read_tokens(text)
    latin = {token.text for token in tokens if token.text.isascii() and not token.empty}
    reading = Reading(tokens, labels, known(latin))
    return reading, _Finder(reading, on, most).places(text)


class _Finder:
    """Finds the places a text names, and sets in its reading what is left."""

    def __init__(self, reading: Reading, on: datetime.date, most: int) -> None:
        self._reading, self._on, self._most = reading, on, most
        self._found: dict[str, list[Found]] = {}

    def places(self, text: str) -> list[Found]:
        """Return the places to offer, best first."""
        reading, tokens = self._reading, self._reading.tokens
        exact = self._exact()
        reading.named = {stretch.start: found for stretch, found in exact.items()}
        reading.phrases = [fold(stretch.text) for stretch in exact]
        reading.left = between(tokens, list(exact))
        for stretch in list(reading.left):
            self._near(stretch)
        one_name = all(not reading.left and s.end - s.start == len(tokens) for s in exact)
        offered = self._worth_offering(self._find(text.strip())) if one_name else []
        firsts = [found[0] for found in reading.named.values()]
        others = [item for found in reading.named.values() for item in found[1:]]
        best = {item.unit.id: item for item in (*firsts, *others, *offered)}
        ranked = list(best.values())
        if len(reading.names) < 2:
            ranked.sort(key=lambda item: -item.candidate.score)  # it keeps the order of equals
        return ranked

    def _exact(self) -> dict[Segment, list[Found]]:
        """Return the stretches that are names or codes as they stand, with their units."""
        tokens = self._reading.tokens
        coded = places.coded(token.code for token in tokens if token.code)
        asked = {s: read_query(s.text) for s in segments(tokens) if len(s.text) > 1}
        entries = places.named_exactly(
            word for query in asked.values() for word in (query.folded, query.core) if word
        )
        held = {word for entry in entries for word in (entry.folded, entry.core)}

        def code(stretch: Segment) -> str:
            return tokens[stretch.start].code if stretch.end == stretch.start + 1 else ""

        def is_name(stretch: Segment) -> bool:
            query = asked.get(stretch)
            if query is None or all(t.empty for t in tokens[stretch.start : stretch.end]):
                return False
            return code(stretch) in coded or query.folded in held or query.core in held

        taken = cover(tokens, is_name)
        ranked = {
            stretch: [
                candidate
                for candidate in rank(asked[stretch], entries, self._on, _MOST_NAMESAKES)
                if candidate.score >= _NAMESAKE
            ]
            for stretch in taken
            if code(stretch) not in coded
        }
        rows = places.by_id(c.unit.id for found in ranked.values() for c in found)
        return {
            stretch: [Found(c, rows[c.unit.id]) for c in ranked[stretch]]
            if stretch in ranked
            else [_found_by_code(coded[code(stretch)])]
            for stretch in taken
        }

    def _near(self, stretch: Segment) -> None:
        """Look in a stretch for names with a slip; the longest that is sure is taken."""
        reading = self._reading
        tokens = reading.tokens[stretch.start : stretch.end]
        if len(reading.named) > 1 or all(reading.plain(token) for token in tokens):
            return
        if reading.named:
            sure, begun = self._sure(stretch), self._begun(stretch)
            if begun or sure:
                reading.loose = None if sure else stretch
                self._take(stretch, stretch, [*sure, *(i for i in begun if i not in sure)])
                return
        tried = [[stretch], reading.parts(stretch, plain=False), reading.parts(stretch, plain=True)]
        for parts in tried:
            for part in parts:
                if found := self._sure(part):
                    self._take(stretch, part, found)
                    return
        if 1 < len(tokens) <= _LONGEST_SPLIT and not reading.named:
            self._two(stretch)

    def _two(self, stretch: Segment) -> None:
        """Look for two names with slips that stand side by side."""
        best: tuple[float, int, dict[int, list[Found]]] = (0.0, 0, {})
        for middle in range(stretch.start + 1, stretch.end):
            halves = {
                start: self._sure(self._part(start, end))
                for start, end in ((stretch.start, middle), (middle, stretch.end))
            }
            if all(halves.values()):
                least = min(half[0].candidate.score for half in halves.values())
                best = max(best, (least, -middle, halves), key=lambda option: option[:2])
        if best[2]:
            self._reading.named |= best[2]
            self._reading.left.remove(stretch)

    def _take(self, stretch: Segment, part: Segment, found: list[Found]) -> None:
        reading = self._reading
        reading.named[part.start] = found
        position = reading.left.index(stretch)
        rest = [Segment(stretch.start, part.start, ""), Segment(part.end, stretch.end, "")]
        tokens = reading.tokens
        reading.left[position : position + 1] = [
            s for s in rest if not all(t.empty for t in tokens[s.start : s.end])
        ]

    def _part(self, start: int, end: int) -> Segment:
        return Segment(start, end, joined(self._reading.tokens[start:end]))

    def _find(self, text: str) -> list[Found]:
        if text not in self._found:
            self._found[text] = places.find(text, self._on, max(self._most, _MOST_NAMESAKES))
        return self._found[text]

    def _sure(self, stretch: Segment) -> list[Found]:
        """Return the units of the one name that comes near; none where several do."""
        found = self._find(stretch.text)
        if not found or found[0].candidate.score < _SURE:
            return []
        best = found[0].candidate.score
        alike = [item for item in found if best - item.candidate.score < _SAME]
        rival = next((i.candidate.score for i in found if i not in alike), 0.0)
        return alike if best - rival >= _LEAD else []

    def _begun(self, stretch: Segment) -> list[Found]:
        """Return the units whose names begin as a stretch that is still being typed."""
        if len(fold(stretch.text)) < (_LEAST_START if stretch.text.isascii() else 1):
            return []
        return [item for item in self._find(stretch.text) if _begins(item, stretch.text)]

    def _worth_offering(self, found: list[Found]) -> list[Found]:
        """Leave out names that are hardly like what was typed, where something is better."""
        plain = all(self._reading.plain(token) for token in self._reading.tokens)
        exact = any(item.candidate.match is Match.EXACT for item in found)
        least = _SURE if plain and not exact else _LIKE_AN_EXACT_ONE if exact else _LIKE
        whole = joined(self._reading.tokens)
        return [i for i in found if i.candidate.score >= least or _begins(i, whole)]


def _begins(item: Found, text: str) -> bool:
    start = read_query(text).core
    names = {*item.unit.name.texts.values(), *item.unit.full_name.texts.values()}
    return bool(start) and any(fold(name).startswith(start) for name in names)


def _found_by_code(unit: Unit) -> Found:
    return Found(Candidate(bridge.unit_of(unit), unit.line, 1.0, Match.EXACT), unit)

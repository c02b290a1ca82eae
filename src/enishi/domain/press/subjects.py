"""Whom a number is about, and of which day it speaks."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence

from enishi.domain.press.article import Article, Mark, Sentence, When
from enishi.domain.press.bygone import bygone
from enishi.domain.press.report import Locality

_CLOSE, _DIRECT = 8, 2  # characters between a date and "as of", before it and after it
_NAMED = 9  # characters between "the province" and its name
_ASIDE = re.compile(r", (?:which|who|where|qu[ie]|qu(?=')|dont|ou|noi|von)\b[^,;:]*,")
_DAY = 10  # characters of a date with a day
_IN = re.compile(r"[^,.;:()]{0,40}(?:\b(?:in|en|nam|trong|of|de)\s)?")
_FROM = re.compile(r"^[^,;:.]{0,16}\b(?:from|of|de|du|des|d'|cua|tu|den tu)\b[^,;:.]{0,14}$")


class Stage:
    """Whom a number is about, and of which day it speaks."""

    def __init__(self, article: Article, localities: Sequence[Locality]) -> None:
        self._article = article
        self._places = [each for each in localities if not each.dateline_only]
        self._lines = [each for each in localities if _within(each, article.dateline)]
        gone = bygone(article, self._places)
        if gone and len(gone) < len({each.code for each in self._places}):
            self._places = [each for each in self._places if each.code not in gone]
        self._starts = [each.basis.spans[0].start for each in self._places]
        self._days = [when for when in article.dates if len(when.first) == 10]
        self._opened = [when.start for when in self._days]
        counted = {mark.meaning for mark in article.marks if mark.kind in {"counted", "context"}}
        both = {"vietnamese_localities", "japanese_localities"}
        self._national = both <= counted or "national" in counted

    def tags(self, sentence: Sentence) -> set[str]:
        """Return what the places of a sentence tell: vn, jp."""
        codes = self._named(sentence.start, sentence.end, "")
        return {"vn" if code.startswith("VN") else "jp" for code in codes}

    def subject(
        self,
        about: str,
        sentence: Sentence,
        stretch: tuple[int, int],
        marks: Sequence[Mark],
        *,
        apart: bool = False,
    ) -> str:
        """Return the code of whom a number is about.

        Args:
            about: as the table of measures says.
            sentence: in which the number stands.
            stretch: where the number stands.
            marks: of the sentence.
            apart: whether it is of the two countries where its sentence names no place.
        """
        if about == "both":
            return "VN-JP"
        if about == "event":
            return "VN-JP" if self._national else self._scene(sentence)
        start, end = stretch
        nation = about[-2:] if about.startswith("place:") else ""
        in_front = self._acting(sentence, start, nation)
        meant = self._meant(sentence, stretch, marks, nation)
        if meant:
            return meant
        if in_front:
            return in_front[-1]
        if about == "delegation":
            return self._sender(end)
        if any(
            mark.meaning == "here" and mark.start < start and not self._names_one(mark.end)
            for mark in marks
        ):  # "the city now has …"
            last = self._last(sentence.start, nation)
            if last:
                return last
        nation = "VN" if about == "home" else nation
        behind = self._named(end, sentence.end, nation)
        if behind:
            return behind[0]
        return "VN-JP" if apart else self._last(sentence.start, nation) or self._host()

    def _scene(self, sentence: Sentence) -> str:
        """Return where an event is: in Japan only if its sentence names no place of Vietnam."""
        here, host = self._named(sentence.start, sentence.end, ""), self._host()
        return host if not here or host in here or here[0].startswith("VN") else here[0]

    def _acting(self, sentence: Sentence, start: int, nation: str) -> list[str]:
        """Return the places before a number, but for those of a clause put in between."""
        first, last = bisect_left(self._starts, sentence.start), bisect_left(self._starts, start)
        if first == last:
            return []
        aside = [
            found.span() for found in _ASIDE.finditer(self._article.folded, sentence.start, start)
        ]
        return [
            each.code
            for each, at in zip(self._places[first:last], self._starts[first:last], strict=True)
            if (not nation or _nation(each) == nation)
            and not any(begin <= at < end for begin, end in aside)
        ]

    def _meant(
        self, sentence: Sentence, stretch: tuple[int, int], marks: Sequence[Mark], nation: str
    ) -> str:
        """Return what words like "the province" mean beside a number; "" if none are said."""
        told = [
            mark
            for mark in marks
            if mark.meaning == "here" and mark.note and not self._names_one(mark.end)
        ]
        before = [mark for mark in told if mark.start < stretch[0]]
        said = before[-1] if before else next(iter(told), None)
        if said is None or (nation and nation != said.note):
            return ""
        own = self._acting(sentence, stretch[0], said.note)
        if own:
            return own[-1]
        between = self._named(said.end, stretch[0], "") if before else []
        aside = _ASIDE.search(self._article.folded, said.end, stretch[0]) if before else None
        if between and aside is None:
            return ""
        behind = self._named(stretch[1], sentence.end, said.note)
        return behind[0] if behind else self._last(said.start, said.note)

    def _names_one(self, end: int) -> bool:
        """Whether a place is named right after a word: "the province of Hung Yen"."""
        number = bisect_left(self._starts, end)
        return number < len(self._starts) and self._starts[number] - end <= _NAMED

    def _sender(self, end: int) -> str:
        """Return whose delegation it is: what is named behind it, or who visits the host."""
        number = bisect_left(self._starts, end)
        if number < len(self._starts):
            gap = self._article.folded[end : self._starts[number]]
            if _FROM.search(gap):
                return self._places[number].code
        line = self._article.dateline
        at = self._lines[0] if self._lines and line else None
        host = "VN" if at is None else _nation(at)
        return self._last(end, "JP" if host == "VN" else "VN") or self._host()

    def _last(self, before: int, nation: str) -> str:
        """Return the unit named last before a place in the text."""
        for number in range(bisect_left(self._starts, before) - 1, -1, -1):
            place = self._places[number]
            if not nation or _nation(place) == nation:
                return place.code.partition("/")[0]
        return ""

    def _named(self, start: int, end: int, nation: str) -> list[str]:
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [
            each.code for each in self._places[first:last] if not nation or _nation(each) == nation
        ]

    def _host(self) -> str:
        """Return the place the report is most about, of Vietnam if one is."""
        named = Counter(each.code for each in self._places if "/" not in each.code)
        for own in (True, False):
            codes = [code for code in named if code.startswith("VN") == own]
            if codes:
                return max(codes, key=lambda code: named[code])
        both = {mark.meaning for mark in self._article.marks if mark.kind == "nation"}
        return "VN-JP" if {"VN", "JP"} <= both else ""

    def current(self) -> str | None:
        """Return the month of the report."""
        day = self._article.published_on
        return day[:7] if day and len(day) >= 7 else day

    def day(self, sentence: Sentence, at: int) -> str | None:
        """Return the day of what is told at a place: the last named, or else the next."""
        inside = [when for when in self._days if sentence.start <= when.start < sentence.end]
        if inside:
            return inside[0].first
        number = bisect_right(self._opened, at) - 1
        near: When | None = None
        if number >= 0:
            near = self._days[number]
        elif self._days:
            near = self._days[0]
        return near.first if near else self.current()

    def as_of(self, sentence: Sentence, marks: Sequence[Mark], end: int) -> str | None:
        """Return the day a number speaks of: that of "as of", the year told after it, or now."""
        told = [mark for mark in marks if mark.kind == "as_of"]
        if told:
            for when in self._article.dates:
                if sentence.start <= when.start < sentence.end and any(
                    0 <= when.start - mark.end <= _CLOSE
                    or 0 <= mark.start - when.end <= _DIRECT
                    or when.start <= mark.start < when.end
                    for mark in told
                ):
                    return when.last
        for when in self._article.dates:
            if end <= when.start < sentence.end:
                if len(when.last) < _DAY and _IN.fullmatch(self._article.folded[end : when.start]):
                    return when.last  # "3,700 visitors in 2017"
                break
        return self.current()


def _nation(place: Locality) -> str:
    return "VN" if place.code.startswith("VN") else "JP"


def _within(place: Locality, stretch: tuple[int, int] | None) -> bool:
    return stretch is not None and stretch[0] <= place.basis.spans[0].start < stretch[1]

"""Numbers about places."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from enishi.domain.press.article import Article, Mark, Sentence, When
from enishi.domain.press.measures import measured
from enishi.domain.press.numbers import Number, numbers_in
from enishi.domain.press.ranks import ranks_in
from enishi.domain.press.report import Basis, Figure, Locality, Span

_KINDS = frozenset(
    ("as_of", "bound", "numeral", "scale", "currency", "counted", "context", "noun", "ordinal", "ranked",
     "past", "nation")
)  # fmt: skip
_COUNTING = frozenset(("counted", "currency", "noun"))
_DIGIT = re.compile(r"[0-9０-９一二三四五六七八九十百]")
_REACH = 26  # characters between a number and what it counts
_CLOSE, _DIRECT = 8, 2  # characters between a date and "as of", before it and after it
_BACK = 50  # characters between what is counted and its number, where it is told first
_STOPS = ".;:!?。、()（）"


@dataclass(frozen=True, slots=True)
class _Counted:
    """A number and what it counts."""

    number: Number
    unit: str
    span: Span | None


def figures_in(article: Article, localities: tuple[Locality, ...]) -> tuple[Figure, ...]:
    """Return the numbers that a report gives of places."""
    marks = [mark for mark in article.marks if mark.kind in _KINDS]
    starts = [mark.start for mark in marks]
    stage = _Stage(article, localities)
    figures: dict[tuple[str, str, float], Figure] = {}
    for sentence in article.sentences:
        here = marks[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        for figure in _of_sentence(article, sentence, here, stage):
            figures.setdefault((figure.subject_code, figure.measure, figure.value), figure)
    return tuple(figures.values())


def _of_sentence(
    article: Article, sentence: Sentence, marks: Sequence[Mark], stage: "_Stage"
) -> Iterator[Figure]:
    kinds = {mark.kind for mark in marks}
    if "ranked" in kinds:
        for rank in ranks_in(article, marks):
            yield Figure(
                rank.subject or stage.subject("both", sentence, rank.start, rank.end),
                rank.measure,
                rank.value,
                rank.bound,
                stage.current(),
                Basis(rank.spans, "figure:rank", 0.8),
            )
    if not kinds & _COUNTING or not (
        "numeral" in kinds or _DIGIT.search(article.text, sentence.start, sentence.end)
    ):
        return
    numbers = list(numbers_in(article, sentence, marks))
    unit, before, tags = "", "", stage.tags(sentence)
    for number, counted in zip(numbers, _counted(article, numbers, marks, sentence), strict=True):
        last, unit = unit, counted.unit or unit
        measure = measured(number, counted.unit, last, marks, tags)
        if measure is None:
            continue
        if number.money and before:
            subject = before  # "60 projects worth 1.4 billion dollars" are of one place
        else:
            here = any(mark.meaning == "here" for mark in marks)
            subject = stage.subject(
                measure.about,
                sentence,
                number.start,
                number.end,
                apart=bool(measure.apart) and not here,
            )
        if not subject:
            continue
        before = subject
        spans = number.spans if counted.span is None else (*number.spans, counted.span)
        yield Figure(
            subject,
            measure.name,
            number.value,
            number.bound,
            stage.day(sentence, number.start) if measure.event else stage.as_of(sentence, marks),
            Basis(tuple(sorted(spans)), f"figure:{measure.rule}", measure.sure),
        )


def _counted(
    article: Article, numbers: Sequence[Number], marks: Sequence[Mark], sentence: Sentence
) -> Iterator[_Counted]:
    """Yield for each number what it counts."""
    nouns = [mark for mark in marks if mark.kind == "counted"]
    for at, number in enumerate(numbers):
        limit = numbers[at + 1].start if at + 1 < len(numbers) else sentence.end
        found = next(
            (
                mark
                for mark in nouns
                if number.end <= mark.start < min(limit, number.end + _REACH)
                and not any(
                    sign in _STOPS or sign == ","
                    for sign in article.folded[number.end : mark.start]
                )
            ),
            None,
        )
        if found is None and not number.money:
            found = _told_before(article, number, nouns, marks)
        if number.money or found is None:
            yield _Counted(number, "", None)
        else:
            yield _Counted(number, found.meaning, Span(found.start, found.end))


def _told_before(
    article: Article, number: Number, nouns: Sequence[Mark], marks: Sequence[Mark]
) -> Mark | None:
    """Return what is counted where it is told first: "the number of Vietnamese has reached"."""
    for noun in reversed(nouns):
        gap = article.folded[noun.end : number.start]
        if noun.end <= number.start and len(gap) <= _BACK:
            told = any(
                mark.meaning == "number_of" and 0 <= noun.start - mark.end <= 1 for mark in marks
            )
            return noun if told and not any(sign.isdigit() for sign in gap) else None
    return None


class _Stage:
    """Whom a number is about, and of which day it speaks."""

    def __init__(self, article: Article, localities: Sequence[Locality]) -> None:
        self._article = article
        self._places = [each for each in localities if not each.dateline_only]
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
        self, about: str, sentence: Sentence, start: int, end: int, *, apart: bool = False
    ) -> str:
        """Return the code of whom a number is about.

        Args:
            about: as the table of measures says.
            sentence: in which the number stands.
            start: of the number.
            end: of the number.
            apart: whether it is of the two countries where its sentence names no place.
        """
        if about == "both":
            return "VN-JP"
        if about == "event":
            return "VN-JP" if self._national else self._host()
        nation = about[-2:] if about.startswith("place:") else ""
        in_front = self._named(sentence.start, start, nation)
        if in_front:
            return in_front[-1]
        behind = self._named(end, sentence.end, nation)
        if behind:
            return behind[0]
        if apart:
            return "VN-JP"
        before = self._named(0, sentence.start, nation)
        return before[-1] if before else self._host()

    def _named(self, start: int, end: int, nation: str) -> list[str]:
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [
            each.code
            for each in self._places[first:last]
            if not nation or each.code.startswith("VN") == (nation == "VN")
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

    def as_of(self, sentence: Sentence, marks: Sequence[Mark]) -> str | None:
        """Return the day a number speaks of: the one after words like "as of", or now."""
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
        return self.current()

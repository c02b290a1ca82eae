"""Numbers about places."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from enishi.domain.press.article import Article, Mark, Sentence
from enishi.domain.press.measures import measured
from enishi.domain.press.numbers import Number, numbers_in
from enishi.domain.press.ranks import ranks_in
from enishi.domain.press.report import Basis, Figure, Locality, Span
from enishi.domain.press.subjects import Stage

_KINDS = frozenset(
    ("as_of", "bound", "numeral", "scale", "currency", "counted", "context", "noun", "ordinal", "ranked",
     "past", "nation")
)  # fmt: skip
_COUNTING = frozenset(("counted", "currency", "noun"))
_DIGIT = re.compile(r"[0-9０-９一二三四五六七八九十百]")
_REACH = 26  # characters between a number and what it counts
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
    stage = Stage(article, localities)
    figures: dict[tuple[str, str, float], Figure] = {}
    for sentence in article.sentences:
        here = marks[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        for figure in _of_sentence(article, sentence, here, stage):
            figures.setdefault((figure.subject_code, figure.measure, figure.value), figure)
    return tuple(figures.values())


def _of_sentence(
    article: Article, sentence: Sentence, marks: Sequence[Mark], stage: Stage
) -> Iterator[Figure]:
    kinds = {mark.kind for mark in marks}
    if "ranked" in kinds:
        for rank in ranks_in(article, marks):
            yield Figure(
                rank.subject or "VN-JP",
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
                (number.start, number.end),
                marks,
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
            stage.day(sentence, number.start)
            if measure.event
            else stage.as_of(sentence, marks, number.end),
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
            return (
                noun if (told and not any(sign.isdigit() for sign in gap)) or gap == ", " else None
            )
    return None

"""Ranks: the largest donor, the third investor."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from enishi.domain.press.article import Article, Mark
from enishi.domain.press.report import Bound, Span

_REACH = 40  # characters between a rank and what it ranks
_CHAIN = 60  # characters between things that share a rank


@dataclass(frozen=True, slots=True)
class Rank:
    """A place in an order of countries."""

    measure: str
    value: float
    bound: Bound
    start: int
    end: int
    spans: tuple[Span, ...]
    subject: str


def ranks_in(article: Article, marks: Sequence[Mark]) -> Iterator[Rank]:
    """Yield the ranks that Japan has in Vietnam, as a sentence gives them.

    A rank told in the past may be over, and one among the partners of a province is none of
    Vietnam's: neither is taken.
    """
    nations = {mark.meaning for mark in marks if mark.kind == "nation"}
    if not {"VN", "JP"} <= nations:
        return
    ordinals = [mark for mark in marks if mark.kind == "ordinal"]
    for mark in marks:
        if mark.kind != "ranked":
            continue
        ordinal = _of(article, mark, ordinals)
        if ordinal is None or any(
            each.kind == "past" and each.start < ordinal.start for each in marks
        ):
            continue
        start, end = min(mark.start, ordinal.start), max(mark.end, ordinal.end)
        spans = tuple(sorted((Span(ordinal.start, ordinal.end), Span(mark.start, mark.end))))
        yield Rank(mark.meaning, float(ordinal.meaning), Bound.EXACT, start, end, spans, "VN-JP")


def _of(article: Article, ranked: Mark, ordinals: Sequence[Mark]) -> Mark | None:
    before = [each for each in ordinals if each.note == "before" and each.end <= ranked.start]
    if before:
        near = before[-1]
        gap = article.folded[near.end : ranked.start]
        shared = _CHAIN if not any(sign in ",;:.、。" for sign in gap) else 0
        return near if len(gap) <= max(shared, 2) else None
    after = [each for each in ordinals if each.note == "after" and each.start >= ranked.end]
    if after and after[0].start - ranked.end <= _REACH:
        return after[0]
    return None

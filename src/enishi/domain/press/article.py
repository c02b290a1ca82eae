"""A text laid out for reading: its language, its blocks, its sentences, and the marks in it.

Marks are where words of the tables (`rules/<language>.csv`) and names of the gazetteer stand. All
offsets are characters of the text as it was given.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class BlockKind(StrEnum):
    """What a block of a report is. Only headline, caption, dateline and body are read for facts."""

    HEADLINE = "headline"
    CAPTION = "caption"
    BODY = "body"
    LINKS = "links"
    TEASER = "teaser"
    SIGN_OFF = "sign_off"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or line of the text."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a block that is read."""

    block: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of a table found in the text.

    Args:
        kind: of the row: `role`, `event`, `agreement`, `month`, `ask`, …
        meaning: what the row says that the words mean.
        start, end: where they stand.
        note: the last column of the row.
    """

    kind: str
    meaning: str
    start: int
    end: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class When:
    """A date, or a stretch of days, that the text speaks of.

    Args:
        first, last: as a report writes dates, `XXXX-…` without a year; equal for a single date.
        start, end: where the words stand.
        stated: whether the year stands in the words themselves.
    """

    first: str
    last: str
    start: int
    end: int
    stated: bool


@dataclass
class Article:
    """A text being read. What later steps need is added by the steps before them.

    Args:
        text: as it was given.
        language: en, fr, ja or vi.
        blocks, sentences: in order.
        marks: in order of their starts; of one kind the longest at a place.
        published_on: as far as it is known.
        dates: in order.
    """

    text: str
    language: str
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    marks: tuple[Mark, ...] = ()
    published_on: str | None = None
    dates: tuple[When, ...] = ()
    _starts: list[int] = field(default_factory=list, repr=False)

    def marked(self, start: int, end: int, *kinds: str) -> Iterator[Mark]:
        """Yield the marks that begin in a stretch, of some kinds or of all."""
        if len(self._starts) != len(self.marks):
            self._starts = [mark.start for mark in self.marks]
        for number in range(bisect_left(self._starts, start), len(self.marks)):
            mark = self.marks[number]
            if mark.start >= end:
                return
            if not kinds or mark.kind in kinds:
                yield mark

    def sentence_at(self, place: int) -> Sentence | None:
        """Return the sentence in which a place stands."""
        return next((each for each in self.sentences if each.start <= place < each.end), None)

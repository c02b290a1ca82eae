"""A text laid out for reading: its language, its blocks, its sentences, and the marks in it.

Marks are where words of the tables (`rules/<language>.csv`) and names of the gazetteer stand. All
offsets are characters of the text as it was given.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class BlockKind(StrEnum):
    """What a block of a report is. Only headline, caption, dateline and body are read for facts."""

    HEADLINE = "headline"
    CAPTION = "caption"
    CREDIT = "credit"
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


@dataclass(
    slots=True, unsafe_hash=True
)  # a report has hundreds: frozen ones take five times as long
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
        text: as it was given, with letters and accents joined.
        language: en, fr, ja or vi.
        folded: the text in small letters, without accents, with plain quotes, hyphens and spaces;
            each character in its place, but only as far as the report is read.
        blocks, sentences: in order.
        marks: in order of their starts; of one kind the longest at a place.
        published_on: as far as it is known.
        dates: in order.
        dateline: where the report says, before its first sentence, where it was written; its
            words are in no sentence.
    """

    text: str
    language: str
    folded: str = ""
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    marks: tuple[Mark, ...] = ()
    published_on: str | None = None
    dates: tuple[When, ...] = ()
    dateline: tuple[int, int] | None = None
    _starts: list[int] = field(default_factory=list, repr=False)
    _openings: list[int] = field(default_factory=list, repr=False)

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
        if len(self._openings) != len(self.sentences):
            self._openings = [each.start for each in self.sentences]
        number = bisect_right(self._openings, place) - 1
        if number < 0 or place >= self.sentences[number].end:
            return None
        return self.sentences[number]

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


def _by_start(mark: Mark) -> int:
    return mark.start


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
    _kinds: dict[str, tuple[list[int], list[Mark]]] = field(default_factory=dict, repr=False)
    _indexed: int = field(default=-1, repr=False)
    _openings: list[int] = field(default_factory=list, repr=False)

    def marked(self, start: int, end: int, *kinds: str) -> Iterator[Mark]:
        """Return, in order, the marks that begin in a stretch, of some kinds or of all."""
        if self._indexed != len(self.marks):
            self._index()
        found: list[Mark] = []
        for kind in kinds or ("",):
            if kind in self._kinds:
                starts, marks = self._kinds[kind]
                begin = bisect_left(starts, start)
                found += marks[begin : bisect_left(starts, end, begin)]
        if len(kinds) > 1:
            found.sort(key=_by_start)
        return iter(found)

    def _index(self) -> None:
        """Sort the marks by kind; all of them stand under the kind of no name."""
        kinds: dict[str, tuple[list[int], list[Mark]]] = {}
        for mark in self.marks:
            for kind in (mark.kind, ""):
                starts, marks = kinds.setdefault(kind, ([], []))
                starts.append(mark.start)
                marks.append(mark)
        self._kinds, self._indexed = kinds, len(self.marks)

    def sentence_at(self, place: int) -> Sentence | None:
        """Return the sentence in which a place stands."""
        if len(self._openings) != len(self.sentences):
            self._openings = [each.start for each in self.sentences]
        number = bisect_right(self._openings, place) - 1
        if number < 0 or place >= self.sentences[number].end:
            return None
        return self.sentences[number]

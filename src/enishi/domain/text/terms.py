"""Texts cut into the terms by which their words are looked up."""

import re
from collections.abc import Iterator

from enishi.domain.text.folding import fold_words

_RUNS = re.compile(r"[0-9a-z]+|[^0-9a-z]+")
LONGEST_TERM = 40


def pieces(run: str) -> list[str]:
    """Return the overlapping pairs of a run of signs that knows no spaces, and its last sign.

    >>> pieces("交流協定")
    ['交流', '流協', '協定', '定']
    """
    return [run[i : i + 2] for i in range(len(run))]


def runs(text: str) -> Iterator[str]:
    """Yield the folded words of a text, parted where Latin letters and other signs meet."""
    for word in fold_words(text):
        yield from _RUNS.findall(word)


def terms(text: str) -> frozenset[str]:
    """Return the terms a text is found by: its Latin words whole, all else in pairs of signs.

    >>> sorted(terms("Thỏa thuận 2014"))
    ['2014', 'thoa', 'thuan']
    """
    found: set[str] = set()
    for run in runs(text):
        found.update([run[:LONGEST_TERM]] if run.isascii() else pieces(run))
    return frozenset(found)

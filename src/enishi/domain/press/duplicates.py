"""Whether two texts are one report, or one of them is a later version of the other."""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

# Signs of Japanese count one by one, since no space parts the words; all else by words.
_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+")
_SHINGLE = 5
_ROWS, _BANDS = 4, 16
_PRIME = (1 << 61) - 1
_KIN = 0.5
# So many words in a row that agree show that both tell the same text there.
_STRETCH = 8
# Longer texts are compared by their beginnings: the table of differences grows with the square.
_MOST_TOKENS = 8_000


class Kinship(StrEnum):
    """What one text is to another."""

    SAME = "same"
    VERSION = "version"
    OTHER = "other"


def tokens(text: str) -> list[str]:
    """Return the words of a text as they are compared: no case, no punctuation, one form."""
    return _TOKEN.findall(unicodedata.normalize("NFKC", text).casefold())


def digest(text: str) -> str:
    """Return 64 hexadecimal digits that are equal for texts of equal words."""
    return hashlib.sha256("\n".join(tokens(text)).encode("utf-8", "replace")).hexdigest()


def bands(text: str) -> tuple[str, ...]:
    """Return keys of which two texts that resemble each other very likely share one.

    Minhash with locality-sensitive hashing (Broder 1997; Indyk and Motwani 1998): 16 bands of 4
    rows find a pair of resemblance 0.8 with a chance above 0.9998.
    """
    hashes = _hashes(tokens(text))
    if not hashes.size:
        return ()
    factors, terms = _permutations()
    least = [
        int(((hashes * factor + term) % _PRIME).min())
        for factor, term in zip(factors, terms, strict=True)
    ]
    keys = []
    for band in range(_BANDS):
        rows = least[band * _ROWS : (band + 1) * _ROWS]
        made = hashlib.blake2b(repr(rows).encode(), digest_size=8).hexdigest()
        keys.append(f"{band:02}{made}")
    return tuple(keys)


def resemblance(one: str, other: str) -> float:
    """Return how many of the word groups of two texts they share, from 0 to 1."""
    mine, theirs = (set(_shingles(tokens(text))) for text in (one, other))
    both = len(mine | theirs)
    return len(mine & theirs) / both if both else 0.0


def kinship(one: str, other: str) -> Kinship:
    """Return what a text is to another that was known before.

    Two sites print a report with other words before and after it: the same report. Where words
    have changed in between, it is a version of its own.
    """
    if resemblance(one, other) < _KIN:
        return Kinship.OTHER
    mine, theirs = tokens(one)[:_MOST_TOKENS], tokens(other)[:_MOST_TOKENS]
    steps = Levenshtein.opcodes(mine, theirs)
    equal = [
        place
        for place, step in enumerate(steps)
        if step.tag == "equal" and step.src_end - step.src_start >= _STRETCH
    ]
    if not equal:
        return Kinship.OTHER
    between = list(steps)[equal[0] : equal[-1] + 1]
    changed = any(step.tag != "equal" for step in between)
    return Kinship.VERSION if changed else Kinship.SAME


def _shingles(words: Sequence[str]) -> list[str]:
    size = min(_SHINGLE, len(words))
    return [" ".join(words[at : at + size]) for at in range(len(words) - size + 1)] if size else []


def _hashes(words: Sequence[str]) -> "NDArray[np.object_]":
    made = {
        int.from_bytes(hashlib.blake2b(s.encode("utf-8", "replace"), digest_size=7).digest())
        for s in _shingles(words)
    }
    # Whole numbers of any size: a product of two of 61 bits does not fit into 64.
    return np.array(sorted(made), dtype=object)


def _permutations() -> tuple[list[int], list[int]]:
    drawn = np.random.default_rng(20251125).integers(1, _PRIME, size=(2, _ROWS * _BANDS))
    return [int(n) for n in drawn[0]], [int(n) for n in drawn[1]]

"""What is typed into a search, cut into the tokens of which names of places may be made."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from enishi.domain.text import fold_words

# A code or a number, a word of Latin letters, katakana, hiragana, or kanji up to a sign that says
# what a unit is: 山口県広島県 are two names, クアンニンと北海道 as well.
_TOKEN = re.compile(
    r"(?P<code>(?<![^\W_])[A-Za-z]{1,2}-?\d{1,7}(?:-(?:[A-Za-z]+-)?\d{4})?(?![^\W_]))"
    r"|[ァ-ヺー]+|[ぁ-ゖ]+"
    r"|[^\W_ァ-ヺーぁ-ゖ\u3005\u3400-\u9fff]+"
    r"|[\u3005\u3400-\u9fff]*?[省県府都道市町村区郡]|[\u3005\u3400-\u9fff]+"
)
_APART = re.compile("[×✕✖↔⇔～〜~/&+、，,;；]")
# Words that stand between two names and belong to neither.
_BETWEEN = frozenset(
    {"x", "and", "with", "between", "et", "avec", "entre", "va", "voi", "giua", "と", "及び"}
)
# Words that say nothing of what is looked for.
_EMPTY = frozenset(
    {"a", "an", "d", "de", "des", "du", "en", "for", "in", "l", "la", "le", "les", "of", "on"}
    | {"the", "to", "cua", "ve", "の", "に", "で", "年"}
)
_MOST_TOKENS = 16
_LONGEST_NAME = 6


@dataclass(frozen=True, slots=True)
class Token:
    """A folded word, or an upper-case code, of what was typed.

    `glued` follows the one before without a space; `apart` cannot be of one name with it.
    """

    text: str
    code: str = ""
    glued: bool = False
    apart: bool = False

    @property
    def empty(self) -> bool:
        """Whether it says nothing by itself, though it may be part of a name."""
        return self.text in _EMPTY


@dataclass(frozen=True, slots=True)
class Segment:
    """Some tokens in a row, from `start` up to but not with `end`, as one text."""

    start: int
    end: int
    text: str


def read_tokens(text: str) -> list[Token]:
    """Cut what was typed into tokens, at most sixteen.

    >>> [token.text for token in read_tokens("クアンニンと北海道")]
    ['くあんにん', '北海道']
    """
    text = unicodedata.normalize("NFKC", text)
    tokens: list[Token] = []
    apart, end = False, 0
    for match in _TOKEN.finditer(text):
        apart = apart or bool(_APART.search(text, end, match.start()))
        glued, end = match.start() == end and bool(tokens), match.end()
        words = fold_words(match.group())
        if len(words) == 1 and words[0] in _BETWEEN:
            apart = True
            continue
        if match["code"]:
            words = ["".join(words)]
        for word in words:
            tokens.append(Token(word, (match["code"] or "").upper(), glued, apart))
            apart = glued = False
    return tokens[:_MOST_TOKENS]


def joined(tokens: Sequence[Token]) -> str:
    """Return tokens as one text, with a space where one was typed."""
    parts = [("" if token.glued else " ") + token.text for token in tokens]
    return "".join(parts).strip()


def segments(tokens: Sequence[Token]) -> list[Segment]:
    """Return all stretches of tokens that may be one name."""
    found = []
    for start in range(len(tokens)):
        for end in range(start + 1, min(start + _LONGEST_NAME, len(tokens)) + 1):
            if end > start + 1 and tokens[end - 1].apart:
                break
            found.append(Segment(start, end, joined(tokens[start:end])))
    return found


def cover(tokens: Sequence[Token], is_name: Callable[[Segment], bool]) -> list[Segment]:
    """Return the names within what was typed: as many tokens as can be, in as few names as can be.

    Of two readings that are as good, the one with the longer first name is taken.
    """
    by_start: dict[int, list[Segment]] = {}
    for segment in segments(tokens):
        if is_name(segment):
            by_start.setdefault(segment.start, []).append(segment)
    best: list[tuple[int, int, list[Segment]]] = [(0, 0, [])]
    for start in range(len(tokens) - 1, -1, -1):
        covered, names, chosen = best[0]
        options = [(covered, names, chosen)]
        for segment in by_start.get(start, ()):
            covered, names, chosen = best[segment.end - start - 1]
            options.append((covered + segment.end - segment.start, names - 1, [segment, *chosen]))
        best.insert(0, max(options, key=lambda option: _merit(option[0], option[1], option[2])))
    return best[0][2]


def _merit(covered: int, names: int, chosen: list[Segment]) -> tuple[int, int, int]:
    first = chosen[0].end - chosen[0].start if chosen else 0
    return covered, names, first


def between(tokens: Sequence[Token], taken: Sequence[Segment]) -> list[Segment]:
    """Return the stretches of tokens that no name takes and that say something."""
    left: list[Segment] = []
    held = {position for segment in taken for position in range(segment.start, segment.end)}
    start: int | None = None
    for position in range(len(tokens) + 1):
        ends = position == len(tokens) or position in held or tokens[position].apart
        if start is not None and ends:
            left.append(Segment(start, position, joined(tokens[start:position])))
            start = None
        if start is None and position < len(tokens) and position not in held:
            start = position
    return [s for s in left if not all(t.empty for t in tokens[s.start : s.end])]

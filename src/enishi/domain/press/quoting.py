"""What may be shown of a text: a short quotation; and, for reviewers, the text with its marks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from enishi.domain.press.report import Span

QUOTED = 200
_CUT = "…"
# How far from the limit a quotation may be cut so as not to cut a word.
_SLACK = 20


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a text that the same findings rest on; none, where `keys` is empty."""

    text: str
    keys: tuple[int, ...] = ()


def quotation(text: str, spans: Sequence[Span], limit: int = QUOTED) -> str:
    """Return the words around the first span, at most `limit` characters with the signs of cuts."""
    if not text.strip():
        return ""
    first = spans[0] if spans else Span(0, min(len(text), limit))
    near = [span for span in spans if span.end - first.start <= limit - 2] or [first]
    end = max(span.end for span in near)
    room = max(0, limit - 2 - (end - first.start))
    start = max(0, first.start - room // 2)
    # A sentence seldom goes over the end of a paragraph: neither does a quotation.
    start = max(start, text.rfind("\n", start, first.start) + 1)
    stop = min(len(text), start + limit - 2)
    if (line := text.find("\n", end, stop)) >= 0:
        stop = line
    before, after = start > 0 and text[start - 1] != "\n", stop < len(text) and text[stop] != "\n"
    space = text.find(" ", start, min(first.start, start + _SLACK))
    if before and space >= 0:
        start = space + 1
    if after and (space := text.rfind(" ", max(end, stop - _SLACK), stop)) > start:
        stop = space
    shown = " ".join(text[start:stop].split())
    return f"{_CUT if before else ''}{shown}{_CUT if after else ''}"


def segments(text: str, marked: Mapping[int, Iterable[Span]]) -> list[Segment]:
    """Cut a text where a mark begins or ends; put together again the pieces are the text."""
    size = len(text)
    begins: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    for key, spans in marked.items():
        for span in spans:
            start, end = max(0, span.start), min(size, span.end)
            if start < end:
                begins.setdefault(start, []).append(key)
                ends.setdefault(end, []).append(key)
    cuts = sorted({0, size, *begins, *ends})
    open_now: dict[int, int] = {}
    found = []
    for start, end in pairwise(cuts):
        for key in ends.get(start, ()):
            open_now[key] -= 1
        for key in begins.get(start, ()):
            open_now[key] = open_now.get(key, 0) + 1
        keys = tuple(sorted(key for key, number in open_now.items() if number))
        found.append(Segment(text[start:end], keys))
    return found

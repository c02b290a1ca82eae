"""Texts whose accents stand apart from their letters: read composed, told in their own places."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from enishi.domain.press.report import Basis, Fact, Locality, Organisation, Report, Span

_MOST = 400_000  # characters
_MARK = re.compile("[\u0300-\u036f\u3099\u309a]")
_APART = re.compile("[^\u0300-\u036f\u3099\u309a][\u0300-\u036f\u3099\u309a]+")


def composed(text: str) -> tuple[str, Sequence[int] | None]:
    """Return a text with letters and accents joined, and where each character of it stood.

    The places are None where nothing had to be joined; the last one is the length of the text.
    Of a text longer than any report only the beginning is kept.
    """
    text = text[:_MOST]
    if text.isascii() or not _MARK.search(text):
        return text, None
    pieces: list[str] = []
    places: list[int] = []
    done = 0
    for found in _APART.finditer(text):
        start, end = found.span()
        joined = unicodedata.normalize("NFC", found[0])
        pieces += text[done:start], joined
        places.extend(range(done, start))
        places.extend(min(start + number, end) for number in range(len(joined)))
        done = end
    pieces.append(text[done:])
    places.extend(range(done, len(text) + 1))
    return "".join(pieces), places


def moved(report: Report, text: str, places: Sequence[int]) -> Report:
    """Return a report on a composed text as one on the text that was given."""

    def basis(old: Basis) -> Basis:
        return replace(old, spans=tuple(Span(places[s.start], places[s.end]) for s in old.spans))

    def each[F: Fact](facts: tuple[F, ...]) -> tuple[F, ...]:
        return tuple(replace(fact, basis=basis(fact.basis)) for fact in facts)

    def named[F: (Locality, Organisation)](fact: F) -> F:
        span = fact.basis.spans[0]
        return replace(fact, name_as_written=text[span.start : span.end])

    return replace(
        report,
        published_basis=report.published_basis and basis(report.published_basis),
        localities=tuple(map(named, each(report.localities))),
        organisations=tuple(map(named, each(report.organisations))),
        people=each(report.people),
        events=each(report.events),
        agreements=each(report.agreements),
        figures=each(report.figures),
        commitments=each(report.commitments),
    )

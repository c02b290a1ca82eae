"""Occasions that a report tells of, each once however often it is told."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from enishi.domain.press.article import Sentence
from enishi.domain.press.report import Quantity, Span
from enishi.domain.press.scene import Place

DAY = 10  # characters of a date known to the day
_RANK = (
    "press_conference", "forum", "conference", "seminar", "festival", "exhibition", "signing",
    "ceremony", "anniversary", "mission", "exchange", "gathering", "visit", "meeting",
)  # fmt: skip
_LOOSE = frozenset(("ceremony", "anniversary", "exchange", "gathering", "visit", "meeting"))
_MEETINGS = frozenset(("visit", "meeting"))


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something that took place, as one sentence tells it."""

    kind: str
    first: str | None
    last: str | None
    place: Place | None
    sentence: Sentence
    spans: tuple[Span, ...]
    rule: str
    confidence: float
    delegates: Quantity | None = None
    organisers: tuple[str, ...] = ()


def long_ago(day: str, published: str) -> bool:
    """Whether a day lies in another year, or months before the report: it is told in passing."""
    if day.startswith("XXXX") or not published:
        return False
    months = int(published[:4]) * 12 - int(day[:4]) * 12
    if len(published) >= 7 and len(day) >= 7:
        months += int(published[5:7]) - int(day[5:7])
        return not -6 <= months <= 2
    return not -12 <= months <= 12


def _covers(one: Occasion, other: Occasion) -> bool:
    """Whether the days of two occasions agree, as far as they are told."""
    if one.first is None or other.first is None:
        return one.first is other.first
    first, last = one.first, one.last or one.first
    day = other.first
    if first.startswith("XXXX") or day.startswith("XXXX"):
        first, last, day = first[4:], last[4:], day[4:]
    if len(day) < len(first) or len(day) > len(first):
        return (day.startswith(first) or first.startswith(day)) and (
            one.kind == other.kind or "gathering" in {one.kind, other.kind}
        )
    return first <= day <= last


def _same(known: Occasion, each: Occasion) -> bool:
    if each.rule == "event.yearly" and known.rule != each.rule and known.kind == each.kind:
        return known.place is None or each.place is None or known.place.whole == each.place.whole
    if not (_covers(known, each) or _covers(each, known)):
        return False
    apart = (
        known.place is not None and each.place is not None and known.place.whole != each.place.whole
    )
    kinds = {known.kind, each.kind}
    if kinds & _MEETINGS:
        return not apart or bool(kinds & {"visit"}) or known.sentence == each.sentence
    if known.kind == each.kind:
        return not apart
    if kinds & _LOOSE:
        return not apart
    return known.sentence == each.sentence and "signing" not in kinds


def _long(each: Occasion) -> bool:
    return each.last is not None and each.last != each.first


def merged(occasions: Sequence[Occasion]) -> list[Occasion]:
    """Return one occasion for each that was told, the plainest word for it first."""
    ranked = sorted(
        occasions,
        key=lambda each: (
            each.rule == "event.yearly",
            not _long(each),
            _RANK.index(each.kind),
            each.place is None,
        ),
    )
    kept: list[Occasion] = []
    for each in ranked:
        for place, known in enumerate(kept):
            if _same(known, each) or (
                _long(known) and each.kind == "signing" and _covers(known, each)
            ):
                moved = _long(known) and known.kind in _MEETINGS
                kept[place] = replace(
                    known,
                    kind=each.kind
                    if known.kind == "gathering" and each.kind not in _MEETINGS
                    else known.kind,
                    place=known.place or (None if moved else each.place),
                    first=max(known.first or "", each.first or "", key=len) or None,
                    delegates=known.delegates or each.delegates,
                    organisers=known.organisers or each.organisers,
                    spans=tuple(sorted({*known.spans, *each.spans})),
                    confidence=max(known.confidence, each.confidence),
                )
                break
        else:
            kept.append(each)
    return sorted(kept, key=lambda each: each.spans)

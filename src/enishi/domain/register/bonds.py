"""A bond is all that ties one pair of localities of two countries; here, when each bond stands."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from enishi.domain.places import LineageSpan
from enishi.domain.register.agreements import Agreement, Party
from enishi.domain.register.lifecycle import SOON, Closure, Life
from enishi.domain.text import PartialDate

_DAY = datetime.timedelta(days=1)
_EVER = datetime.date.max


class SpanKind(StrEnum):
    """Documented: at least one agreement was signed. Living: at least one lives."""

    DOCUMENTED = "documented"
    LIVING = "living"


@dataclass(frozen=True, slots=True)
class BondSpan:
    """From `since` to `until` (both included, None is open) two units in force have a bond."""

    kind: SpanKind
    one: str
    other: str
    since: datetime.date
    until: datetime.date | None


class Pulse(StrEnum):
    """How a bond stands on a day.

    Alive: an agreement lives. Ending: all that live end within a year. Dormant: none lives, and
    nobody ended the last. Ended: the last was terminated. None: nothing was signed.
    """

    NONE = "none"
    ALIVE = "alive"
    ENDING = "ending"
    DORMANT = "dormant"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a bond stands: `until` is the last day on which it lives, or lived; None: not known."""

    pulse: Pulse
    living: int = 0
    began: PartialDate | None = None
    last_signed: PartialDate | None = None
    until: datetime.date | None = None


def pair_key(one: Party, other: Party) -> tuple[str, str]:
    """Return the two units in the order in which a bond names them: by country, then id."""
    first, second = sorted((one, other), key=lambda party: (party.country, party.unit))
    return first.unit, second.unit


def foreign_pairs(agreement: Agreement) -> list[tuple[str, str]]:
    """Return every pair of units of different countries that signed an agreement."""
    units = [party for party in agreement.parties if party.unit]
    return sorted({pair_key(a, b) for a, b in combinations(units, 2) if a.country != b.country})


def bond_spans(
    agreements: Iterable[tuple[Agreement, Life]], lineage: Mapping[str, Sequence[LineageSpan]]
) -> list[BondSpan]:
    """Return when each pair of units in force has a bond, through their own papers or inherited.

    Args:
        agreements: agreements with their lives.
        lineage: for each unit id, who answers for it and when.
    """
    found: dict[tuple[str, str, SpanKind], list[tuple[datetime.date, datetime.date]]]
    found = defaultdict(list)
    for agreement, life in agreements:
        signed = agreement.signed_on.last
        ends = [_EVER]
        if life.ends_on:
            ends.append(life.ends_on.last)
        if life.closed_on:
            ends.append(life.closed_on - _DAY)
        for one, other in foreign_pairs(agreement):
            for a in lineage[one]:
                for b in lineage[other]:
                    since = max(signed, a.since or signed, b.since or signed)
                    until = min(a.until or _EVER, b.until or _EVER)
                    if since > until:
                        continue
                    found[a.heir, b.heir, SpanKind.DOCUMENTED].append((since, until))
                    if since <= (living_until := min(until, *ends)):
                        found[a.heir, b.heir, SpanKind.LIVING].append((since, living_until))
    return [
        BondSpan(kind, one, other, since, None if until == _EVER else until)
        for (one, other, kind), spans in sorted(found.items())
        for since, until in _joined(spans)
    ]


def standing_on(papers: Iterable[tuple[PartialDate, Life]], on: datetime.date) -> Standing:
    """Return how a bond stands on a day.

    Args:
        papers: the date of signature and the life of each of its agreements.
        on: the day.
    """
    signed = [(date, life) for date, life in papers if date.last <= on]
    if not signed:
        return Standing(Pulse.NONE)
    dates = [date for date, _ in signed]
    began, last_signed = min(dates), max(dates, key=lambda date: date.last)
    living = [life for _, life in signed if life.lives(on)]
    ends = [life.ends_on.last for life in living if life.ends_on]
    if len(ends) < len(living):
        return Standing(Pulse.ALIVE, len(living), began, last_signed)
    if living:
        pulse = Pulse.ENDING if max(ends) - on <= SOON else Pulse.ALIVE
        return Standing(pulse, len(living), began, last_signed, max(ends))
    until, closed_as = max((_last_day(life) for _, life in signed), key=lambda last: last[0])
    pulse = Pulse.ENDED if closed_as is Closure.TERMINATED else Pulse.DORMANT
    return Standing(pulse, 0, began, last_signed, until)


def _last_day(life: Life) -> tuple[datetime.date, Closure | None]:
    """Return the last day on which an agreement lived, and what closed it; no term did."""
    term = life.ends_on.last if life.ends_on else _EVER
    if life.closed_on and life.closed_on - _DAY <= term:
        return life.closed_on - _DAY, life.closed_as
    return term, None


def _joined(
    spans: list[tuple[datetime.date, datetime.date]],
) -> list[tuple[datetime.date, datetime.date]]:
    """Join spans that overlap or touch."""
    joined: list[tuple[datetime.date, datetime.date]] = []
    for since, until in sorted(spans):
        if joined and (joined[-1][1] == _EVER or since <= joined[-1][1] + _DAY):
            joined[-1] = joined[-1][0], max(joined[-1][1], until)
        else:
            joined.append((since, until))
    return joined

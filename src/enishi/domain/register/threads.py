"""Threads: what ties two first-level units, the papers of their municipalities included."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from enishi.domain.places import LineageSpan
from enishi.domain.register.bonds import joined

_EVER = datetime.date.max
Span = tuple[datetime.date, datetime.date]


@dataclass(frozen=True, slots=True)
class SignedPaper:
    """An agreement as a thread needs it; `lives_until` is its last living day.

    `parties` are (country, unit), `domains` its fields of cooperation.
    """

    id: str
    signed: datetime.date
    lives_until: datetime.date
    parties: tuple[tuple[str, str], ...]
    domains: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Holding:
    """From `since` to `until` (both included; None is open) two first-level units hold a paper."""

    paper: SignedPaper
    one: str
    other: str
    since: datetime.date
    until: datetime.date | None

    @property
    def pair(self) -> tuple[str, str]:
        """The two units, by country, then id."""
        return self.one, self.other

    def stands(self, on: datetime.date) -> bool:
        """Whether the two units hold the paper on a day."""
        return self.since <= on and (self.until is None or on <= self.until)

    def lives(self, on: datetime.date) -> bool:
        """Whether, besides, the paper lives on that day."""
        return self.stands(on) and on <= self.paper.lives_until


def first_level(
    lineage: Mapping[str, Sequence[LineageSpan]], parents: Mapping[str, str]
) -> dict[str, dict[str, list[Span]]]:
    """Return for each unit the first-level units that answer for it, and when.

    Args:
        lineage: who answers for a unit; for the units asked about and all parents.
        parents: the first-level unit each municipality belongs to.
    """
    found: dict[str, dict[str, list[Span]]] = {}
    for unit, spans in lineage.items():
        holders: dict[str, list[Span]] = defaultdict(list)
        for span in spans:
            parent = parents.get(span.heir)
            above = lineage[parent] if parent else (span,)
            for up in above:
                since = max(span.since or datetime.date.min, up.since or datetime.date.min)
                until = min(span.until or _EVER, up.until or _EVER)
                if since <= until:
                    holders[up.heir].append((since, until))
        found[unit] = {holder: joined(days) for holder, days in holders.items()}
    return found


def holdings(
    papers: Iterable[SignedPaper], answering: Mapping[str, Mapping[str, Sequence[Span]]]
) -> list[Holding]:
    """Return when each pair of first-level units of two countries holds which paper.

    Args:
        papers: signed agreements.
        answering: as `first_level` tells it, for every unit that signed.
    """
    found = []
    for paper in papers:
        days: dict[tuple[str, str], list[Span]] = defaultdict(list)
        for (country, one), (far, other) in combinations(sorted(set(paper.parties)), 2):
            if country == far:
                continue
            for a, a_spans in answering[one].items():
                for b, b_spans in answering[other].items():
                    for x, y in ((x, y) for x in a_spans for y in b_spans):
                        since, until = max(paper.signed, x[0], y[0]), min(x[1], y[1])
                        if since <= until:
                            days[a, b].append((since, until))
        for (a, b), spans in sorted(days.items()):
            for since, until in joined(spans):
                end = None if until == _EVER else until
                found.append(Holding(paper, a, b, since, end))
    return found

"""A bond is all that ties one pair of localities of two countries; here, when each bond stands."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from enishi.domain.places import LineageSpan
from enishi.domain.register.agreements import Agreement, Party
from enishi.domain.register.lifecycle import EVER, Life

_DAY = datetime.timedelta(days=1)


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
        for one, other in foreign_pairs(agreement):
            for a in lineage[one]:
                for b in lineage[other]:
                    since = max(signed, a.since or signed, b.since or signed)
                    until = min(a.until or EVER, b.until or EVER)
                    if since > until:
                        continue
                    found[a.heir, b.heir, SpanKind.DOCUMENTED].append((since, until))
                    if since <= (living_until := min(until, life.until)):
                        found[a.heir, b.heir, SpanKind.LIVING].append((since, living_until))
    return [
        BondSpan(kind, one, other, since, None if until == EVER else until)
        for (one, other, kind), spans in sorted(found.items())
        for since, until in joined(spans)
    ]


def joined(
    spans: list[tuple[datetime.date, datetime.date]],
) -> list[tuple[datetime.date, datetime.date]]:
    """Join spans that overlap or touch."""
    joined: list[tuple[datetime.date, datetime.date]] = []
    for since, until in sorted(spans):
        if joined and (joined[-1][1] == EVER or since <= joined[-1][1] + _DAY):
            joined[-1] = joined[-1][0], max(joined[-1][1], until)
        else:
            joined.append((since, until))
    return joined

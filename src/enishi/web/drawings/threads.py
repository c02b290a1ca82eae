"""Threads of the map and the matrix: the bonds of first-level units on a day."""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from enishi.apps.ledger.queries import Version
from enishi.apps.register import queries as register
from enishi.domain.register import Holding
from enishi.web.remembering import remembered


@dataclass(frozen=True, slots=True)
class Thread:
    """A bond of two first-level units on a day, their municipalities' papers included."""

    one: str
    other: str
    papers: frozenset[str]
    living: frozenset[str]


@remembered(most=2)
def threads(version: Version) -> Sequence[Holding]:  # noqa: ARG001  # by which it is remembered
    """Return which pairs of first-level units held which agreement, on all days."""
    return tuple(register.threads())


def threads_on(version: Version, on: datetime.date, domain: str = "") -> list[Thread]:
    """Return the threads of a day, those of a field of cooperation where one is asked for."""
    papers: dict[tuple[str, str], set[str]] = defaultdict(set)
    living: dict[tuple[str, str], set[str]] = defaultdict(set)
    for holding in threads(version):
        if not holding.stands(on) or (domain and domain not in holding.paper.domains):
            continue
        papers[holding.pair].add(holding.paper.id)
        if holding.lives(on):
            living[holding.pair].add(holding.paper.id)
    return [
        Thread(*pair, frozenset(held), frozenset(living[pair]))
        for pair, held in sorted(papers.items())
    ]

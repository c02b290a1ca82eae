"""Which figures contradict each other: both are kept, and shown side by side."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from enishi.domain.indicators.figures import Figure
from enishi.domain.indicators.measures import MEASURES


class ConflictKind(StrEnum):
    """Same time: two values that cannot both be true then. Falls: a total that shrank."""

    SAME_TIME = "same_time"
    FALLS = "falls"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two figures of one measure and subject that cannot both be true; the earlier stands first."""

    kind: ConflictKind
    one: Figure
    other: Figure


def conflicts(figures: Iterable[Figure]) -> list[Conflict]:
    """Return the contradictions among figures, within each subject and measure.

    Figures without a day contradict nothing: what they were true of is not known.
    """
    groups: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.value is not None and figure.as_of is not None:
            groups[figure.subject, figure.measure].append(figure)
    found = []
    for (_, measure), group in sorted(groups.items()):
        for one, other in combinations(sorted(group, key=_order), 2):
            assert one.as_of
            assert other.as_of
            (low, high), (other_low, other_high) = one.interval(), other.interval()
            if one.as_of.last >= other.as_of.first:
                if high < other_low or other_high < low:
                    found.append(Conflict(ConflictKind.SAME_TIME, one, other))
            elif MEASURES[measure].cumulative and other_high < low:
                found.append(Conflict(ConflictKind.FALLS, one, other))
    return found


def _order(figure: Figure) -> tuple[object, ...]:
    assert figure.as_of
    return figure.as_of.first, figure.as_of.last, figure.id

"""Figures: what was measured or said, how exactly, and where two sources contradict each other."""

from enishi.domain.indicators.conflicts import Conflict, ConflictKind, conflicts
from enishi.domain.indicators.figures import Bound, Figure, Wording
from enishi.domain.indicators.measures import MEASURES, Measure

__all__ = [
    "MEASURES",
    "Bound",
    "Conflict",
    "ConflictKind",
    "Figure",
    "Measure",
    "Wording",
    "conflicts",
]

"""Places with history: units that begin, end and have heirs, and the names people give them."""

from enishi.domain.places.gazetteer import (
    Candidate,
    Match,
    NameEntry,
    Query,
    index_forms,
    rank,
    read_query,
)
from enishi.domain.places.timeline import Heir, LineageSpan, Timeline, TimelineError
from enishi.domain.places.units import Extent, Kind, Level, Relation, Succession, Unit

__all__ = [
    "Candidate",
    "Extent",
    "Heir",
    "Kind",
    "Level",
    "LineageSpan",
    "Match",
    "NameEntry",
    "Query",
    "Relation",
    "Succession",
    "Timeline",
    "TimelineError",
    "Unit",
    "index_forms",
    "rank",
    "read_query",
]

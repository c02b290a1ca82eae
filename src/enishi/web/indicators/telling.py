"""Figures made ready for a page: by measure, contradictions side by side and marked."""

import datetime
from dataclasses import dataclass
from itertools import groupby

from django.db.models import QuerySet

from enishi.apps.indicators import queries
from enishi.apps.indicators.models import Observation


@dataclass(frozen=True, slots=True)
class ToldFigure:
    """A figure, and whether another source says otherwise."""

    row: Observation
    differs: bool


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures of one measure, newest first."""

    measure: str
    figures: tuple[ToldFigure, ...]

    @property
    def differ(self) -> bool:
        """Whether sources contradict each other."""
        return any(figure.differs for figure in self.figures)


def measured(rows: QuerySet[Observation], on: datetime.date | None = None) -> list[Measured]:
    """Group figures, in the order of their measures; those of a day or before where one is given."""
    said = list(queries.with_places(queries.said_by(on, rows) if on else rows))
    differing = {
        figure.id
        for conflict in queries.conflicts_among(said)
        for figure in (conflict.one, conflict.other)
    }
    return [
        Measured(measure, tuple(ToldFigure(row, row.id in differing) for row in group))
        for measure, group in groupby(said, key=lambda row: row.measure)
    ]

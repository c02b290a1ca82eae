"""Rows of figures ⇄ figures, and the document in which one is told to programs."""

from typing import Any

from enishi.apps.indicators.models import FigureFields, Observation
from enishi.apps.ledger.bridge import source_document
from enishi.apps.places.bridge import point_of
from enishi.domain.formats.exports import Record
from enishi.domain.indicators import Figure, Wording


def figure_of(row: Observation) -> Figure:
    """Return a row as a figure."""
    return Figure(row.id, row.subject, row.measure, row.value, Wording(row.wording), row.as_of)


def value_document(row: FigureFields) -> dict[str, Any]:
    """Return what every figure carries, as programs read it; its source is loaded."""
    value = row.value
    return {
        "measure": row.measure,
        "value": None if value is None else int(value) if value == int(value) else float(value),
        "text": dict(row.text.texts) or None,
        "bound": str(Wording(row.wording).bound),
        "wording": row.wording,
        "on": str(row.as_of) if row.as_of else None,
        "source": source_document(row.source),
    }


def figure_document(row: Observation) -> dict[str, Any]:
    """Return a figure as programs read it; its source is loaded."""
    return {
        "id": row.id,
        "scope": row.scope,
        "subject": row.subject,
        **value_document(row),
        "note": dict(row.note.texts) or None,
    }


def figure_record(row: Observation) -> Record:
    """Return a figure, read by `queries.located_figures`, as an export holds it."""
    where = tuple((place.unit.country, point_of(place.unit)) for place in row.places.all())
    return Record(figure_document(row), where)

"""The document in which an event of record is told to programs."""

from typing import Any

from enishi.apps.forum.models import Event
from enishi.apps.indicators.bridge import value_document
from enishi.apps.ledger.bridge import source_document


def event_document(row: Event) -> dict[str, Any]:
    """Return an event, read by `queries.events`, as programs read it."""
    return {
        "id": row.id,
        "kind": row.kind,
        "name": dict(row.name.texts),
        "starts_on": str(row.starts_on),
        "ends_on": str(row.ends_on) if row.ends_on else None,
        "precision": str(row.starts_on.precision),
        "place": dict(row.place.texts),
        "organisers": dict(row.organisers.texts),
        "places": [
            {
                "role": place.role,
                "code": place.unit.code or None,
                "unit_id": place.unit_id,
                "name": place.unit.name.all_languages(),
            }
            for place in row.places.all()
        ],
        "figures": [value_document(figure) for figure in row.figures.all()],
        "source": source_document(row.source),
    }

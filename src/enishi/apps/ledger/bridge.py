"""The document in which a source is told to programs."""

from typing import Any

from enishi.apps.ledger.models import Source


def source_document(source: Source) -> dict[str, Any]:
    """Return a source as programs read it."""
    return {
        "id": source.id,
        "title": source.title,
        "url": source.url or None,
        "publisher": source.publisher or None,
        "published_on": str(source.published_on) if source.published_on else None,
        "language": source.language or None,
    }

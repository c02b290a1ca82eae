"""Reads of the ledger that have a name."""

from enishi.apps.ledger.models import Load


def last_load() -> Load | None:
    """Return the last finished load of the reference files."""
    return Load.objects.first()

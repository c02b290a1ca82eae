"""Reads of the ledger that have a name."""

import datetime
from dataclasses import dataclass

from enishi.apps.ledger.models import Entry, Load


@dataclass(frozen=True, slots=True)
class Version:
    """How far the records have come: the last load, the last entry, and when the later was made."""

    load: int
    entry: int
    at: datetime.datetime | None


def last_load() -> Load | None:
    """Return the last finished load of the reference files."""
    return Load.objects.first()


def version() -> Version:
    """Return the version of all records: while it stands, no answer drawn from them changes."""
    load = Load.objects.order_by("-id").values_list("id", "at").first()
    entry = Entry.objects.order_by("-id").values_list("id", "at").first()
    days = [found[1] for found in (load, entry) if found]
    return Version(load[0] if load else 0, entry[0] if entry else 0, max(days, default=None))

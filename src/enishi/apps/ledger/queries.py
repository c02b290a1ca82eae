"""Reads of the ledger that have a name."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, Model, QuerySet

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


def entries_of(model: type[Model], keys: "QuerySet[Any, Any] | None" = None) -> QuerySet[Entry]:
    """Return what was done to records of a model, newest first; only to those of some keys."""
    rows = Entry.objects.filter(subject_type=model._meta.label_lower)
    if keys is not None:
        rows = rows.filter(subject_id__in=keys)
    return rows.order_by("-at", "-id")


def last_changes(model: type[Model]) -> dict[str, datetime.datetime]:
    """Return when each record of a model was last changed; those the ledger names alone."""
    rows = entries_of(model).order_by().values_list("subject_id").annotate(last=Max("at"))
    return dict(rows)


def last_change_by_load() -> datetime.datetime | None:
    """Return when a load of the reference files last changed something."""
    rows = Load.objects.exclude(created=0, updated=0).order_by("-id")
    return rows.values_list("at", flat=True).first()

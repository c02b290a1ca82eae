"""Verbs on events of record."""

from collections.abc import Iterable

from django.db import models, transaction

from enishi.apps.forum import jobs
from enishi.apps.forum.models import Event
from enishi.apps.ledger.actions import keep_record
from enishi.apps.ledger.models import Entry


@transaction.atomic
def record_event(
    *,
    event: Event,
    rows: Iterable[models.Model] = (),
    removed: Iterable[models.Model] = (),
    by: str,
) -> Entry:
    """Add an event with its places and figures, or correct one."""
    entry = keep_record(verb="record_event", record=event, rows=rows, removed=removed, by=by)
    jobs.derive_words([event.id])
    return entry

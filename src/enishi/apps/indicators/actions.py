"""Verbs on figures."""

from collections.abc import Iterable

from django.db import models, transaction

from enishi.apps.indicators import jobs
from enishi.apps.indicators.models import Observation
from enishi.apps.ledger.actions import keep_record
from enishi.apps.ledger.models import Entry


@transaction.atomic
def record_figure(*, observation: Observation, rows: Iterable[models.Model] = (), by: str) -> Entry:
    """Add a figure, or correct one, with rows that are written down with it."""
    jobs.complete_scope(observation)
    entry = keep_record(verb="record_figure", record=observation, rows=rows, by=by)
    jobs.derive_places()
    return entry

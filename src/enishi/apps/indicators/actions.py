"""Verbs on figures."""

from django.db import transaction

from enishi.apps.indicators import jobs
from enishi.apps.indicators.models import Observation
from enishi.apps.ledger.actions import keep_record
from enishi.apps.ledger.models import Entry


@transaction.atomic
def record_figure(*, observation: Observation, by: str) -> Entry:
    """Add a figure, or correct one."""
    jobs.complete_scope(observation)
    entry = keep_record(verb="record_figure", record=observation, by=by)
    jobs.derive_places()
    return entry

"""Verbs on parties."""

from django.db import transaction

from enishi.apps.ledger.actions import keep_record
from enishi.apps.ledger.models import Entry
from enishi.apps.parties.models import Office


@transaction.atomic
def record_office(*, office: Office, by: str) -> Entry:
    """Add an office in charge, or correct what is known of it."""
    return keep_record(verb="record_office", record=office, by=by)

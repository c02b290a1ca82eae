"""Verbs on agreements."""

from collections.abc import Iterable

from django.db import models, transaction

from enishi.apps.ledger.actions import keep_record
from enishi.apps.ledger.models import Entry
from enishi.apps.register import jobs
from enishi.apps.register.models import Agreement, Party


@transaction.atomic
def record_agreement(
    *,
    agreement: Agreement,
    rows: Iterable[models.Model] = (),
    removed: Iterable[models.Model] = (),
    by: str,
) -> Entry:
    """Add an agreement with its parties, fields, sources, texts and events."""
    return _keep("record_agreement", agreement, rows, removed, by)


@transaction.atomic
def correct_agreement(
    *,
    agreement: Agreement,
    rows: Iterable[models.Model] = (),
    removed: Iterable[models.Model] = (),
    by: str,
) -> Entry:
    """Correct what is known of an agreement."""
    return _keep("correct_agreement", agreement, rows, removed, by)


@transaction.atomic
def record_signatories(
    *,
    party: Party,
    rows: Iterable[models.Model] = (),
    removed: Iterable[models.Model] = (),
    by: str,
) -> Entry:
    """Record who signed for a party."""
    return keep_record(verb="record_signatories", record=party, rows=rows, removed=removed, by=by)


def rederive() -> None:
    """Work out anew what follows from agreements and places; call it in the verb's transaction."""
    jobs.derive_lives()


def _keep(
    verb: str,
    agreement: Agreement,
    rows: Iterable[models.Model],
    removed: Iterable[models.Model],
    by: str,
) -> Entry:
    jobs.complete_days(agreement)
    entry = keep_record(verb=verb, record=agreement, rows=rows, removed=removed, by=by)
    jobs.derive_words([agreement.id])
    rederive()
    return entry

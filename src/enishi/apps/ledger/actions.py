"""Writing in the ledger."""

from typing import Any

from django.db import models

from enishi.apps.ledger.models import Entry


def write_entry(*, verb: str, subject: models.Model, changes: dict[str, Any], by: str) -> Entry:
    """Write down that `by` did `verb` to `subject`; call it in the verb's own transaction."""
    return Entry.objects.create(
        actor=by,
        verb=verb,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        changes=changes,
    )

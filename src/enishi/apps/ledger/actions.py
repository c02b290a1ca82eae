"""Writing in the ledger, and keeping a record so that the ledger tells what changed."""

from collections.abc import Iterable
from typing import Any

from django.db import models, transaction

from enishi.apps.ledger.models import Entry, Source


def write_entry(*, verb: str, subject: models.Model, changes: dict[str, Any], by: str) -> Entry:
    """Write down that `by` did `verb` to `subject`; call it in the verb's own transaction."""
    return Entry.objects.create(
        actor=by,
        verb=verb,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        changes=changes,
    )


@transaction.atomic
def keep_record(
    *,
    verb: str,
    record: models.Model,
    rows: Iterable[models.Model] = (),
    removed: Iterable[models.Model] = (),
    by: str,
) -> Entry:
    """Save a record with rows that belong to it, and write down what was before and after.

    Args:
        verb: what is done, for the ledger.
        record: the record, new or changed.
        rows: rows of it that are new or changed.
        removed: rows of it that go.
        by: who does it.
    """
    changes: dict[str, Any] = {}
    told = []
    for row in removed:
        told.append({"row": row._meta.label_lower, "removed": _values(row)})
        row.delete()
    changes |= _changes(record)
    record.save()
    for row in rows:
        told.append({"row": row._meta.label_lower, "changed": _changes(row)})
        row.save()
    if told:
        changes["rows"] = told
    return write_entry(verb=verb, subject=record, changes=changes, by=by)


def record_source(*, source: Source, by: str) -> Entry:
    """Add a source, or correct one."""
    return keep_record(verb="record_source", record=source, by=by)


def _changes(record: models.Model) -> dict[str, list[Any]]:
    """Return {column: [before, after]} of what saving a record would change."""
    stored = type(record)._default_manager.filter(pk=record.pk).first()
    before, after = _values(stored) if stored else {}, _values(record)
    return {
        column: [before.get(column), value]
        for column, value in after.items()
        if before.get(column) != value
    }


def _values(record: models.Model) -> dict[str, Any]:
    """Return a record's columns in a form that JSON can hold."""
    values = {}
    for column in record._meta.concrete_fields:
        value = column.value_from_object(record)
        plain = value is None or isinstance(value, bool | int | float | str | dict | list)
        values[column.attname] = value if plain else str(value)
    return values

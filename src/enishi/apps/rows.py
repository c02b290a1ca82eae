"""Many rows at once, by the database's fastest way in."""

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import connection, models

from enishi.apps.fields import LocalizedTextField, PartialDateField, as_json
from enishi.domain.text import LocalizedText

# Fields that a database takes as Python holds them; the others prepare their values themselves.
_PLAIN_FIELDS = (
    models.CharField,
    models.TextField,
    models.IntegerField,
    models.FloatField,
    models.BooleanField,
    models.ForeignKey,
)
_NO_TEXT = json.dumps(as_json(LocalizedText()))


def stored_form(field: Any) -> Callable[[Any], Any] | None:
    """Return what turns a value of a field into what the database takes; None if it is that."""
    if isinstance(field, _PLAIN_FIELDS):
        return None
    if isinstance(field, LocalizedTextField):
        return lambda value: json.dumps(as_json(value)) if value.texts else _NO_TEXT
    if isinstance(field, PartialDateField):
        return lambda value: str(value) if value else None
    return lambda value: field.get_db_prep_save(value, connection)


def add_rows(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Add rows by the database's fastest way in; the values are as the database takes them."""
    table = connection.ops.quote_name(model._meta.db_table)
    names = ", ".join(connection.ops.quote_name(column) for column in columns)
    # All rows first: one that has to ask the database while a COPY is open waits for ever.
    ready = list(rows)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in ready:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(columns))
            statement = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608  # our names
            cursor.executemany(statement, ready)


def replace_rows(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Replace all rows of a derived table."""
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(model._meta.db_table)
        cursor.execute(f"DELETE FROM {table}")  # noqa: S608  # our own name
    add_rows(model, columns, rows)


def update_rows(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Set derived columns of many rows; each row is the columns' values, then the primary key."""
    assert model._meta.pk is not None
    assert model._meta.pk.column is not None
    quote = connection.ops.quote_name
    table, key = quote(model._meta.db_table), quote(model._meta.pk.column)
    changes = ", ".join(f"{quote(column)} = %s" for column in columns)
    with connection.cursor() as cursor:
        update = f"UPDATE {table} SET {changes} WHERE {key} = %s"  # noqa: S608  # names of our models
        cursor.executemany(update, list(rows))

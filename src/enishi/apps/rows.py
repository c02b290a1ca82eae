"""Many rows at once, by the database's fastest way in."""

import datetime
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from django.db import connection, models

from enishi.apps.fields import LocalizedTextField, PartialDateField, as_json
from enishi.domain.text import LocalizedText, PartialDate

# Fields that a database takes as Python holds them; the others prepare their values themselves.
_PLAIN_FIELDS = (
    models.CharField,
    models.TextField,
    models.IntegerField,
    models.FloatField,
    models.BooleanField,
    models.ForeignKey,
)
PLAIN_TYPES = frozenset({str, bool, int, float})
_NO_TEXT = json.dumps(as_json(LocalizedText()))


def stored_form(field: Any) -> Callable[[Any], Any] | None:
    """Return what turns a value of a field into what the database takes; None if it is that."""
    if isinstance(field, _PLAIN_FIELDS):
        return None
    if isinstance(field, LocalizedTextField):
        return stored_text
    if isinstance(field, PartialDateField):
        return lambda value: str(value) if value else None
    return lambda value: field.get_db_prep_save(value, connection)


def stored_text(text: LocalizedText) -> str:
    """Return a text as the database takes it."""
    return json.dumps(as_json(text)) if text.texts else _NO_TEXT


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
    by_column = {f.column: f for f in model._meta.concrete_fields}
    fields = [*(by_column[column] for column in columns), model._meta.pk]
    quote = connection.ops.quote_name
    table, names = quote(model._meta.db_table), [quote(str(f.column)) for f in fields]
    ready = list(rows)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # row by row it takes five times as long
            changes = ", ".join(f"{name} = fresh.{name}" for name in names[:-1])
            marks = ", ".join(f"%s::{f.db_type(connection)}[]" for f in fields)
            update = (
                f"UPDATE {table} SET {changes}"  # noqa: S608  # names of our models
                f" FROM unnest({marks}) AS fresh ({', '.join(names)})"
                f" WHERE {table}.{names[-1]} = fresh.{names[-1]}"
            )
            for start in range(0, len(ready), _BATCH):
                batch = zip(*ready[start : start + _BATCH], strict=True)
                cursor.execute(update, [list(values) for values in batch])
        else:
            changes = ", ".join(f"{name} = %s" for name in names[:-1])
            update = f"UPDATE {table} SET {changes} WHERE {names[-1]} = %s"  # noqa: S608  # likewise
            cursor.executemany(update, ready)


@contextmanager
def unreferenced(filled: Sequence[type[models.Model]]) -> Iterator[None]:
    """Fill tables, if all are empty, without their references: these are checked at the end.

    PostgreSQL checks a reference row by row, which takes as long as all the rest of a first load.
    Once there are rows the references stay: taking one off shuts the readers out.
    """
    tables = [model._meta.db_table for model in filled]
    dropped: list[tuple[str, str, str]] = []
    if connection.vendor == "postgresql" and not any(m._default_manager.exists() for m in filled):
        with connection.cursor() as cursor:
            cursor.execute(_REFERENCES, [tables])
            dropped = cursor.fetchall()
            for table, name, _ in dropped:
                cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    yield
    with connection.cursor() as cursor:
        for table, name, definition in dropped:
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")


_REFERENCES = """
SELECT quote_ident(relname), quote_ident(conname), pg_get_constraintdef(c.oid)
FROM pg_constraint c JOIN pg_class t ON t.oid = conrelid
WHERE contype = 'f' AND conrelid = ANY (SELECT to_regclass(quote_ident(n)) FROM unnest(%s::text[]) n)
ORDER BY relname, conname
"""
_BATCH = 10_000


def analyse(filled: Iterable[type[models.Model]]) -> None:
    """Let the database look at tables of which much has changed, or its planner knows nothing."""
    with connection.cursor() as cursor:
        for model in filled:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


def tidy(filled: Iterable[type[models.Model]]) -> None:
    """Let PostgreSQL see that all readers may see all rows, so that an index alone answers.

    It does so by itself some minutes later; it cannot within a transaction.
    """
    if connection.vendor == "postgresql" and not connection.in_atomic_block:
        tables = [connection.ops.quote_name(model._meta.db_table) for model in filled]
        with connection.cursor() as cursor:
            cursor.execute(f"VACUUM {', '.join(tables)}")


def plain_form(value: Any) -> Any:
    """Return a value in the form in which it is remembered and compared."""
    if value is None or type(value) in PLAIN_TYPES:
        return value
    match value:
        case PartialDate() | Decimal():
            return str(value) if isinstance(value, PartialDate) else f"{value.normalize():f}"
        case datetime.date():
            return value.isoformat()
        case tuple() | list():
            return sorted(value)
        case _:
            return value

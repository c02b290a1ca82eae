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
    if type(field) is models.DateField:  # as each driver takes it
        return None if connection.vendor == "postgresql" else _day
    return lambda value: field.get_db_prep_save(value, connection)


def _day(value: datetime.date | None) -> str | None:
    return value.isoformat() if value else None


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
    quote = connection.ops.quote_name
    table, key = quote(model._meta.db_table), quote(str(model._meta.pk.column))
    names = [quote(column) for column in columns]
    ready = list(rows)  # one that has to ask the database while a COPY is open waits for ever
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # row by row it takes five times as long
            all_names = ", ".join([*names, key])
            cursor.execute(
                f"CREATE TEMPORARY TABLE fresh AS SELECT {all_names} FROM {table} LIMIT 0"  # noqa: S608  # likewise
            )
            with cursor.copy(f"COPY fresh ({all_names}) FROM STDIN") as copy:
                for row in ready:
                    copy.write_row(row)
            changes = ", ".join(f"{name} = fresh.{name}" for name in names)
            cursor.execute(
                f"UPDATE {table} SET {changes} FROM fresh WHERE {table}.{key} = fresh.{key}"  # noqa: S608  # names of our models
            )
            cursor.execute("DROP TABLE fresh")
        else:
            changes = ", ".join(f"{name} = %s" for name in names)
            update = f"UPDATE {table} SET {changes} WHERE {key} = %s"  # noqa: S608  # likewise
            cursor.executemany(update, ready)


@contextmanager
def bare(filled: Sequence[type[models.Model]]) -> Iterator[None]:
    """Fill tables, if all are empty, without their indexes; on PostgreSQL without constraints too.

    Made at the end they take a third of the time: an index is sorted once, references and
    uniqueness are checked at once. Once there are rows they stay: taking one off shuts the
    readers out.
    """
    tables = [model._meta.db_table for model in filled]
    dropped: list[tuple[str, str]] = []
    if not any(model._default_manager.exists() for model in filled):
        marks = ", ".join(["%s"] * len(tables))
        with connection.cursor() as cursor:
            for listed in _TAKEN_OFF[connection.vendor]:
                cursor.execute(listed.format(tables=marks), tables)
                for drop, make in cursor.fetchall():
                    cursor.execute(drop)
                    dropped.append((drop, make))
    yield
    with connection.cursor() as cursor:
        for _, make in reversed(dropped):
            cursor.execute(make)


# How to take off what the bare tables do without, and how to make it again; references before the
# indexes, so that these stand first when all is made again.
_TAKEN_OFF = {
    "postgresql": (
        """
        SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname),
            format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s',
                conrelid::regclass, conname, pg_get_constraintdef(oid))
        FROM pg_constraint
        WHERE contype IN ('f', 'u') AND conrelid IN (SELECT to_regclass(quote_ident(name))
            FROM unnest(ARRAY[{tables}]) AS name)
        ORDER BY contype, 1
        """,
        """
        SELECT format('DROP INDEX %%s', indexrelid::regclass), pg_get_indexdef(indexrelid)
        FROM pg_index
        WHERE NOT indisunique AND indrelid IN (SELECT to_regclass(quote_ident(name))
            FROM unnest(ARRAY[{tables}]) AS name)
        ORDER BY 1
        """,
    ),
    "sqlite": (
        """
        SELECT 'DROP INDEX "' || name || '"', sql FROM sqlite_master
        WHERE type = 'index' AND sql LIKE 'CREATE INDEX %%' AND tbl_name IN ({tables})
        ORDER BY name
        """,
    ),
}


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

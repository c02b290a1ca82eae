"""Taking reference files over into the database, without ever undoing what a person has edited.

Three states meet in each row: what the file says, what it said when it was last loaded, and what
the record holds now. The file's changes are taken over where the record still holds what was
loaded; where a person has changed it, the record stays and the difference is told.
"""

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import connection, models

from enishi.apps.ledger.models import LoadedRow, Source
from enishi.domain.formats.sheets import (
    BadCell,
    Column,
    Reader,
    Row,
    partial_date,
    read_sheet,
    text,
)
from enishi.domain.text import LocalizedText, PartialDate

BATCH = 2000
Progress = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a file and the model's field it fills.

    Args:
        column: the column's name in the file.
        read: reads a cell.
        to: the field's attribute; the column's name where not given.
        required: whether the cell must be filled.
        empty: what an empty cell means.
        refers_to: the model of which the value, or each of its values, is a key.
        language: the field is a `LocalizedText`, and the column its text in this language.
        rows_of: (model, link, value field): the values are rows of a model of their own.
    """

    column: str
    read: Reader
    to: str = ""
    required: bool = False
    empty: Any = None
    refers_to: type[models.Model] | None = None
    language: str = ""
    rows_of: tuple[type[models.Model], str, str] | None = None

    @property
    def attribute(self) -> str:
        """The attribute of the model this column fills."""
        return self.to or self.column


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file of reference facts, and the model whose rows it holds.

    `complete` fills in fields that follow from the others, before a row is written.
    """

    file: str
    model: type[models.Model]
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    complete: Callable[[Any], None] = lambda _: None

    @property
    def columns(self) -> list[Column]:
        """The columns the file must have."""
        return [Column(f.column, f.read, f.required) for f in self.fields]


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a record was left as a person has edited it; None stands for a missing row."""

    file: str
    key: str
    column: str
    in_file: Any
    here: Any


@dataclass(slots=True)
class Outcome:
    """What a load did."""

    created: int = 0
    updated: int = 0
    differences: list[Difference] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        """Whether any record was written."""
        return bool(self.created or self.updated)


def _plain(value: Any) -> Any:
    """Return a value in the form in which it is remembered and compared."""
    match value:
        case PartialDate() | Decimal():
            return str(value) if isinstance(value, PartialDate) else f"{value.normalize():f}"
        case datetime.date():
            return value.isoformat()
        case tuple() | list():
            return sorted(value)
        case _:
            return value


class Loader:
    """Loads sheets one after the other; call it within a transaction."""

    def __init__(self, on_progress: Progress) -> None:
        self.outcome = Outcome()
        self.lines: dict[str, dict[str, int]] = {}
        self._known: dict[type[models.Model], set[Any]] = {}
        self._progress = on_progress

    def load(self, sheet: Sheet, content: bytes) -> None:
        """Take one file over.

        Raises:
            BadCell: a cell cannot be read, or refers to a record that does not exist.
        """
        rows: dict[str, Row] = {}
        for row in read_sheet(sheet.file, content, sheet.columns, sheet.key):
            rows["|".join(str(_plain(row.values[part]) or "") for part in sheet.key)] = row
        self.lines[sheet.file] = {key: row.line for key, row in rows.items()}
        self._check_references(sheet, rows)
        wanted = {
            key: {
                f.column: _plain(f.empty if row.values[f.column] is None else row.values[f.column])
                for f in sheet.fields
            }
            for key, row in rows.items()
        }
        base = dict(LoadedRow.objects.filter(file=sheet.file).values_list("key", "values"))
        current = self._current(sheet) if base or sheet.model._default_manager.exists() else {}
        new = [key for key in rows if key not in base and key not in current]
        self._create(sheet, {key: rows[key] for key in new})
        remembered = {key: wanted[key] for key in new}
        for key, values in wanted.items():
            if key in base and base[key] == values and key in current:
                self._note_edits(sheet, key, values, current[key])
            elif key in current:
                self._merge(sheet, key, rows[key], base.get(key), values, current[key])
                remembered[key] = values
            elif key in base:
                self._differ(sheet, key, "", "row", None)
        for key in base.keys() - rows.keys():
            self._differ(sheet, key, "", None, "row")
        self._remember(sheet.file, base, remembered)
        self._progress(sheet.file, len(rows))

    def _check_references(self, sheet: Sheet, rows: dict[str, Row]) -> None:
        for reference in (f for f in sheet.fields if f.refers_to):
            model = reference.refers_to
            assert model is not None
            if model not in self._known:
                self._known[model] = set(model._default_manager.values_list("pk", flat=True))
            known = self._known[model]
            if model is sheet.model:  # rows of one file may refer to each other
                known |= {row.values[sheet.key[0]] for row in rows.values()}
            for row in rows.values():
                value = row.values[reference.column]
                for item in value if isinstance(value, tuple) else (value,):
                    if item is not None and item not in known:
                        raise BadCell(
                            sheet.file,
                            row.line,
                            reference.column,
                            "cell.no_such_record",
                            cell=str(item),
                            record=str(model._meta.verbose_name),
                        )

    def _instance(self, sheet: Sheet, row: Row) -> models.Model:
        values: dict[str, Any] = {}
        for f in sheet.fields:
            if f.rows_of:
                continue
            value = row.values[f.column]
            value = f.empty if value is None else value
            if f.language:
                texts = {f.language: value} if value else {}
                value = LocalizedText(texts, f.language if texts else "")
            values[f.attribute] = value
        instance = sheet.model(**values)
        sheet.complete(instance)
        return instance

    def _create(self, sheet: Sheet, rows: dict[str, Row]) -> None:
        manager = sheet.model._default_manager
        manager.bulk_create((self._instance(sheet, row) for row in rows.values()), batch_size=BATCH)
        for f in sheet.fields:
            if f.rows_of:
                model, link, value_field = f.rows_of
                model._default_manager.bulk_create(
                    (
                        model(**{link: row.values[sheet.key[0]], value_field: value})
                        for row in rows.values()
                        for value in row.values[f.column] or ()
                    ),
                    batch_size=BATCH,
                )
        if sheet.model in self._known:
            self._known[sheet.model] |= {row.values[sheet.key[0]] for row in rows.values()}
        self.outcome.created += len(rows)

    def _current(self, sheet: Sheet) -> dict[str, tuple[models.Model, dict[str, Any]]]:
        """Return the records a file may speak of, with their values in plain form."""
        lists: dict[str, dict[Any, list[Any]]] = {}
        for f in sheet.fields:
            if f.rows_of:
                model, link, value_field = f.rows_of
                grouped: dict[Any, list[Any]] = {}
                for owner, value in model._default_manager.values_list(link, value_field):
                    grouped.setdefault(owner, []).append(value)
                lists[f.column] = grouped
        found = {}
        for instance in sheet.model._default_manager.order_by().iterator(chunk_size=BATCH):
            values = {}
            for f in sheet.fields:
                if f.rows_of:
                    values[f.column] = _plain(lists[f.column].get(instance.pk, []))
                else:
                    value = getattr(instance, f.attribute)
                    if f.language:
                        value = value.texts.get(f.language) or f.empty
                    values[f.column] = _plain(value)
            key = "|".join(str(values[part] or "") for part in sheet.key)
            found[key] = instance, values
        return found

    def _note_edits(
        self,
        sheet: Sheet,
        key: str,
        values: dict[str, Any],
        current: tuple[models.Model, dict[str, Any]],
    ) -> None:
        for column, value in values.items():
            if current[1][column] != value:
                self._differ(sheet, key, column, value, current[1][column])

    def _merge(
        self,
        sheet: Sheet,
        key: str,
        row: Row,
        base: dict[str, Any] | None,
        wanted: dict[str, Any],
        current: tuple[models.Model, dict[str, Any]],
    ) -> None:
        instance, here = current
        taken: list[Field] = []
        for f in sheet.fields:
            if here[f.column] == wanted[f.column]:
                continue
            edited = base is None or here[f.column] != base.get(f.column)
            if edited:
                self._differ(sheet, key, f.column, wanted[f.column], here[f.column])
            else:
                taken.append(f)
        if not taken:
            return
        fresh = self._instance(sheet, row)
        for f in taken:
            if f.rows_of:
                model, link, value_field = f.rows_of
                rows = model._default_manager
                rows.filter(**{link: instance.pk}).delete()
                rows.bulk_create(
                    model(**{link: instance.pk, value_field: value})
                    for value in row.values[f.column] or ()
                )
            elif f.language:
                held: LocalizedText = getattr(instance, f.attribute)
                texts = {**held.texts, **getattr(fresh, f.attribute).texts}
                setattr(instance, f.attribute, LocalizedText(texts, held.original or f.language))
            else:
                setattr(instance, f.attribute, getattr(fresh, f.attribute))
        sheet.complete(instance)
        instance.save()
        self.outcome.updated += 1

    def _differ(self, sheet: Sheet, key: str, column: str, in_file: Any, here: Any) -> None:
        self.outcome.differences.append(Difference(sheet.file, key, column, in_file, here))

    @staticmethod
    def _remember(file: str, base: dict[str, Any], remembered: dict[str, Any]) -> None:
        known = {key: values for key, values in remembered.items() if key in base}
        if known:
            rows = LoadedRow.objects.filter(file=file, key__in=known)
            for row in rows:
                row.values = known[row.key]
            LoadedRow.objects.bulk_update(rows, ["values"], batch_size=BATCH)
        LoadedRow.objects.bulk_create(
            (
                LoadedRow(file=file, key=key, values=values)
                for key, values in remembered.items()
                if key not in base
            ),
            batch_size=BATCH,
        )


def progress_nowhere(file: str, rows: int) -> None:
    """Show nothing."""


def sheets() -> list[Sheet]:
    """Return the file of sources."""
    return [
        Sheet(
            "sources.csv",
            Source,
            ("id",),
            (
                Field("id", text(24), required=True),
                Field("title", text(500), required=True),
                Field("url", text(1000), empty=""),
                Field("publisher", text(200), empty=""),
                Field("published_on", partial_date),
                Field("language", text(8), empty=""),
            ),
        )
    ]


def replace_rows(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Replace all rows of a derived table, by the database's fastest way in."""
    table = connection.ops.quote_name(model._meta.db_table)
    names = ", ".join(connection.ops.quote_name(column) for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")  # noqa: S608  # names come from our models
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(columns))
            insert = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608  # as above
            cursor.executemany(insert, list(rows))


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

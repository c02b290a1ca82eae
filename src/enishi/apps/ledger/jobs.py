"""Taking reference files over into the database, without ever undoing what a person has edited.

Three states meet in each row: what the file says, what it said when it was last loaded, and what
the record holds now. The file's changes are taken over where the record still holds what was
loaded; where a person has changed it, the record stays and the difference is told.
"""

import csv
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import Any

from django.db import models

from enishi.apps.ledger.models import Entry, LoadedFile, Source
from enishi.apps.rows import add_rows, plain_form, stored_form
from enishi.domain.formats.sheets import (
    BadCell,
    Column,
    Reader,
    Row,
    Unreadable,
    partial_date,
    read_sheet,
    text,
)
from enishi.domain.text import LANGUAGES, LocalizedText

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


def localized(
    name: str, read: Reader, *, to: str = "", required: bool = False
) -> tuple[Field, ...]:
    """Return the columns of a text in four languages: `name_en`, the original, and the others."""
    return tuple(
        Field(
            f"{name}_{language}",
            read,
            to=to or name,
            required=required and language == "en",
            empty="",
            language=language,
        )
        for language in LANGUAGES
    )


@dataclass(frozen=True, slots=True)
class Told:
    """Of which record a row speaks in the ledger: `column` holds its key."""

    model: type[models.Model]
    column: str
    added: str
    changed: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file of reference facts, and the model whose rows it holds.

    What a load adds to a sheet that was loaded before, or changes in it, is written in the ledger
    where `told` says of what. `complete` fills in fields that follow from the others, before a row is written; it raises
    Unreadable, with the column in its detail, where they cannot stand together.
    """

    file: str
    model: type[models.Model]
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    complete: Callable[[Any], None] = lambda _: None
    told: Told | None = None

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


class Loader:
    """Loads sheets one after the other; call it within a transaction."""

    def __init__(self, on_progress: Progress) -> None:
        self.outcome = Outcome()
        self.lines: dict[str, dict[str, int]] = {}
        self._known: dict[type[models.Model], set[Any]] = {}
        self._entries: dict[tuple[str, str], Entry] = {}
        self._progress = on_progress

    def load(self, sheet: Sheet, content: bytes) -> None:
        """Take one file over.

        Raises:
            BadCell: a cell cannot be read, or refers to a record that does not exist.
        """
        rows = _by_key(sheet, read_sheet(sheet.file, content, sheet.columns, sheet.key))
        self.lines[sheet.file] = {key: row.line for key, row in rows.items()}
        self._check_references(sheet, rows)
        last = LoadedFile.objects.filter(name=sheet.file).first()
        before = zlib.decompress(last.content) if last else b""
        if last or sheet.model._default_manager.exists():
            self._take_over(sheet, rows, _told_by(sheet, before))
        else:
            self._create(sheet, rows)
        if content != before:
            LoadedFile.objects.update_or_create(
                name=sheet.file, defaults={"content": zlib.compress(content)}
            )
        self._progress(sheet.file, len(rows))

    def write_entries(self) -> None:
        """Write down what was added or changed since the first load, one entry for each record."""
        Entry.objects.bulk_create(self._entries.values(), batch_size=BATCH)

    def _tell(self, sheet: Sheet, row: Row, changes: dict[str, Any], *, added: bool) -> None:
        told = sheet.told
        if told is None:
            return
        label, key = told.model._meta.label_lower, str(row.values[told.column])
        entry = self._entries.setdefault(
            (label, key),
            Entry(actor="load", verb=told.changed, subject_type=label, subject_id=key, changes={}),
        )
        if told.model is sheet.model:
            entry.changes |= changes
            entry.verb = told.added if added else told.changed
        else:
            rows = entry.changes.setdefault("rows", [])
            rows.append({"row": sheet.model._meta.label_lower, "changed": changes})

    def _take_over(
        self, sheet: Sheet, rows: dict[str, Row], base: dict[str, dict[str, Any]]
    ) -> None:
        current = self._current(sheet)
        for key, row in rows.items():
            if key in current:
                self._merge(sheet, key, row, base.get(key), current[key])
            elif key in base:
                self._differ(sheet, key, "", "row", None)
        for key in sorted(base.keys() - rows.keys()):
            self._differ(sheet, key, "", None, "row")
        new = {key: row for key, row in rows.items() if key not in base and key not in current}
        self._create(sheet, new)
        for row in new.values():
            values = _plain_values(sheet, row)
            changes = {f.column: [None, values[f.column]] for f in sheet.fields}
            self._tell(sheet, row, changes, added=True)

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

    def _record(self, sheet: Sheet, row: Row) -> SimpleNamespace:
        """Return what a row fills in of a model: an instance would take several times as long."""
        values: dict[str, Any] = {}
        for f in sheet.fields:
            if f.rows_of:
                continue
            value = row.values[f.column]
            if f.language:
                held = values.get(f.attribute, LocalizedText())
                values[f.attribute] = held.with_text(f.language, value) if value else held
            else:
                values[f.attribute] = f.empty if value is None else value
        record = SimpleNamespace(**values)
        self._complete(sheet, row, record)
        return record

    def _create(self, sheet: Sheet, rows: dict[str, Row]) -> None:
        fields = [
            f for f in sheet.model._meta.concrete_fields if not isinstance(f, models.AutoField)
        ]
        filled = {f.attribute for f in sheet.fields}
        defaults = {f.attname: f.get_default() for f in fields if f.attname not in filled}
        stored = [(f.attname, stored_form(f)) for f in fields]
        records = (defaults | vars(self._record(sheet, row)) for row in rows.values())
        add_rows(
            sheet.model,
            [str(f.column) for f in fields],
            ([form(record[name]) for name, form in stored] for record in records),
        )
        for f in sheet.fields:
            if f.rows_of:
                model, link, value_field = f.rows_of
                add_rows(
                    model,
                    (link, value_field),
                    (
                        (row.values[sheet.key[0]], value)
                        for row in rows.values()
                        for value in row.values[f.column] or ()
                    ),
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
                    values[f.column] = plain_form(lists[f.column].get(instance.pk, []))
                else:
                    value = getattr(instance, f.attribute)
                    if f.language:
                        value = value.texts.get(f.language) or f.empty
                    values[f.column] = plain_form(value)
            key = "|".join(str(values[part] or "") for part in sheet.key)
            found[key] = instance, values
        return found

    def _merge(
        self,
        sheet: Sheet,
        key: str,
        row: Row,
        base: dict[str, Any] | None,
        current: tuple[models.Model, dict[str, Any]],
    ) -> None:
        instance, here = current
        wanted = _plain_values(sheet, row)
        taken: list[Field] = []
        for f in sheet.fields:
            if here[f.column] == wanted[f.column]:
                continue
            edited = base is None or here[f.column] != base.get(f.column, f.empty)
            if edited:
                self._differ(sheet, key, f.column, wanted[f.column], here[f.column])
            else:
                taken.append(f)
        if not taken:
            return
        fresh = self._record(sheet, row)
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
                told = row.values[f.column] or ""
                setattr(instance, f.attribute, held.with_text(f.language, told))
            else:
                setattr(instance, f.attribute, getattr(fresh, f.attribute))
        self._complete(sheet, row, instance)
        instance.save()
        changes = {f.column: [here[f.column], wanted[f.column]] for f in taken}
        self._tell(sheet, row, changes, added=False)
        self.outcome.updated += 1

    @staticmethod
    def _complete(sheet: Sheet, row: Row, record: Any) -> None:
        try:
            sheet.complete(record)
        except Unreadable as error:
            detail = dict(error.detail)
            column = detail.pop("column")
            raise BadCell(sheet.file, row.line, column, error.code, **detail) from error

    def _differ(self, sheet: Sheet, key: str, column: str, in_file: Any, here: Any) -> None:
        self.outcome.differences.append(Difference(sheet.file, key, column, in_file, here))


def _plain_values(sheet: Sheet, row: Row) -> dict[str, Any]:
    """Return what a row says, in plain form."""
    told = row.values
    return {
        f.column: plain_form(f.empty if told[f.column] is None else told[f.column])
        for f in sheet.fields
    }


def _by_key(sheet: Sheet, rows: Iterable[Row]) -> dict[str, Row]:
    """Return rows by the text that names each."""
    return {
        "|".join(str(plain_form(row.values[part]) or "") for part in sheet.key): row for row in rows
    }


def _told_by(sheet: Sheet, content: bytes) -> dict[str, dict[str, Any]]:
    """Return what a file said when it was loaded; columns it did not have then say nothing."""
    if not content:
        return {}
    header = next(csv.reader([content.decode("utf-8-sig").partition("\n")[0]]))
    fields = tuple(f for f in sheet.fields if f.column in header)
    held = replace(sheet, fields=fields)
    columns = [Column(name, str) for name in header if name not in {f.column for f in fields}]
    rows = read_sheet(sheet.file, content, [*held.columns, *columns], sheet.key)
    return {key: _plain_values(held, row) for key, row in _by_key(held, rows).items()}


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

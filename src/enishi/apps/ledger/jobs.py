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
from enishi.apps.rows import PLAIN_TYPES, add_rows, plain_form, stored_form
from enishi.apps.sheets import Field, Sheet
from enishi.domain.formats.sheets import (
    BadCell,
    Column,
    Row,
    Unreadable,
    partial_date,
    read_sheet,
    text,
)
from enishi.domain.text import LocalizedText

BATCH = 2000
_QUICKLY = 1  # zlib: half as much again to store, a fifth of the time
Progress = Callable[[str, int], None]
Said = dict[str, dict[str, Any]]  # what rows say, in plain form, by the text that names each


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
            wanted = _said_in(sheet, rows)
            base = wanted if content == before else _said_by(sheet, before)
            self._take_over(sheet, rows, wanted, base)
        else:
            self._create(sheet, rows)
        if content != before:
            LoadedFile.objects.update_or_create(
                name=sheet.file, defaults={"content": zlib.compress(content, _QUICKLY)}
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

    def _take_over(self, sheet: Sheet, rows: dict[str, Row], wanted: Said, base: Said) -> None:
        current = _current(sheet)
        changed: list[tuple[Any, str, list[Field]]] = []
        for key in rows:
            if key not in current:
                if key in base:
                    self._differ(sheet, key, "", "row", None)
                continue
            pk, here = current[key]
            if here == wanted[key]:
                continue
            if taken := self._to_take(sheet, key, wanted[key], base.get(key), here):
                changed.append((pk, key, taken))
        for start in range(0, len(changed), BATCH):
            batch = changed[start : start + BATCH]
            records = sheet.model._default_manager.in_bulk([pk for pk, _, _ in batch])
            for pk, key, taken in batch:
                self._update(sheet, rows[key], taken, records[pk])
                here = current[key][1]
                changes = {f.column: [here[f.column], wanted[key][f.column]] for f in taken}
                self._tell(sheet, rows[key], changes, added=False)
        for key in sorted(base.keys() - rows.keys()):
            self._differ(sheet, key, "", None, "row")
        new = {key: row for key, row in rows.items() if key not in base and key not in current}
        self._create(sheet, new)
        for key, row in new.items():
            changes = {f.column: [None, wanted[key][f.column]] for f in sheet.fields}
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
            column = reference.column
            for row in rows.values():
                value = row.values[column]
                if value is None or (type(value) is str and value in known):
                    continue
                for item in value if isinstance(value, tuple) else (value,):
                    if item not in known:
                        raise BadCell(
                            sheet.file,
                            row.line,
                            column,
                            "cell.no_such_record",
                            cell=str(item),
                            record=str(model._meta.verbose_name),
                        )

    def _record(self, sheet: Sheet, row: Row) -> SimpleNamespace:
        """Return what a row fills in of a model: an instance would take several times as long."""
        told = row.values
        values: dict[str, Any] = {}
        for attribute, column, empty in sheet.plain:
            value = told[column]
            values[attribute] = empty if value is None else value
        for attribute, columns in sheet.localized.items():
            held = LocalizedText()
            for language, column in columns:
                if value := told[column]:
                    held = held.with_text(language, value)
            values[attribute] = held
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
            (
                [form(record[name]) if form else record[name] for name, form in stored]
                for record in records
            ),
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

    def _to_take(
        self,
        sheet: Sheet,
        key: str,
        wanted: dict[str, Any],
        base: dict[str, Any] | None,
        here: dict[str, Any],
    ) -> list[Field]:
        """Return the fields of a row to take over; tell where a person has edited."""
        taken: list[Field] = []
        for f in sheet.fields:
            if here[f.column] == wanted[f.column]:
                continue
            if base is None or here[f.column] != base.get(f.column, f.empty):
                self._differ(sheet, key, f.column, wanted[f.column], here[f.column])
            else:
                taken.append(f)
        return taken

    def _update(
        self, sheet: Sheet, row: Row, taken: Iterable[Field], instance: models.Model
    ) -> None:
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


def _current(sheet: Sheet) -> dict[str, tuple[Any, dict[str, Any]]]:
    """Return the records a file may speak of: the primary key of each, and its values."""
    lists: dict[str, dict[Any, list[Any]]] = {}
    attributes: list[str] = []
    for f in sheet.fields:
        if f.rows_of:
            model, link, value_field = f.rows_of
            grouped: dict[Any, list[Any]] = {}
            for owner, value in model._default_manager.values_list(link, value_field).order_by():
                grouped.setdefault(owner, []).append(value)
            lists[f.column] = grouped
        elif f.attribute not in attributes:
            attributes.append(f.attribute)
    read = [(f, attributes.index(f.attribute)) for f in sheet.fields if not f.rows_of]
    found = {}
    held = sheet.model._default_manager.order_by().values_list("pk", *attributes)
    for pk, *record in held.iterator(chunk_size=BATCH):
        values = {}
        for f, place in read:
            value = record[place]
            if f.language:
                value = value.texts.get(f.language) or f.empty
            values[f.column] = value if type(value) in PLAIN_TYPES else plain_form(value)
        for column, grouped in lists.items():
            values[column] = plain_form(grouped.get(pk, []))
        found[_key_of(sheet, values)] = pk, values
    return found


def _plain_values(sheet: Sheet, row: Row) -> dict[str, Any]:
    """Return what a row says, in plain form."""
    told = row.values
    values = {}
    for f in sheet.fields:
        value = told[f.column]
        if value is None:
            value = f.empty
        values[f.column] = value if type(value) in PLAIN_TYPES else plain_form(value)
    return values


def _said_in(sheet: Sheet, rows: dict[str, Row]) -> Said:
    return {key: _plain_values(sheet, row) for key, row in rows.items()}


def _key_of(sheet: Sheet, values: dict[str, Any]) -> str:
    """Return the text that names a row."""
    parts = [values[part] for part in sheet.key]
    return "|".join([p if type(p) is str else str(plain_form(p) or "") for p in parts])


def _by_key(sheet: Sheet, rows: Iterable[Row]) -> dict[str, Row]:
    """Return rows by the text that names each."""
    return {_key_of(sheet, row.values): row for row in rows}


def _said_by(sheet: Sheet, content: bytes) -> Said:
    """Return what a file said when it was loaded; columns it did not have then say nothing."""
    if not content:
        return {}
    header = next(csv.reader([content.decode("utf-8-sig").partition("\n")[0]]))
    fields = tuple(f for f in sheet.fields if f.column in header)
    held = replace(sheet, fields=fields)
    columns = [Column(name, str) for name in header if name not in {f.column for f in fields}]
    rows = read_sheet(sheet.file, content, [*held.columns, *columns], sheet.key)
    return _said_in(held, _by_key(held, rows))


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

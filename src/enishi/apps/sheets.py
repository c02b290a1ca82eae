"""Files of reference facts: their columns, and the fields of the records these fill."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import models

from enishi.domain.formats.sheets import Column, Reader
from enishi.domain.text import LANGUAGES


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


@dataclass(frozen=True)
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

    @cached_property
    def plain(self) -> list[tuple[str, str, Any]]:
        """The fields of one value: attribute, column, what an empty cell means."""
        fields = (f for f in self.fields if not f.rows_of and not f.language)
        return [(f.attribute, f.column, f.empty) for f in fields]

    @cached_property
    def localized(self) -> dict[str, list[tuple[str, str]]]:
        """The fields in several languages: (language, column) by attribute."""
        fields: dict[str, list[tuple[str, str]]] = {}
        for f in self.fields:
            if f.language:
                fields.setdefault(f.attribute, []).append((f.language, f.column))
        return fields

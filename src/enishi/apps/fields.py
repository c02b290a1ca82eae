"""Field types that several apps store: keys, dates known in part, texts in several languages."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from enishi.domain.text import LocalizedText, PartialDate

if TYPE_CHECKING:  # generic to the type checker, plain classes when run
    _CharField = models.CharField[str, str]
    _DateField = models.Field[PartialDate | str | None, Any]
    _JSONField = models.JSONField[LocalizedText, LocalizedText]
else:
    _CharField, _DateField, _JSONField = models.CharField, models.Field, models.JSONField


class KeyField(_CharField):
    """Text compared byte by byte on every database: ids, folded names, sort keys.

    PostgreSQL would otherwise compare by the server's locale, and order differently from SQLite.
    """

    def db_type(self, connection: BaseDatabaseWrapper) -> str | None:
        """Name the type in full for PostgreSQL: Django adds an index for prefixes to a `varchar`.

        In the C collation the plain index serves prefixes as well, so that one would be its double.
        """
        declared: str | None = super().db_type(connection)
        if declared and connection.vendor == "postgresql":
            return declared.replace("varchar", "character varying")
        return declared

    def db_parameters(self, connection: BaseDatabaseWrapper) -> dict[str, Any]:
        """Ask PostgreSQL for the C collation, which SQLite's BINARY equals."""
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters


class PartialDateField(_DateField):
    """A day, month or year as its source gives it; stored as 2014, 2014-12 or 2014-12-18."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["max_length"] = 10
        super().__init__(**kwargs)

    def deconstruct(self) -> Any:
        """Leave out the length, which is always the same."""
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs

    def get_internal_type(self) -> str:
        """Store as text."""
        return "CharField"

    def from_db_value(self, value: str | None, *_: object) -> PartialDate | None:
        """Read the stored text."""
        return PartialDate.parse(value) if value else None

    def to_python(self, value: Any) -> PartialDate | None:
        """Read what a form holds."""
        if value in (None, "") or isinstance(value, PartialDate):
            return value or None
        try:
            return PartialDate.parse(str(value))
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def get_prep_value(self, value: Any) -> str | None:
        """Write the text form."""
        return str(value) if value else None

    def formfield(self, **kwargs: Any) -> Any:
        """Ask for text; nothing typed is no date."""
        return super().formfield(**{"empty_value": None, **kwargs})

    def value_to_string(self, obj: models.Model) -> str:
        """Write the text form for a serialized row."""
        return str(self.value_from_object(obj) or "")


class LocalizedTextField(_JSONField):
    """A `LocalizedText`: {"original": tag, "texts": {tag: text}} in one JSON column."""

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> LocalizedText:
        """Read the stored object; nothing stored is a text in no language."""
        stored = super().from_db_value(value, expression, connection) or {}
        return LocalizedText(stored.get("texts", {}), stored.get("original", ""))

    def to_python(self, value: Any) -> Any:
        """Read what a form holds."""
        if isinstance(value, dict):
            return LocalizedText(value.get("texts", {}), value.get("original", ""))
        return super().to_python(value)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Check the object that would be stored."""
        super().validate(as_json(value), model_instance)

    def get_db_prep_value(
        self,
        value: Any,
        connection: Any,
        prepared: bool = False,  # noqa: FBT001, FBT002  # as Django declares it
    ) -> Any:
        """Write the object."""
        return super().get_db_prep_value(as_json(value), connection, prepared)

    def value_from_object(self, obj: models.Model) -> Any:
        """Give forms and serializers the plain object."""
        return as_json(super().value_from_object(obj))


def as_json(value: Any) -> Any:
    """Return a `LocalizedText` as the object stored for it; anything else as it is."""
    if isinstance(value, LocalizedText):
        return {"original": value.original, "texts": dict(value.texts)}
    return value

"""The flat form of an export: one row a record, stable column names."""

from collections.abc import Iterator, Mapping
from typing import Any

from enishi.domain.formats.exports import Document, Export, Record, Subject
from enishi.domain.text import LANGUAGES

# Numbers and truth values stay what they are; everything else is text, days included.
Cell = str | int | float | bool | None

_NAMES = tuple(f"name_{language}" for language in LANGUAGES)
_PLACES = (
    "unit_id", "code", *_NAMES, "country", "level", "kind", "parent",
    "valid_from", "valid_to", "lat", "lon",
)  # fmt: skip
_AGREEMENTS = ("id", "kind", "signed_on", "precision")
_AGREEMENTS_AFTER = (
    "domains", "state", "ends_on", "documents", "renews", "confidence", "doubt", "sources",
)  # fmt: skip
_PARTY = ("id", "code", "organisation", *_NAMES, "authority", "heir_id")
_FIGURES = (
    "id", "scope", "subject", "measure", "value", "bound", "wording", "as_of",
    "text", "note", "source_id", "source_title", "source_url", "source_published_on",
)  # fmt: skip

# Columns that hold a day, month or year as ISO text.
DATES = frozenset(
    {"signed_on", "ends_on", "valid_from", "valid_to", "as_of", "source_published_on"}
)


def columns_of(export: Export) -> tuple[str, ...]:
    """Return the names of an export's columns, in order."""
    if export.columns:
        return export.columns
    match export.subject:
        case Subject.PLACES:
            return _PLACES
        case Subject.FIGURES:
            return _FIGURES
        case Subject.AGREEMENTS:
            parties = (
                f"party_{number}_{column}"
                for number in range(1, export.parties + 1)
                for column in _PARTY
            )
            return (*_AGREEMENTS, *parties, *_AGREEMENTS_AFTER)


def rows_of(export: Export) -> Iterator[tuple[Cell, ...]]:
    """Yield an export's rows, each as long as `columns_of`.

    Raises:
        KeyError: a document lacks something that its row must hold.
    """
    columns = columns_of(export)
    for record in export.records:
        if export.columns:
            yield tuple(record.document[column] for column in columns)
            continue
        match export.subject:
            case Subject.PLACES:
                row = _place(record)
            case Subject.FIGURES:
                row = _figure(record.document)
            case Subject.AGREEMENTS:
                row = _agreement(record.document, export.parties)
        yield tuple(row[column] for column in columns)


def _names(name: Mapping[str, str], prefix: str = "") -> dict[str, Cell]:
    return {f"{prefix}name_{language}": name[language] for language in LANGUAGES}


def _place(record: Record) -> dict[str, Cell]:
    document = record.document
    plain = ("unit_id", "code", "country", "level", "kind", "parent", "valid_from", "valid_to")
    point = record.where[0][1] if record.where else None
    return {
        **{column: document[column] for column in plain},
        **_names(document["name"]),
        "lat": point and point.lat,
        "lon": point and point.lon,
    }


def _agreement(document: Document, parties: int) -> dict[str, Cell]:
    row: dict[str, Cell] = {
        column: document[column]
        for column in (*_AGREEMENTS, "state", "ends_on", "documents", "renews", "confidence")
    }
    row["domains"] = "; ".join(document["domains"])
    row["doubt"] = _words(document["doubt"])
    row["sources"] = " ".join(source["url"] or source["title"] for source in document["sources"])
    for number in range(1, parties + 1):
        prefix = f"party_{number}_"
        row |= dict.fromkeys((f"{prefix}{column}" for column in _PARTY), None)
        if number > len(document["parties"]):
            continue
        party = document["parties"][number - 1]
        row |= _names(party["name"], prefix)
        row |= {
            f"{prefix}id": party["unit_id"],
            f"{prefix}code": party["code"],
            f"{prefix}organisation": party["organisation"],
            f"{prefix}authority": party["authority"],
            f"{prefix}heir_id": party["heir_today"],
        }
    return row


def _figure(document: Document) -> dict[str, Cell]:
    source = document["source"]
    plain = ("id", "scope", "subject", "measure", "value", "bound", "wording")
    return {
        **{column: document[column] for column in plain},
        "as_of": document["on"],
        "text": _words(document["text"]),
        "note": _words(document["note"]),
        "source_id": source["id"],
        "source_title": source["title"],
        "source_url": source["url"],
        "source_published_on": source["published_on"],
    }


def _words(texts: Mapping[str, Any] | None) -> str | None:
    """Return the English text, else the first there is."""
    if not texts:
        return None
    return str(texts.get("en") or next(iter(texts.values())))

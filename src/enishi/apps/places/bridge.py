"""Rows of places ⇄ the timeline, and the document in which a place is told to programs."""

import datetime
import json
import struct
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from enishi.apps.places import models
from enishi.domain.formats.exports import Point, Record
from enishi.domain.places import (
    Candidate,
    Extent,
    Heir,
    Kind,
    Level,
    NameEntry,
    Relation,
    Succession,
    Timeline,
    Unit,
)
from enishi.domain.text import LocalizedText

PUBLIC_CODES = ("iso3166-2", "jis")


def unit_of(row: models.Unit) -> Unit:
    """Return a row as the unit the ground floor reasons about."""
    return Unit(row.id, row.country, Level(row.level), Kind(row.kind), row.valid_from, row.valid_to)


def succession_of(row: models.Succession) -> Succession:
    """Return a row as a succession."""
    return Succession(
        row.source_id, row.target_id, row.on, Relation(row.relation), Extent(row.extent), row.act
    )


def timeline_of(units: Iterable[models.Unit], successions: Iterable[models.Succession]) -> Timeline:
    """Return the timeline of some units; raises TimelineError where it contradicts itself."""
    return Timeline(map(unit_of, units), map(succession_of, successions))


def packed(numbers: Iterable[int]) -> bytes:
    """Return line numbers, lowest first, as four bytes each."""
    ordered = sorted(numbers)
    return struct.pack(f"<{len(ordered)}I", *ordered)


def unpacked(stored: bytes | memoryview) -> tuple[int, ...]:
    """Return the line numbers that `packed` wrote."""
    return struct.unpack(f"<{len(stored) // 4}I", stored)


Names = Iterable[tuple[str, str]]


def entries_text(units: Iterable[tuple[Unit, Names]]) -> str:
    """Write the units of one line with their names, (folded, core) each."""
    return json.dumps(
        [
            (u.id, u.country, u.level, u.kind, _written(u.valid_from), _written(u.valid_to), *names)
            for u, names in units
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    )


def entries_of(line: str, text: str) -> Iterator[NameEntry]:
    """Yield the names of a line that `entries_text` wrote."""
    for key, country, level, kind, since, until, *names in json.loads(text):
        unit = Unit(key, country, Level(level), Kind(kind), _read(since), _read(until))
        for folded, core in names:
            yield NameEntry(unit, line, folded, core)


def _written(day: datetime.date | None) -> str:
    return day.isoformat() if day else ""


def _read(day: str) -> datetime.date | None:
    return datetime.date.fromisoformat(day) if day else None


def names_shown(
    country: str, names: Mapping[tuple[str, str], str]
) -> tuple[LocalizedText, LocalizedText]:
    """Return the name to show of a unit of a country, and the full one, out of (language, form).

    A Japanese name is shown whole (大阪府): without its last sign it is another word.
    """
    original = "vi" if country == "VN" else "ja"
    short, full = (
        {language: text for (language, held), text in names.items() if held == form}
        for form in (models.Name.Form.SHORT, models.Name.Form.FULL)
    )
    whole = {"ja": full["ja"]} if "ja" in full else {}
    return LocalizedText(short | whole, original), LocalizedText(full, original)


def code_among(codes: Mapping[str, str]) -> str:
    """Return the code by which a place is known: ISO 3166-2, else the Japanese municipal code."""
    return next((codes[scheme] for scheme in PUBLIC_CODES if scheme in codes), "")


def unit_document(row: models.Unit) -> dict[str, Any]:
    """Return a unit as programs read it."""
    return {
        "code": row.code or None,
        "unit_id": row.id,
        "name": row.name.all_languages(),
        "level": row.level,
        "kind": row.kind,
        "country": row.country,
        "parent": row.parent_id,
        "valid_from": row.valid_from and row.valid_from.isoformat(),
        "valid_to": row.valid_to and row.valid_to.isoformat(),
    }


def candidate_document(candidate: Candidate, row: models.Unit) -> dict[str, Any]:
    """Return a candidate of a name look-up as programs read it."""
    return unit_document(row) | {"score": candidate.score, "match": str(candidate.match)}


def heir_document(heir: Heir, row: models.Unit) -> dict[str, Any]:
    """Return an heir or ancestor, with the act of each step, as programs read it."""
    return unit_document(row) | {
        "extent": str(heir.extent),
        "steps": [
            {
                "from": step.source,
                "to": step.target,
                "on": step.on.isoformat(),
                "relation": str(step.relation),
                "extent": str(step.extent),
                "act": step.act,
            }
            for step in heir.steps
        ],
    }


def place_document(row: models.Unit, codes: Iterable[models.Code]) -> dict[str, Any]:
    """Return all that is known of a unit itself; `codes` are all its codes."""
    point = point_of(row)
    return unit_document(row) | {
        "full_name": dict(row.full_name.texts),
        "names": [
            {"language": name.language, "form": name.form, "text": name.text}
            for name in row.names.all()
        ],
        "codes": [
            {"scheme": code.scheme, "value": code.value, "status": code.status} for code in codes
        ],
        "region": row.region_id,
        "point": point and {"lat": point.lat, "lon": point.lon},
        "counted": row.counted,
        "note": row.note or None,
    }


def point_of(row: models.Unit) -> Point | None:
    """Return where a unit lies, if that is known."""
    return None if row.lat is None or row.lon is None else Point(lon=row.lon, lat=row.lat)


def record_of(row: models.Unit) -> Record:
    """Return a unit as an export holds it."""
    return Record(unit_document(row), ((row.country, point_of(row)),))

"""An export: some documents of one kind, and what the file says of itself."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Licence:
    """The terms under which data may be used again."""

    name: str
    url: str
    line: str


# The one place where the licence of the compiled data is set.
LICENCE = Licence(
    name="CC BY 4.0",
    url="https://creativecommons.org/licenses/by/4.0/",
    line="Compilation: Enishi, CC BY 4.0. Each row names its sources, which keep their own rights.",
)


class Subject(StrEnum):
    """What an export holds."""

    AGREEMENTS = "agreements"
    PLACES = "places"
    FIGURES = "figures"


@dataclass(frozen=True, slots=True)
class Point:
    """Where a unit lies: degrees east and north, on WGS 84."""

    lon: float
    lat: float


@dataclass(frozen=True, slots=True)
class Record:
    """A document, and the places it speaks of: (country, point or None) in its own order."""

    document: Document
    where: tuple[tuple[str, Point | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Export:
    """Documents of one kind on a day.

    `records` may be read once only; `rows` is their number. `address` is where the publishing
    site is, without a slash at its end. `parties` is the largest number of parties of a record.

    A `table` of numbers has a name and `columns` of its own: its documents are its rows, and the
    subject is what they count.
    """

    subject: Subject
    title: str
    rule: str
    on: datetime.date
    rows: int
    records: Iterable[Record]
    address: str
    parties: int = 0
    table: str = ""
    columns: tuple[str, ...] = ()
    licence: Licence = field(default=LICENCE)

    @property
    def name(self) -> str:
        """What the export is called."""
        return self.table or str(self.subject)

    def meta(self) -> dict[str, Any]:
        """Return what the file says of itself."""
        return {
            "title": self.title,
            "what": self.name,
            "rule": self.rule,
            "on": self.on.isoformat(),
            "rows": self.rows,
            "licence": self.licence.name,
            "licence_url": self.licence.url,
            "licence_line": self.licence.line,
            "site": self.address,
        }

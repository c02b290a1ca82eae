"""The formats an export can be written in."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from enishi.domain.formats import geojson, jsonld
from enishi.domain.formats.delimited import write_csv
from enishi.domain.formats.documents import write_json
from enishi.domain.formats.exports import Export
from enishi.domain.formats.workbook import write_xlsx


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: its name, which is also the ending of its files, its type and its writer.

    `file_type` is its name in the file type list of the Publications Office of the EU.
    """

    id: str
    media_type: str
    file_type: str
    write: Callable[[Export], Iterator[bytes]]

    @property
    def content_type(self) -> str:
        """The type as a server announces it; the JSON types are UTF-8 by their own definition."""
        return f"{self.media_type}; charset=utf-8" if self.id == "csv" else self.media_type


FORMATS = {
    format_.id: format_
    for format_ in (
        Format("csv", "text/csv", "CSV", write_csv),
        Format(
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "XLSX",
            write_xlsx,
        ),
        Format("json", "application/json", "JSON", write_json),
        Format("geojson", geojson.MEDIA_TYPE, "GEOJSON", geojson.write_geojson),
        Format("jsonld", jsonld.MEDIA_TYPE, "JSON_LD", jsonld.write_jsonld),
    )
}

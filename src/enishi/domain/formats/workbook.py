"""XLSX: the rows on one sheet, what the file says of itself on another."""

import datetime
import io
import re
from collections.abc import Iterator
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from enishi.domain.formats.exports import Export
from enishi.domain.formats.tables import DATES, Cell, columns_of, rows_of

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LONGEST_CELL = 32_767
_BOLD = Font(bold=True)
_WIDE = ("title", "sources", "source_url", "doubt", "text", "note")


def write_xlsx(export: Export) -> Iterator[bytes]:
    """Yield an export as one workbook."""
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet(export.name.capitalize())
    columns = columns_of(export)
    sheet.freeze_panes = "A2"
    for number, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = _width(column)
    sheet.append([_cell(sheet, column, bold=True) for column in columns])
    for row in rows_of(export):
        sheet.append(
            [
                _cell(sheet, value, day=column in DATES)
                for column, value in zip(columns, row, strict=True)
            ]
        )
    about: Any = book.create_sheet("About")
    about.column_dimensions["A"].width = 16
    about.column_dimensions["B"].width = 100
    for name, value in export.meta().items():
        about.append([_cell(about, name, bold=True), _cell(about, value, day=name == "on")])
    buffer = io.BytesIO()
    book.save(buffer)
    yield buffer.getvalue()


def _cell(sheet: Any, value: Cell, *, bold: bool = False, day: bool = False) -> Any:
    """Return a cell that keeps its text as text: openpyxl would read "=…" as a formula."""
    if value is None:
        return None
    if day and isinstance(value, str) and _DAY.fullmatch(value):
        # Excel knows no day without a time; the number format hides the midnight.
        cell = WriteOnlyCell(sheet, value=datetime.datetime.fromisoformat(value))
        cell.number_format = "yyyy-mm-dd"
        return cell
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value=value)
    cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST_CELL])
    cell.data_type = "s"
    if bold:
        cell.font = _BOLD
    return cell


def _width(column: str) -> int:
    if column.endswith(_WIDE):
        return 60
    return 24 if "name" in column or column == "domains" else 14

"""CSV as spreadsheets open it: RFC 4180, UTF-8 with a mark, and no cell that is a formula."""

import csv
import io
from collections.abc import Iterator

from enishi.domain.formats.exports import Export
from enishi.domain.formats.tables import Cell, columns_of, rows_of

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# Rows are handed on in pieces of about this many characters.
_PIECE = 64_000


def harmless(cell: Cell) -> Cell:
    """Return a cell that a spreadsheet shows and does not run.

    Text that begins like a formula gets an apostrophe before it; numbers keep their sign.

    >>> harmless("=1+1"), harmless(-3)
    ("'=1+1", -3)
    """
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def write_csv(export: Export) -> Iterator[bytes]:
    """Yield an export as CSV, piece by piece."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(columns_of(export))
    yield b"\xef\xbb\xbf"
    for row in rows_of(export):
        writer.writerow([_text(cell) for cell in row])
        if buffer.tell() > _PIECE:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()


def _text(cell: Cell) -> Cell:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return harmless(cell)

"""Typed reading of CSV tables: every bad cell is named by file, line and column."""

import csv
import datetime
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from enishi.domain.text import PartialDate


class BadCell(ValueError):
    """A table cannot be read; `code` says why, `detail` fills in what was found or wanted.

    Codes: cell.empty, cell.not_a_number, cell.not_a_day, cell.not_a_date, cell.not_yes_or_no,
    cell.not_one_of, cell.too_long, cell.too_large, cell.twice, row.too_long, row.too_short,
    row.twice, table.columns, table.not_utf8, cell.no_such_record; callers add codes of their own
    for what only they can judge.
    """

    def __init__(self, file: str, line: int, column: str, code: str, **detail: str) -> None:
        super().__init__(f"{file}, line {line}, column {column}: {code} {detail}")
        self.file, self.line, self.column, self.code, self.detail = file, line, column, code, detail


class Unreadable(Exception):
    """A cell's text has not the form its column asks for."""

    def __init__(self, code: str, **detail: str) -> None:
        super().__init__(code)
        self.code, self.detail = code, detail


Reader = Callable[[str], Any]
_LARGEST = 32767
# Cells of a column whose values are kept: most columns say the same few things again and again.
_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, how its text is read, and whether a cell may be empty (read as None)."""

    name: str
    read: Reader
    required: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row that was read: where it stands, and its values by column."""

    line: int
    values: dict[str, Any]


def text(limit: int) -> Reader:
    """Read text of at most `limit` characters."""

    def read(cell: str) -> str:
        if len(cell) > limit:
            raise Unreadable("cell.too_long", limit=str(limit), length=str(len(cell)))
        return cell

    return read


def whole_number(cell: str) -> int:
    """Read a whole number of zero or more, as large as a small database column holds."""
    if not re.fullmatch(r"[0-9]{1,9}", cell):
        raise Unreadable("cell.not_a_number", cell=cell)
    if int(cell) > _LARGEST:
        raise Unreadable("cell.too_large", cell=cell, limit=str(_LARGEST))
    return int(cell)


def number(cell: str) -> float:
    """Read a decimal number, such as a coordinate in degrees."""
    return float(decimal(cell))


def decimal(cell: str) -> Decimal:
    """Read an exact decimal number."""
    try:
        value = Decimal(cell)
    except InvalidOperation as error:
        raise Unreadable("cell.not_a_number", cell=cell) from error
    if not value.is_finite():
        raise Unreadable("cell.not_a_number", cell=cell)
    return value


def day(cell: str) -> datetime.date:
    """Read a day: 2025-11-25."""
    # The standard library would read 20251125 and 2025-W48-2 as well.
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", cell):
        raise Unreadable("cell.not_a_day", cell=cell)
    try:
        return datetime.date.fromisoformat(cell)
    except ValueError as error:
        raise Unreadable("cell.not_a_day", cell=cell) from error


def partial_date(cell: str) -> PartialDate:
    """Read a day, a month or a year."""
    try:
        return PartialDate.parse(cell)
    except ValueError as error:
        raise Unreadable("cell.not_a_date", cell=cell) from error


def yes_or_no(cell: str) -> bool:
    """Read yes or no."""
    if cell not in ("yes", "no"):
        raise Unreadable("cell.not_yes_or_no", cell=cell)
    return cell == "yes"


def one_of(allowed: Sequence[str]) -> Reader:
    """Read one of some words."""
    known = frozenset(allowed)

    def read(cell: str) -> str:
        if cell not in known:
            raise Unreadable("cell.not_one_of", cell=cell, allowed=", ".join(allowed))
        return cell

    return read


def several(read: Reader) -> Reader:
    """Read a list separated by semicolons, in which each value stands once."""

    def read_all(cell: str) -> tuple[Any, ...]:
        values = tuple(read(part.strip()) for part in cell.split(";") if part.strip())
        for value in values:
            if values.count(value) > 1:
                raise Unreadable("cell.twice", cell=str(value))
        return values

    return read_all


def read_sheet(
    file: str, content: bytes, columns: Sequence[Column], key: Sequence[str]
) -> Iterator[Row]:
    """Read a CSV table with a header row, in UTF-8.

    Args:
        file: the name under which errors speak of it.
        content: the file's bytes.
        columns: the columns it must have, in any order, and no others.
        key: the columns that together name a row; each name may stand once.

    Raises:
        BadCell: at the first thing that cannot be read.
    """
    try:
        decoded = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise BadCell(file, line, "", "table.not_utf8") from error
    reader = csv.reader(io.StringIO(decoded, newline=""))
    header = next(reader, [])
    by_name = {column.name: column for column in columns}
    if sorted(header) != sorted(by_name):
        wanted = ", ".join(by_name)
        raise BadCell(file, 1, "", "table.columns", found=", ".join(header), wanted=wanted)
    ordered: list[tuple[str, Column, dict[str, Any]]] = [
        (name, by_name[name], {}) for name in header
    ]
    seen: dict[tuple[Any, ...], int] = {}
    start = reader.line_num + 1
    for cells in reader:
        line, start = start, reader.line_num + 1
        if not cells:
            continue
        if len(cells) != len(ordered):
            code = "row.too_long" if len(cells) > len(ordered) else "row.too_short"
            raise BadCell(file, line, "", code, found=str(len(cells)), wanted=str(len(ordered)))
        values: dict[str, Any] = {}
        for (column_name, column, known), raw in zip(ordered, cells, strict=True):
            if raw in known:
                values[column_name] = known[raw]
                continue
            values[column_name] = value = _value(file, line, column, raw)
            if len(known) < _REMEMBERED:
                known[raw] = value
        name = tuple([values[part] for part in key])
        if name in seen:
            raise BadCell(file, line, key[0], "row.twice", first=str(seen[name]))
        seen[name] = line
        yield Row(line, values)


def _value(file: str, line: int, column: Column, raw: str) -> Any:
    cell = raw.strip()
    if not cell:
        if column.required:
            raise BadCell(file, line, column.name, "cell.empty")
        return None
    try:
        return column.read(cell)
    except Unreadable as error:
        raise BadCell(file, line, column.name, error.code, **error.detail) from error

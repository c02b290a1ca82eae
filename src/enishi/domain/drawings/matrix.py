"""Who is tied to whom: the units of one country against those of the other."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from enishi.domain.drawings.lettering import text_width, wrap
from enishi.domain.drawings.markup import link, number, picture, tag, words

_COLUMN, _COLUMN_GAP = 18.0, 8.0
_ROW, _ROW_GAP = 18.6, 9.0
_BAR_COLUMN, _BAR_ROW = 3.4, 2.3  # pixels an agreement in the marginal bars
_LONGEST_BAR = 38.0
_SLANT = 62.0  # degrees of the heads of columns
_DIGIT_FROM = 4


@dataclass(frozen=True, slots=True)
class Line:
    """A row or column: one unit with its total; without one it stays, in quiet letters.

    A `label`, here as in all pictures, is what a link is called, and begins with what is written.
    """

    unit: str
    name: str
    total: int = 0
    total_text: str = ""
    href: str = ""
    label: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """A region: its name and its lines."""

    name: str
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Cell:
    """A bond: the number of its agreements."""

    row: str
    column: str
    count: int
    count_text: str = ""
    href: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Matrix:
    """All that the picture shows; rows are drawn in the near country's colour, columns in the far's."""

    title: str
    description: str
    rows: Sequence[Band]
    columns: Sequence[Band]
    cells: Sequence[Cell]


def cell_radius(count: int) -> float:
    """Return the radius of a cell's dot: its area grows with the number of agreements."""
    return 3.15 * math.sqrt(count) + 0.3


def matrix(content: Matrix, *, key: str = "matrix") -> str:
    """Draw the matrix; it is 1184 wide for 34 or 63 rows and 47 columns, and as high as it must be.

    Args:
        content: what it shows.
        key: distinguishes this picture from others of a page.
    """
    sheet = _Sheet(content)
    parts = [
        *(sheet.backing(left, right) for _, left, right in sheet.column_bands),
        *(tag("path", d=f"M{number(sheet.left)} {number(y)}H{number(sheet.right)}", cls="row-line")
          for y in sheet.rows.values()),
        *(sheet.cut(bottom) for _, _, bottom in sheet.row_bands[:-1]),
        *(sheet.row_band(band, top, bottom) for band, top, bottom in sheet.row_bands),
        *(sheet.column_band(band, left, right) for band, left, right in sheet.column_bands),
        *(sheet.column(line) for band in content.columns for line in band.lines),
        *(sheet.row(line) for band in content.rows for line in band.lines),
        tag("g", *(sheet.cell(cell) for cell in sheet.in_order(content.cells)), cls="cells"),
    ]  # fmt: skip
    return picture(
        *parts,
        width=sheet.width,
        height=sheet.height,
        title=content.title,
        description=content.description,
        key=key,
        cls="matrix",
        interactive=any(cell.href for cell in content.cells),
    )


def _spread(
    bands: Iterable[Band], start: float, step: float, gap: float
) -> tuple[dict[str, float], list[tuple[Band, float, float]]]:
    """Return the middle of each line, and each band with its two edges."""
    at = start
    middles: dict[str, float] = {}
    edges = []
    for band in bands:
        begin = at
        for line in band.lines:
            middles[line.unit] = at + step / 2
            at += step
        edges.append((band, begin, at))
        at += gap
    return middles, edges


class _Sheet:
    """Where everything stands."""

    def __init__(self, content: Matrix) -> None:
        rows = [line for band in content.rows for line in band.lines]
        columns = [line for band in content.columns for line in band.lines]
        names = max((text_width(line.name) for line in rows), default=0)
        regions = min(112.0, max((text_width(band.name) for band in content.rows), default=0))
        rise = math.sin(math.radians(_SLANT))
        self.left = max(214.0, math.ceil(names + regions) + 30)
        self._region_room = self.left - names - 34
        self.top = math.ceil(max((text_width(c.name) for c in columns), default=0) * rise) + 26.0
        self.columns, self.column_bands = _spread(content.columns, self.left, _COLUMN, _COLUMN_GAP)
        self.rows, self.row_bands = _spread(content.rows, self.top, _ROW, _ROW_GAP)
        self.right = self.column_bands[-1][2] if self.column_bands else self.left
        self.bottom = self.row_bands[-1][2] if self.row_bands else self.top
        self._bar_row = self._bar([line.total for line in rows], _BAR_ROW)
        self._bar_column = self._bar([line.total for line in columns], _BAR_COLUMN)
        self.width = max(1184.0, self.right + _LONGEST_BAR + 34)
        self.height = self.bottom + 90

    @staticmethod
    def _bar(totals: Sequence[int], step: float) -> float:
        return min(step, _LONGEST_BAR / max([*totals, 1]))

    def in_order(self, cells: Iterable[Cell]) -> list[Cell]:
        """Return cells as one reads: row by row."""
        return sorted(cells, key=lambda cell: (self.rows[cell.row], self.columns[cell.column]))

    def backing(self, left: float, right: float) -> str:
        return tag("rect", x=number(left), y=number(self.top), width=number(right - left),
                   height=number(self.bottom - self.top), cls="band")  # fmt: skip

    def cut(self, bottom: float) -> str:
        return tag("rect", x=number(self.left - 2), y=number(bottom), height=_ROW_GAP,
                   width=number(self.right - self.left + 4), cls="cut")  # fmt: skip

    def row_band(self, band: Band, top: float, bottom: float) -> str:
        drawn = tag("path", d=f"M.5 {number(top + 2)}V{number(bottom - 2)}", cls="bracket")
        room = int((bottom - top + 4) // 16) or 1
        for index, text in enumerate(wrap(band.name, self._region_room, weight=400)[:room]):
            drawn += tag("text", words(text), x="10", y=number(top + 13 + 16 * index), cls="note")
        return drawn

    def column_band(self, band: Band, left: float, right: float) -> str:
        y = self.bottom + 66
        drawn = tag("path", d=f"M{number(left + 1)} {number(y)}H{number(right - 1)}", cls="bracket")
        # A region narrower than its name (Hokkaidō, one column) is named by its column.
        if text_width(band.name, weight=400) <= right - left + _COLUMN_GAP:
            drawn += tag("text", words(band.name), x=number(left + 1), y=number(y + 16), cls="note")
        return drawn

    def column(self, line: Line) -> str:
        """Draw the head of a column, and below the sheet its total."""
        x = self.columns[line.unit]
        at = f"translate({number(x + 4)} {number(self.top - 8)}) rotate({number(-_SLANT)})"
        drawn = _name(line, "far", transform=at)
        if not line.total:
            return drawn
        long = line.total * self._bar_column
        bar = tag("rect", x=number(x - 4), y=number(self.bottom + 10), width="8",
                  height=number(long), cls="bar")  # fmt: skip
        total = tag("text", words(line.total_text), x=number(x), text_anchor="middle",
                    y=number(self.bottom + long + 23), cls="sum")  # fmt: skip
        return drawn + tag("g", bar, total, cls="far")

    def row(self, line: Line) -> str:
        """Draw the head of a row, and beside the sheet its total."""
        y = self.rows[line.unit]
        drawn = _name(line, "near", x=number(self.left - 10), y=number(y + 4.5), text_anchor="end")
        if not line.total:
            return drawn
        long = line.total * self._bar_row
        bar = tag("rect", x=number(self.right + 12), y=number(y - 4), height="8",
                  width=number(long), cls="bar")  # fmt: skip
        total = tag("text", words(line.total_text), x=number(self.right + long + 17),
                    y=number(y + 4.5), cls="sum")  # fmt: skip
        return drawn + tag("g", bar, total, cls="near")

    def cell(self, cell: Cell) -> str:
        x, y = self.columns[cell.column], self.rows[cell.row]
        # The finger needs more than a dot of seven pixels.
        drawn = tag(
            "rect", x=number(x - 9), y=number(y - 9.3), width="18", height="18.6", cls="touch"
        )
        drawn += tag("circle", cx=number(x), cy=number(y), r=cell_radius(cell.count), cls="dot")
        if cell.count >= _DIGIT_FROM:
            drawn += tag("text", words(cell.count_text), x=number(x), y=number(y + 4),
                         text_anchor="middle", cls="digit")  # fmt: skip
        return link(drawn, href=cell.href, label=cell.label, cls="cell")


def _name(line: Line, side: str, **place: str) -> str:
    """Write the name of a line; its total is no part of the link, or the link would be misread."""
    cls = "name" if line.total else "name none"
    text = tag("text", words(line.name), lang=line.language, cls=cls, **place)
    return link(text, href=line.href, label=line.label, cls=side, reachable=bool(line.total))

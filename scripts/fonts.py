#!/usr/bin/env python3
"""Cut the shipped fonts from the open ones: for briefings (TTF) and for pages (WOFF2).

    npm pack @expo-google-fonts/be-vietnam-pro@0.4.1 @expo-google-fonts/noto-sans-jp@0.4.3
    npm pack @expo-google-fonts/arimo@0.4.3 @expo-google-fonts/roboto@0.4.3 dejavu-fonts-ttf@2.37.3
    tar xzf each of the five files into FOLDER/be-vietnam-pro, noto-sans-jp, arimo, roboto, dejavu
    pip install fonttools brotli
    python scripts/fonts.py FOLDER

The packages hold the full fonts of Google Fonts, under the SIL Open Font License. The cuts are made
once and kept in the repository; the same packages give the same bytes. The last three packages are
only measured: a reader's own Arial, Roboto or DejaVu Sans stands in, at our widths and heights,
until our letters have come.
"""

import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

_ROOT = Path(__file__).resolve().parent.parent
_PAPER = _ROOT / "src/enishi/domain/formats/typst/fonts"
_WEB = _ROOT / "src/enishi/web/static/fonts"
_DATA = _ROOT / "src/enishi/data"

_STYLES = {400: "Regular", 500: "Medium", 600: "SemiBold"}
_FEATURES = ["ccmp", "kern", "locl", "mark", "mkmk"]

_DIGITS = range(0x30, 0x3A)
# Every digit gets one advance; one wider than the ink allowed is drawn narrower.
_ADVANCE, _INK = 640, 574

# One file a weight: nearly every page, in any language, shows a Vietnamese name.
_LETTERS = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x100),
    *map(ord, "ĀāĒēĪīŌōŪūŒœŸ–—‘’“”„…•‹›€™−"),
    *map(ord, "ĂăĐđĨĩŨũƠơƯư₫"),
    *range(0x1EA0, 0x1EFA),
]

# What is measured to bring a font of the reader's machine to the width of ours.
_SAMPLE = (
    "The record of agreements between local authorities of Vietnam and Japan: who signed what, when,"
    " what lives today, and who answers for it. Le registre des accords entre autorités locales :"
    " qui a signé quoi, quand, ce qui est en vigueur. Thỏa thuận giữa các địa phương Việt Nam và"
    " Nhật Bản: ai ký với ai, ngày nào, còn hiệu lực hay không. Hồ Chí Minh, Yamaguchi, Hokkaido."
)


@dataclass(frozen=True, slots=True)
class _StandIn:
    """A font most machines of a kind have; `names` for each weight, `file` to measure it by."""

    name: str
    package: str
    names: dict[int, tuple[str, ...]]
    file: dict[int, str]


_ARIAL = ("Arial", "ArialMT", "Liberation Sans", "LiberationSans", "Arimo", "Helvetica")
_ARIAL_BOLD = (
    "Arial Bold",
    "Arial-BoldMT",
    "Liberation Sans Bold",
    "LiberationSans-Bold",
    "Arimo Bold",
    "Helvetica-Bold",
)
_STAND_INS = (
    _StandIn(
        "Arial",
        "arimo",
        {400: _ARIAL, 500: _ARIAL, 600: _ARIAL_BOLD},
        {400: "400Regular", 500: "400Regular", 600: "700Bold"},
    ),
    _StandIn(
        "Roboto",
        "roboto",
        {
            400: ("Roboto", "Roboto-Regular"),
            500: ("Roboto Medium", "Roboto-Medium"),
            600: ("Roboto Bold", "Roboto-Bold"),
        },
        {400: "400Regular", 500: "500Medium", 600: "700Bold"},
    ),
    _StandIn(
        "DejaVu",
        "dejavu",
        {
            400: ("DejaVu Sans", "DejaVuSans"),
            500: ("DejaVu Sans", "DejaVuSans"),
            600: ("DejaVu Sans Bold", "DejaVuSans-Bold"),
        },
        {400: "ttf/DejaVuSans.", 500: "ttf/DejaVuSans.", 600: "ttf/DejaVuSans-Bold."},
    ),
)


def main() -> None:
    """Cut all fonts from the packages unpacked in the folder named on the command line."""
    packages = Path(sys.argv[1])
    for folder in (_PAPER, _WEB):
        folder.mkdir(parents=True, exist_ok=True)
        for old in (*folder.glob("*.ttf"), *folder.glob("*.woff2")):
            old.unlink()
    be_vietnam, noto = packages / "be-vietnam-pro", packages / "noto-sans-jp"
    for weight in (400, 600):
        latin = _cut(_opened(be_vietnam, weight), _everything(be_vietnam, weight))
        _save_paper(latin, f"be-vietnam-pro-{weight}.ttf")
        _save_paper(_figures(be_vietnam, weight), f"enishi-figures-{weight}.ttf")
        _save_paper(_cut(_opened(noto, weight), _japanese()), f"noto-sans-jp-{weight}.ttf")
    for weight in _STYLES:
        _save_web(_cut(_opened(be_vietnam, weight), _LETTERS), f"be-vietnam-pro-{weight}.woff2")
        _save_web(_figures(be_vietnam, weight), f"enishi-figures-{weight}.woff2")
    for package, folders in ((be_vietnam, (_PAPER, _WEB)), (noto, (_PAPER,))):
        for folder in folders:
            shutil.copyfile(package / "LICENSE_FONT", folder / f"{package.name}-OFL.txt")
    (_WEB / "fonts.css").write_text("\n".join(_style_sheet(packages)), encoding="utf-8")


def _opened(package: Path, weight: int) -> TTFont:
    (file,) = package.glob(f"{weight}{_STYLES[weight]}/*.ttf")
    return TTFont(file, recalcTimestamp=False)


def _everything(package: Path, weight: int) -> Iterable[int]:
    found: dict[int, str] = _opened(package, weight).getBestCmap()
    return found


def _japanese() -> set[int]:
    """Return what Japanese offices write (Windows-31J), the four newer jōyō kanji, and our data."""
    kept = {ord(character) for character in "剝塡頰𠮟〜"}
    for code in range(0xA0, 0x10000):
        try:
            chr(code).encode("cp932")
        except UnicodeEncodeError:
            continue
        kept.add(code)
    for table in _DATA.rglob("*.csv"):
        kept.update(code for code in map(ord, table.read_text(encoding="utf-8")) if code > 0x2E7F)
    unused = (range(0x400, 0x500), range(0x2500, 0x2580), range(0xE000, 0xF900))
    halfwidth = range(0xFF61, 0xFFA0)
    return {code for code in kept if not any(code in span for span in (*unused, halfwidth))}


def _cut(font: TTFont, characters: Iterable[int]) -> TTFont:
    options = Options()
    options.layout_features = _FEATURES
    options.hinting = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
    options.notdef_outline = True
    options.drop_tables += ["BASE", "STAT", "gasp", "vhea", "vmtx"]
    cutter = Subsetter(options)
    cutter.populate(unicodes=characters)
    cutter.subset(font)
    return font


def _figures(package: Path, weight: int) -> TTFont:
    """Return the ten digits at one width, a face of its own: Be Vietnam Pro has no tabular ones."""
    font = _opened(package, weight)
    names, glyphs = font.getBestCmap(), font.getGlyphSet()
    redrawn = {}
    for code in _DIGITS:
        name = names[code]
        outline = font["glyf"][name]
        ink = outline.xMax - outline.xMin
        scale = min(1, _INK / ink)
        shift = (_ADVANCE - ink * scale) / 2 - outline.xMin * scale
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(TransformPen(pen, (scale, 0, 0, 1, shift, 0)))
        redrawn[name] = pen.glyph()
    for name, glyph in redrawn.items():
        font["glyf"][name] = glyph
        glyph.recalcBounds(font["glyf"])
        font["hmtx"][name] = (_ADVANCE, glyph.xMin)
    for table in ("GPOS", "GSUB", "GDEF"):
        del font[table]
    _cut(font, _DIGITS)
    for record in font["name"].names:
        record.string = (
            str(record)
            .replace("BeVietnamPro", "EnishiFigures")
            .replace("Be Vietnam Pro", "Enishi Figures")
            if record.nameID in {1, 3, 4, 6, 16}
            else str(record)
        )
    return font


def _save_paper(font: TTFont, name: str) -> None:
    """Save with one table of characters, of the form that `domain.formats.glyphs` reads."""
    table = CmapSubtable.newSubtable(12)
    table.platformID, table.platEncID, table.format = 3, 10, 12
    table.reserved = table.length = table.language = 0
    table.cmap = font.getBestCmap()
    font["cmap"].tables = [table]
    font.save(_PAPER / name)


def _save_web(font: TTFont, name: str) -> None:
    font.flavor = "woff2"
    font.save(_WEB / name)


def _ranges(characters: Iterable[int]) -> str:
    spans: list[list[int]] = []
    for code in sorted(set(characters)):
        if spans and spans[-1][1] == code - 1:
            spans[-1][1] = code
        else:
            spans.append([code, code])
    return ", ".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in spans)


def _style_sheet(packages: Path) -> Iterable[str]:
    yield "/* Be Vietnam Pro and its digits at one width. A letter that has not come by the first"
    yield "   painting is stood in for until the next page, so that nothing moves under the reader."
    yield "   Written by scripts/fonts.py. */"
    faces = (
        ("Be Vietnam Pro", "be-vietnam-pro", _LETTERS),
        ("Enishi Figures", "enishi-figures", _DIGITS),
    )
    for family, file, characters in faces:
        for weight in _STYLES:
            yield from _face(
                family,
                weight,
                "font-display: optional",
                f'src: url("{file}-{weight}.woff2") format("woff2")',
                f"unicode-range: {_ranges(characters)}",
            )
    for stand_in in _STAND_INS:
        for weight, names in stand_in.names.items():
            local = ", ".join(f'local("{name}")' for name in names)
            ours = _opened(packages / "be-vietnam-pro", weight)
            (file,) = _files(packages / stand_in.package, stand_in.file[weight])
            theirs = TTFont(file)
            for family, size, characters in (
                ("Be Vietnam Pro", _width(ours, _SAMPLE) / _width(theirs, _SAMPLE), _LETTERS),
                ("Enishi Figures", _ADVANCE / 1000 / _width(theirs, "0"), _DIGITS),
            ):
                yield from _face(
                    f"{family} {stand_in.name}",
                    weight,
                    f"src: {local}",
                    f"size-adjust: {size:.2%}",
                    f"ascent-override: {_height(ours, 'ascent') / size:.2%}",
                    f"descent-override: {-_height(ours, 'descent') / size:.2%}",
                    "line-gap-override: 0%",
                    f"unicode-range: {_ranges(characters)}",
                )
    yield ""


def _face(family: str, weight: int, *rows: str) -> Iterable[str]:
    yield "@font-face {"
    yield f'  font-family: "{family}";'
    yield f"  font-weight: {weight};"
    yield "  font-style: normal;"
    for row in rows:
        yield f"  {row};"
    yield "}"


def _files(package: Path, begin: str) -> list[Path]:
    pattern = f"{begin}ttf" if begin.endswith(".") else f"{begin}/*.ttf"
    return [*package.glob(pattern)]


def _width(font: TTFont, text: str) -> float:
    """Return the mean advance of the letters of a text, in ems."""
    names, advances = font.getBestCmap(), font["hmtx"]
    total: int = sum(advances[names[ord(letter)]][0] for letter in text)
    return total / len(text) / float(font["head"].unitsPerEm)


def _height(font: TTFont, measure: str) -> float:
    return float(getattr(font["hhea"], measure)) / float(font["head"].unitsPerEm)


if __name__ == "__main__":
    main()

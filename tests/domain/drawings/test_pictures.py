"""Growth, matrix, rails, family, outline and card: what each promises about its geometry."""

import datetime
import gzip
import itertools
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest

from enishi.domain.drawings import (
    Atlas,
    Band,
    Card,
    CardPart,
    Cell,
    Curve,
    Entry,
    Facing,
    FacingLine,
    Family,
    FamilyDay,
    Growth,
    Layout,
    Line,
    Mark,
    Matrix,
    Member,
    OutlineGrounds,
    OutlineMap,
    OutlineUnit,
    Rails,
    Ring,
    Step,
    Tick,
    Turn,
    bond_map,
    card,
    cell_radius,
    facing,
    family,
    growth_chart,
    growth_track,
    matrix,
    outline,
    rails,
    text_width,
)
from enishi.domain.drawings.card import COLOURS
from enishi.domain.drawings.rails import LINE, MOST_LINES, MOST_SPACE
from tests.domain.drawings.real_register import SVG, TODAY, Register, drawn_on, parsed

CSS = Path(__file__).resolve().parents[3] / "src" / "enishi" / "web" / "static" / "css"
BIRTH = datetime.date(1995, 1, 1)
MERGED = datetime.date(2025, 7, 1)


def having(root: ET.Element, name: str, cls: str) -> list[ET.Element]:
    return [e for e in root.iter(f"{SVG}{name}") if cls in e.attrib.get("class", "").split()]


def texts(root: ET.Element) -> list[str]:
    return ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]


# Growth


def growth(*steps: tuple[str, int]) -> Growth:
    days = [(datetime.date.fromisoformat(on), count) for on, count in steps]
    return Growth(
        "Growth",
        "How the record grew",
        BIRTH,
        TODAY,
        [Curve(days, "acts", "94"), Curve(days[:1], "living acts", "1"), Curve([], "links", "0")],
        [
            Tick(BIRTH, "1995"),
            Tick(datetime.date(2026, 1, 1), "2026"),
            Tick(TODAY, "21 Nov 2026", strong=True),
        ],
        [
            Ring(datetime.date(2023, 11, 2), 110, "110"),
            Ring(datetime.date(2025, 11, 19), 110, "110"),
        ],
        [Turn(MERGED, "63 → 34")],
        [(0, "0"), (100, "100")],
    )


@pytest.mark.parametrize("draw", [growth_track, growth_chart])
def test_growth_rises_to_its_last_number(draw: Callable[[Growth], str]) -> None:
    root = parsed(draw(growth(("2007-10-25", 1), ("2020-01-13", 60), ("2020-01-13", 61))))
    curve = having(root, "path", "curve")[-1].attrib["d"]
    heights = [float(y) for y in re.findall(r"V([\d.]+)", curve)]
    assert len(heights) == 2
    assert heights == sorted(heights, reverse=True)
    rings = [float(ring.attrib["cy"]) for ring in having(root, "circle", "ring")]
    assert rings == [rings[0]] * 2
    assert rings[0] < heights[-1]
    assert texts(root).count("110") == 1


def test_growth_before_the_first_act_is_flat() -> None:
    root = parsed(growth_track(growth()))
    assert having(root, "path", "curve")[0].attrib["d"] == "M8 64H1042"


def test_the_knob_stands_at_its_day() -> None:
    (last,) = having(parsed(growth_track(growth(), knob=TODAY)), "circle", "knob")
    (first,) = having(parsed(growth_track(growth(), knob=BIRTH)), "circle", "knob")
    assert (first.attrib["cx"], last.attrib["cx"]) == ("8", "1042")
    assert having(parsed(growth_track(growth())), "circle", "knob") == []


def test_a_tick_gives_way_to_the_last_day() -> None:
    assert [t for t in texts(parsed(growth_track(growth()))) if "20" in t] == ["21 Nov 2026"]


def test_names_at_the_ends_of_curves_keep_apart() -> None:
    root = parsed(growth_chart(growth(("2007-10-25", 1))))
    heights = sorted(float(end.attrib["y"]) for end in having(root, "text", "end"))
    assert min(b - a for a, b in itertools.pairwise(heights)) >= 14.9


# Matrix


def sheet(facts: Register, on: datetime.date) -> Matrix:
    drawn = drawn_on(facts, on)
    lines = [Line(p.unit, p.name, p.count, p.count_text, p.href, p.label) for p in drawn.places]
    near = [line for line in lines if line.unit.startswith("VN")]
    far = [line for line in lines if line.unit.startswith("JP")]
    return Matrix(
        "Matrix",
        "Who is tied to whom",
        [Band("North and mountains", near[:9]), Band("South", near[9:])],
        [Band("Hokkaidō", far[:1]), Band("The rest", far[1:])],
        [Cell(t.one, t.other, t.count, t.count_text, t.href, t.label) for t in drawn.threads],
    )


@pytest.mark.parametrize(
    ("on", "rows"), [(TODAY, 34), (datetime.date(2025, 6, 30), 63)], ids=["34", "63"]
)
def test_the_matrix_keeps_every_row_and_column(
    facts: Register, on: datetime.date, rows: int
) -> None:
    content = sheet(facts, on)
    svg = matrix(content)
    root = parsed(svg)
    assert len(having(root, "path", "row-line")) == rows
    names = having(root, "text", "name")
    assert len(names) == rows + 47
    unlinked = sum(
        not line.total for band in (*content.rows, *content.columns) for line in band.lines
    )
    assert len(having(root, "text", "none")) == unlinked
    assert len(having(root, "a", "cell")) == len(content.cells)
    # Names of rows end where the sheet begins and none runs into the regions.
    for name in names:
        if name.attrib.get("text-anchor") == "end":
            assert float(name.attrib["x"]) - text_width(name.text or "") > 100
    assert len(gzip.compress(svg.encode(), mtime=0)) < 9_000


def test_the_area_of_a_dot_grows_with_the_number() -> None:
    inner = [(cell_radius(n) - 0.3) ** 2 / n for n in (1, 4, 7)]
    assert inner == pytest.approx([inner[0]] * 3)


def test_an_empty_matrix_is_a_picture() -> None:
    assert parsed(matrix(Matrix("Matrix", "", [], [], []))).attrib["role"] == "img"


# Rails


def entry(mark: Mark, on: str, lines: int = 4, **more: object) -> Entry:
    return Entry(mark, datetime.date.fromisoformat(on), lines, **more)  # type: ignore[arg-type]  # a shorter call


ENTRIES = (
    entry(Mark.ACT, "2014-07-01", 5),
    entry(Mark.ACT, "2014-12-12", 4),
    entry(Mark.STRETCH, "2014-12-12", 3, until=datetime.date(2023, 9, 8)),
    entry(Mark.EVENT, "2023-09-08"),
    entry(Mark.ACT, "2024-12-18"),
    entry(Mark.MERGER, "2025-07-01", coming=2, text="three cities"),
    entry(Mark.ACT, "2026-02-26", 5),
    entry(Mark.ACT, "2026-02-26", 5),
)


def board(entries: tuple[Entry, ...]) -> Rails:
    return Rails(
        "Timeline",
        "",
        datetime.date(2014, 1, 1),
        TODAY,
        "Bình Dương",
        "Yamaguchi",
        "today",
        entries,
    )


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("times", [0, 1, 6])
def test_rows_beside_the_rails_never_overlap(times: int, *, narrow: bool) -> None:
    entries = tuple(sorted(ENTRIES * times, key=lambda e: e.on))
    drawn = rails(board(entries), narrow=narrow)
    parsed(drawn.svg)
    at = 0.0
    for row in drawn.rows:
        at += row.space * LINE
        assert row.y == at + LINE / 2
        at += row.entry.lines * LINE
    assert at <= drawn.height
    marks = [float(y) for y in re.findall(r'class="rung"|y="([\d.]+)" width="11"', drawn.svg) if y]
    assert marks == sorted(marks)
    assert len(set(marks)) == len(marks)


def test_rails_are_to_true_time() -> None:
    drawn = rails(board(ENTRIES[:1] + ENTRIES[3:4]))
    rungs = [float(y) for y in re.findall(r'd="M96 ([\d.]+)H168"', drawn.svg)]
    years = (ENTRIES[3].on - ENTRIES[0].on).days / (TODAY - datetime.date(2014, 1, 1)).days
    end = drawn.height - 34
    assert (rungs[1] - rungs[0]) / (end - 54) == pytest.approx(years, abs=0.01)


def test_a_merger_thickens_the_rail() -> None:
    root = parsed(rails(board(ENTRIES)).svg)
    near = having(root, "g", "rail")[0]
    widths = [float(path.attrib["stroke-width"]) for path in near.findall(f"{SVG}path")]
    assert (widths[0], widths[-1], len(widths)) == (2, 5, 4)


# Family


def test_a_merger_of_three_is_three_bars_that_become_one() -> None:
    content = Family(
        "History",
        "",
        "city",
        [
            Member("old", "Hồ Chí Minh", "City", None, MERGED, "start not researched"),
            Member("one", "Bình Dương", "Province", datetime.date(1997, 1, 1), MERGED, href="/b/"),
            Member("two", "Bà Rịa - Vũng Tàu", "Province", None, MERGED),
            Member("city", "Hồ Chí Minh", "City", MERGED),
        ],
        [Step("old", "city", MERGED), Step("one", "city", MERGED), Step("two", "city", MERGED)],
        [FamilyDay(datetime.date(1997, 1, 1), "1 Jan 1997"), FamilyDay(MERGED, "1 July 2025")],
    )
    for width in (776, 358):
        root = parsed(family(content, width=width))
        bars = [bar.attrib["d"] for bar in having(root, "path", "bar")]
        lanes = [re.match(r"M[\d.]+ ([\d.]+)", bar)[1] for bar in bars]  # type: ignore[index]  # a bar begins with M
        assert lanes[0] == lanes[3]
        assert len(set(lanes)) == 3
        assert len(having(root, "path", "flow")) == 2
        assert len(having(root, "g", "own")) == 1


def test_a_change_of_status_is_one_bar_in_two_parts() -> None:
    on = datetime.date(2026, 9, 1)
    content = Family(
        "History",
        "",
        "new",
        [
            Member("was", "Quảng Ninh", "Province", None, on),
            Member("new", "Quảng Ninh", "City", on),
        ],
        [Step("was", "new", on)],
        [
            FamilyDay(MERGED, "1 July 2025", "unchanged", changes=False),
            FamilyDay(on, "1 Sept 2026"),
        ],
    )
    root = parsed(family(content))
    assert having(root, "path", "flow") == []
    assert len(having(root, "path", "still")) == 1
    assert texts(root)[-1] == "unchanged"


# Outline


def test_the_small_map_names_the_place_and_its_partners(
    facts: Register, atlases: dict[str, Atlas]
) -> None:
    grounds = OutlineGrounds(atlases)
    others = [(unit, unit[:2]) for unit in facts.living(TODAY)]
    pairs = facts.pairs(TODAY)
    for near in sorted({pair[0] for pair in pairs}):
        content = OutlineMap(
            "Map",
            "",
            OutlineUnit(near, "VN", facts.names[near]),
            [
                OutlineUnit(far, "JP", facts.names[far], number, str(number), href="/x/")
                for (one, far), number in pairs.items()
                if one == near
            ],
            others,
        )
        svg = outline(grounds, content)
        root = parsed(svg)
        assert facts.names[near] in texts(root)
        assert len(having(root, "path", "line")) == len(content.partners)
        assert len(having(root, "path", "chosen")) == len(content.partners) + 1
        assert len(gzip.compress(svg.encode(), mtime=0)) < 10_000


def test_a_partner_whose_place_is_unknown_is_left_out(atlases: dict[str, Atlas]) -> None:
    content = OutlineMap(
        "Map", "", OutlineUnit("VN22-2026", "VN"), [OutlineUnit("X", "JP", "X", 1)]
    )
    assert having(parsed(outline(OutlineGrounds(atlases), content)), "path", "line") == []


# Card


def test_a_card_fits_its_words_and_its_colours_are_the_tokens() -> None:
    long = [CardPart("94 documented agreements "), CardPart("tie ", "tie"), CardPart("us " * 20)]
    root = parsed(card(Card(long, "A subtitle " * 12, foot="21 Nov 2026")))
    for text in root.iter(f"{SVG}text"):
        if text.attrib.get("class") == "title":
            width = text_width("".join(text.itertext()), int(text.attrib["font-size"]), 600)
            assert 64 + width <= 1200
    assert (root.attrib["width"], root.attrib["height"]) == ("1200", "630")
    assert "var(" not in card(Card(long, ""))


def test_a_card_with_the_cord(wide: Layout, facts: Register) -> None:
    threads = [(near, far, count) for (near, far), count in facts.pairs(TODAY).items()]
    svg = card(Card([CardPart("Enishi")], "x"), wide, facts.living(TODAY), threads)
    assert len(having(parsed(svg), "path", "line")) == len(threads)


def test_the_colours_of_a_card_are_the_tokens() -> None:
    light = (CSS / "tokens.css").read_text(encoding="utf-8").split("@media")[0]
    tokens = dict(re.findall(r"--([\w-]+):\s*(#\w+)", light))
    assert {name: tokens[name] for name in COLOURS} == COLOURS


# The stylesheet


def test_every_class_of_every_picture_is_in_the_stylesheet(
    wide: Layout, facts: Register, atlases: dict[str, Atlas]
) -> None:
    drawn = drawn_on(facts, TODAY)
    own = OutlineUnit("VN22-2026", "VN", "Quảng Ninh")
    svgs = [
        bond_map(wide, drawn.places, drawn.threads, drawn.words, focus="JP27"),
        growth_track(growth(), knob=TODAY),
        growth_chart(growth()),
        matrix(sheet(facts, TODAY)),
        facing(Facing("f", "", "n", "f", [FacingLine("x", 1, 2, "1", "2", "/x/")])),
        rails(board(ENTRIES)).svg,
        outline(
            OutlineGrounds(atlases), OutlineMap("m", "", own, [OutlineUnit("JP25", "JP", "s", 1)])
        ),
    ]
    used = {
        cls for svg in svgs for held in re.findall(r'class="([^"]+)"', svg) for cls in held.split()
    }
    css = (CSS / "drawings.css").read_text(encoding="utf-8")
    assert {cls for cls in used if not re.search(rf"\b{cls}\b", css)} == set()


def test_rows_beside_the_rails_have_a_class_for_every_height() -> None:
    css = (CSS / "drawings.css").read_text(encoding="utf-8")
    for lines in range(2, MOST_LINES + 1):
        assert f".rail-row.lines-{lines} {{ min-block-size: {lines * LINE}px; }}" in css
    for space in range(1, MOST_SPACE + 1):
        assert f".rail-row.space-{space} {{ margin-block-start: {space * LINE}px; }}" in css
    tallest = rails(board((entry(Mark.ACT, "2020-01-01", 40),))).rows[0]
    assert tallest.classes.endswith(f" lines-{MOST_LINES}")


def test_the_stylesheet_takes_every_colour_from_a_token() -> None:
    css = (CSS / "drawings.css").read_text(encoding="utf-8")
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|rgb\(|hsl\(", css) == []


# Facing


def test_both_sides_of_a_line_are_on_one_scale() -> None:
    lines = [
        FacingLine("Water", 4, 8, "4", "8", "/water/", "Water: 9 agreements"),
        FacingLine("Culture and people-to-people exchange", 2, 0, "2", "0"),
    ]
    content = Facing("Fields", "By country", "Vietnam", "Japan", lines)
    root = parsed(facing(content, width=200))
    bars = [float(bar.attrib.get("width", 0)) for bar in having(root, "rect", "bar")]
    assert bars == [
        pytest.approx(bars[1] / 2, abs=0.1),
        bars[1],
        pytest.approx(bars[1] / 4, abs=0.1),
        0,
    ]
    assert len([link for link in root.iter(f"{SVG}a") if link.attrib["href"] == "/water/"]) == 1
    name = max(text_width(line.name) for line in lines)
    assert float(root.attrib["width"]) > name
    stacked = parsed(facing(content, width=340, stacked=True))
    assert float(stacked.attrib["width"]) == 340
    assert float(stacked.attrib["height"]) > float(root.attrib["height"])

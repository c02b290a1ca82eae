"""The map of bonds: every thread in its place, no name over another, small enough to send."""

import datetime
import gzip
import itertools

import pytest

from enishi.domain.drawings import (
    WIDE,
    Atlas,
    Layout,
    MapPlace,
    MapThread,
    MapWords,
    Site,
    Strand,
    bond_map,
    lay_out,
    order_at_gate,
    text_width,
    thread_width,
)
from enishi.domain.drawings.cord import rank
from enishi.domain.drawings.geometry import along, crossings
from tests.domain.drawings.real_register import (
    BEFORE_MERGER,
    DAYS,
    SVG,
    TODAY,
    Drawn,
    Register,
    drawn_on,
    parsed,
)

Box = tuple[float, float, float, float]
BUDGET = {
    "wide": 26_000,
    "middle": 24_000,
    "tall": 20_000,
}  # bytes, compressed; the home page may weigh 150 kB


def draw(layout: Layout, drawn: Drawn, focus: str = "") -> str:
    return bond_map(layout, drawn.places, drawn.threads, drawn.words, focus=focus)


def boxes(svg: str) -> dict[str, Box]:
    """Return the box of every name of a mark, as the browser will set it."""
    found = {}
    for mark in parsed(svg).iter(f"{SVG}a"):
        for text in mark.findall(f"{SVG}text"):
            x, y = float(text.attrib["x"]), float(text.attrib["y"])
            count = text.find(f"{SVG}tspan")
            width = text_width(text.text or "")
            if count is not None:
                width += 4 + text_width(count.text or "", weight=400)
            aside = {"start": 0.0, "middle": width / 2, "end": width}
            left = x - aside[text.attrib.get("text-anchor", "start")]
            found[mark.attrib["data-unit"]] = (left, y - 11, left + width, y + 4)
    return found


def overlapping(found: dict[str, Box]) -> list[tuple[str, str]]:
    return [
        (one, other)
        for (one, a), (other, b) in itertools.combinations(found.items(), 2)
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_it_is_well_formed_styled_by_class_and_the_same_each_time(
    layout: Layout, facts: Register, on: datetime.date
) -> None:
    svg = draw(layout, drawn_on(facts, on))
    root = parsed(svg)
    assert (root.tag, root.attrib["role"]) == (f"{SVG}svg", "group")
    assert draw(layout, drawn_on(facts, on)) == svg


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_no_name_lies_over_another_or_leaves_the_paper(
    layout: Layout, facts: Register, on: datetime.date
) -> None:
    found = boxes(draw(layout, drawn_on(facts, on)))
    assert overlapping(found) == []
    view = layout.view
    assert [
        k for k, b in found.items() if b[0] < 0 or b[2] > view.width or b[3] > view.height
    ] == []


def test_the_weightiest_units_are_named(layout: Layout, facts: Register) -> None:
    drawn = drawn_on(facts, TODAY)
    named = boxes(draw(layout, drawn))
    for country in ("VN", "JP"):
        own = [p for p in drawn.places if layout.countries[p.unit] == country]
        weightiest = max(own, key=lambda place: place.count)
        assert weightiest.unit in named
    assert "JP01" in named


def test_a_unit_can_be_focused_and_its_partners_are_named(wide: Layout, facts: Register) -> None:
    drawn = drawn_on(facts, TODAY)
    for place in [place for place in drawn.places if place.count][::5]:
        svg = draw(wide, drawn, focus=place.unit)
        named = boxes(svg)
        partners = {t.other for t in drawn.threads if t.one == place.unit}
        partners |= {t.one for t in drawn.threads if t.other == place.unit}
        assert set(named) <= partners | {place.unit}
        assert place.unit in named
        assert overlapping(named) == []
        assert svg.count('class="thread back"') == len(drawn.threads) - len(partners)


def test_every_thread_begins_and_ends_at_the_marks_of_its_units(layout: Layout) -> None:
    for (near, far), course in layout.courses.items():
        assert course.near[0] == layout.anchors[near]
        assert course.far[-1] == layout.anchors[far]
        assert course.near[-1][1 - layout.view.upright] == course.gate
        assert course.far[0][1 - layout.view.upright] == course.gate
        assert (layout.countries[near], layout.countries[far]) == ("VN", "JP")


def test_threads_pass_the_gate_in_the_order_of_the_far_shore(
    layout: Layout, facts: Register
) -> None:
    axis = layout.view.shores["JP"].axis
    today = [pair for pair in order_at_gate(layout.courses) if pair in facts.pairs(TODAY)]
    ranks = [rank(layout.anchors[far], axis) for _, far in today]
    turned = ranks[::-1] if layout.view.upright else ranks
    assert turned == sorted(turned)
    for (one, a), (other, b) in itertools.pairwise(
        (pair, layout.courses[pair].gate) for pair in today
    ):
        widths = thread_width(facts.pairs(TODAY)[one]) + thread_width(facts.pairs(TODAY)[other])
        assert b - a > widths * layout.view.thread / 2


def test_a_thread_of_before_a_merger_passes_where_its_heir_will(
    layout: Layout, facts: Register
) -> None:
    heirs = {pair: facts.slot(pair) for pair in facts.pairs(BEFORE_MERGER)}
    far_off = {
        pair: layout.courses[pair].gate - layout.courses[heir].gate
        for pair, heir in heirs.items()
        if abs(layout.courses[pair].gate - layout.courses[heir].gate) > 4
    }
    assert far_off == {}


def test_threads_cross_hardly_more_than_they_must(layout: Layout, facts: Register) -> None:
    """Measured in November 2026, 741 pairs must; wide 769 do, tall 783."""
    today = [pair for pair in order_at_gate(layout.courses) if pair in facts.pairs(TODAY)]
    height = {unit: layout.anchors[unit][1] for unit, _ in today}
    points = {pair: layout.courses[pair].points[::3] for pair in today}
    landward = {pair: list(along(layout.courses[pair].far, 12)) for pair in today}
    must = does = ashore = 0
    for one, other in itertools.combinations(today, 2):
        if one[0] != other[0] and one[1] != other[1]:
            must += (height[one[0]] > height[other[0]]) != layout.view.upright
        does += crossings(points[one], points[other]) > 0
        ashore += crossings(landward[one], landward[other]) > 0
    assert does <= must * 1.08
    # Nearly all of it happens before the gate, in one knot.
    assert ashore <= does * 0.06


@pytest.mark.parametrize("on", [BEFORE_MERGER, TODAY], ids=str)
def test_it_is_small_enough_to_send(layout: Layout, facts: Register, on: datetime.date) -> None:
    svg = draw(layout, drawn_on(facts, on)).encode()
    assert len(gzip.compress(svg, mtime=0)) < BUDGET[layout.view.name]


def test_every_unit_in_force_has_an_outline(facts: Register, atlases: dict[str, Atlas]) -> None:
    outlines = atlases["VN"].outlines.keys() | atlases["JP"].outlines.keys()
    missing = {unit for on in DAYS for unit in facts.living(on) if unit not in outlines}
    assert missing == {"VN28-1991"}


def test_links_are_named_and_none_is_a_stop_of_the_tab_key(wide: Layout, facts: Register) -> None:
    drawn = drawn_on(facts, TODAY)
    links = list(parsed(draw(wide, drawn)).iter(f"{SVG}a"))
    titles = {a.findtext(f"{SVG}title") for a in links}
    assert {p.label for p in drawn.places} | {t.label for t in drawn.threads} <= titles
    assert {(a.attrib["tabindex"], a.attrib["aria-hidden"]) for a in links} == {("-1", "true")}


def test_on_a_day_with_few_bonds_all_units_are_named(wide: Layout, facts: Register) -> None:
    drawn = drawn_on(facts, datetime.date(2008, 12, 31))
    assert set(boxes(draw(wide, drawn))) == {p.unit for p in drawn.places if p.count}


def test_without_links_it_is_an_image(wide: Layout) -> None:
    svg = bond_map(wide, [MapPlace("JP01", "Hokkaidō", 1)], [], MapWords("Map", "No bond"))
    root = parsed(svg)
    assert root.attrib["role"] == "img"
    assert [e.text for e in root[:2]] == ["Map", "No bond"]
    assert root.attrib["aria-labelledby"] == "bond-map-title bond-map-desc"


def test_a_text_cannot_leave_its_element(wide: Layout) -> None:
    evil = """</text><script>"&'"""
    place = MapPlace("JP01", evil, 1, evil, 'x" onclick="', evil)
    root = parsed(bond_map(wide, [place], [], MapWords(evil, evil)))
    assert root.find(f".//{SVG}script") is None
    assert [text.text for text in root.iter(f"{SVG}text")] == [evil]
    assert {a.attrib["href"] for a in root.iter(f"{SVG}a")} == {'x" onclick="'}


def test_a_municipality_is_a_small_dot_at_its_point(atlases: dict[str, Atlas]) -> None:
    sites = [
        Site("VN48-2025", "VN"),
        Site("JP14", "JP"),
        Site("JP14130", "JP", (139.703, 35.531), "JP14"),
        Site("JP47201", "JP", (127.679, 26.212), "JP47"),
    ]
    strands = [Strand("JP14", "VN48-2025", 1, ("JP14", "VN48-2025"))]
    layout = lay_out(WIDE, atlases, sites, strands)
    assert layout.anchors["JP14130"] == WIDE.shores["JP"].projection((139.703, 35.531))
    inset = WIDE.shores["JP"].inset
    assert inset is not None
    left, top, right, bottom = inset.frame
    x, y = layout.anchors["JP47201"]
    assert (left < x < right, top < y < bottom) == (True, True)
    places = [MapPlace("JP14", "Kanagawa", 1), MapPlace("JP14130", "Kawasaki", 1, small=True)]
    threads = [MapThread("JP14", "VN48-2025", 1)]
    root = parsed(bond_map(layout, places, threads, MapWords("t", "d")))
    dots = [float(dot.attrib["r"]) for dot in root.iter(f"{SVG}circle")]
    assert dots[1] < dots[0]


def test_a_unit_without_a_place_is_refused(atlases: dict[str, Atlas]) -> None:
    with pytest.raises(ValueError, match="VN-NOWHERE has no place on the map"):
        lay_out(WIDE, atlases, [Site("VN-NOWHERE", "VN")], [])


@pytest.mark.parametrize("number", [0, 1, 400])
def test_any_number_of_threads_fits_the_gate(
    facts: Register, atlases: dict[str, Atlas], number: int
) -> None:
    living = facts.living(TODAY)
    near = [unit for unit in living if unit.startswith("VN")]
    far = [unit for unit in living if unit.startswith("JP")]
    pairs = list(itertools.product(near, far))[:number]
    layout = lay_out(
        WIDE,
        atlases,
        [Site(unit, unit[:2]) for unit in living],
        [Strand(*pair, 1, pair) for pair in pairs],
    )
    gates = [course.gate for course in layout.courses.values()]
    widest = max(WIDE.gate.widest, number * thread_width(1))
    assert max(gates, default=0) - min(gates, default=0) <= widest
    places = [MapPlace(unit, facts.names.get(unit, unit), 9, "9") for unit in living]
    threads = [MapThread(*pair, 1) for pair in pairs]
    svg = bond_map(layout, places, threads, MapWords("t", "d"))
    assert overlapping(boxes(svg)) == []

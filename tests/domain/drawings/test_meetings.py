"""The picture of a meeting plan: what stands where, what is said, and in which colours."""

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest

from enishi.domain.drawings import (
    MeetingGroup,
    MeetingPlan,
    MeetingRow,
    MeetingWords,
    Met,
    meeting_plan,
)
from enishi.domain.drawings.meeting_style import COLOURS
from tests.domain.drawings.real_register import SVG

CSS = Path(__file__).resolve().parents[3] / "src" / "enishi" / "web" / "static" / "css"
WORDS = MeetingWords("must", "interpreted", "waits", "away", "meetings", "breaks", "tables")
NARA = MeetingRow(
    "Nara",
    (
        Met(0, 0, "Huế", "0 hall: Nara × Huế", must=True),
        Met(2, 1, "Akita", "2 quiet: Nara × Akita", interpreted=True),
        Met(3, 0, "Sơn La", "3 hall: Nara × Sơn La"),
        Met(3, 0, "Huế", "3 hall: Nara × Huế", lane=1),
    ),
    away=frozenset({1, 5}),
    waits=((1, 1),),
    lanes=2,
)
PLAN = MeetingPlan(
    "Plan",
    "Two of four",
    ("0", "1", "2", "3", "4", "5"),
    (range(3), range(3, 6)),
    ("hall", "quiet", "protocol"),
    (
        MeetingGroup("Parties", (NARA, MeetingRow("Huế", (Met(0, 0, "Nara", "x"),))), "2 of 9"),
        MeetingGroup("Interpreters", ()),
    ),
    ((1, 3), (0, 3), (1, 3), (2, 3), (0, 3), (0, 2)),
    WORDS,
)
MANY = replace(
    PLAN, groups=(MeetingGroup("Parties", [replace(NARA, name=f"p{n}") for n in range(300)]),)
)


def drawn(plan: MeetingPlan) -> ET.Element:
    return ET.fromstring(meeting_plan(plan))  # noqa: S314  # a text of our own


def cells(root: ET.Element, zone: int) -> list[ET.Element]:
    return [
        rect
        for group in root.iter(f"{SVG}g")
        if group.find(f"{SVG}title") is not None
        for rect in group.iter(f"{SVG}rect")
        if rect.get("class") == f"zone-{zone}"
    ]


def said(root: ET.Element) -> list[str]:
    return ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]


def box(rect: ET.Element) -> tuple[float, float, float, float]:
    x, y, wide, high = (float(rect.attrib[name]) for name in ("x", "y", "width", "height"))
    return x, y, x + wide, y + high


@pytest.mark.parametrize("plan", [PLAN, MANY])
def test_every_meeting_is_a_cell_in_its_zone_that_says_what_it_is(plan: MeetingPlan) -> None:
    root = drawn(plan)
    met = [m for group in plan.groups for row in group.rows for m in row.met]
    for zone in (0, 1):
        assert len(cells(root, zone)) == sum(m.zone == zone for m in met)
    titles = [title.text for title in root.iter(f"{SVG}title")]
    assert titles == [plan.title, *(m.label for m in met)]
    assert root.find(f"{SVG}desc") is not None


@pytest.mark.parametrize("plan", [PLAN, MANY])
def test_no_two_cells_touch_and_all_are_on_the_sheet(plan: MeetingPlan) -> None:
    root = drawn(plan)
    boxes = [box(rect) for zone in (0, 1) for rect in cells(root, zone)]
    assert all(
        a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
        for place, a in enumerate(boxes)
        for b in boxes[:place]
    )
    width, height = (float(root.attrib[name]) for name in ("width", "height"))
    assert all(left >= 0 and right <= width - 64 for left, _, right, _ in boxes)
    assert all(top >= 0 and bottom <= height - 64 for _, top, _, bottom in boxes)


def test_half_days_are_parted() -> None:
    first, second = sorted({box(rect)[0] for rect in cells(drawn(PLAN), 0)})
    (third,) = {box(rect)[0] for rect in cells(drawn(PLAN), 1)}
    column = (third - first) / 2
    assert second - third == pytest.approx(column + 14, abs=0.2)


def test_marks_for_musts_interpreters_waits_and_absence() -> None:
    root = drawn(PLAN)
    by_class = [element.get("class") for element in root.iter()]
    # One of each in the legend.
    assert by_class.count("must") == 1 + 1
    assert by_class.count("idle") == 1 + 1
    # The bars of the tables in use are as dark as the flags.
    assert by_class.count("flag") == 1 + 1 + len(PLAN.slots)
    assert sum(e.get("fill") == "url(#away)" for e in root.iter()) == 1 + 2


def test_what_is_written_inside_fits_and_sums_stand_at_the_end() -> None:
    text = said(drawn(PLAN))
    assert {"Nara", "Huế", "Akita", "Sơn La", "2 of 9", "tables", "1/3", "4"} <= set(text)
    long = replace(NARA, met=(Met(0, 0, "Nghệ An and many more people", "x"),))
    crowded = replace(PLAN, groups=(MeetingGroup("Parties", (long,)),), slots=["0"] * 6)
    assert "Nghệ An and many more people" not in said(drawn(crowded))
    assert any(word.startswith("Nghệ") and word.endswith("…") for word in said(drawn(crowded)))


def test_only_zones_that_are_used_and_named_are_explained() -> None:
    assert "protocol" not in said(drawn(PLAN))
    assert {"hall", "quiet"} <= set(said(drawn(PLAN)))


def test_many_rows_stand_in_columns_no_higher_than_twice_their_width() -> None:
    root = drawn(MANY)
    width, height = (float(root.attrib[name]) for name in ("width", "height"))
    assert height < 2 * width < 4 * height
    assert {f"p{n}" for n in range(300)} <= set(said(root))


def test_what_is_written_is_no_markup() -> None:
    risky = replace(NARA, name="<script>&", met=(Met(0, 0, "<b>", '"<i>&'),))
    root = drawn(replace(PLAN, title="a <b> & c", groups=(MeetingGroup("<g>", (risky,)),)))
    assert {"a <b> & c", "<script>&", "<b>", "<g>"} <= set(said(root))


def test_the_colours_are_the_tokens_by_day_and_by_night() -> None:
    light, dark, *_ = (CSS / "tokens.css").read_text(encoding="utf-8").split("@media")
    for scheme, text in enumerate((light, dark)):
        tokens = dict(re.findall(r"--([\w-]+):\s*(#\w+)", text))
        own = {role: both[scheme] for role, both in COLOURS.items()}
        assert {role: tokens[role] for role in own} == own
    style = drawn(PLAN).find(f"{SVG}style")
    assert style is not None
    used = {
        name
        for element in drawn(PLAN).iter()
        for name in element.get("class", "").split()
        if name not in {"drawing", "meetings"}
    }
    assert {name for name in used if f".{name}" not in (style.text or "")} == set()

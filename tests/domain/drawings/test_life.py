"""The rows of an agreement's life: what lies where along time."""

import datetime
import re
import xml.etree.ElementTree as ET

import pytest

from enishi.domain.drawings.axis import TimeAxis
from enishi.domain.drawings.life import MergerRow, PointRow, Row, TextRow, life_row

AXIS = TimeAxis(datetime.date(2000, 1, 1), datetime.date(2010, 1, 1), 0, 100)
TODAY = datetime.date(2009, 1, 1)
HALF = datetime.date(2005, 1, 1)


def drawn(row: Row) -> ET.Element:
    return ET.fromstring(life_row(row, AXIS, TODAY))  # noqa: S314  # our own drawing


def of_class(root: ET.Element, name: str) -> list[ET.Element]:
    return [e for e in root.iter() if name in e.attrib.get("class", "").split()]


def test_a_stated_term_ends_in_a_ring_and_an_unknown_one_is_open() -> None:
    stated = TextRow(AXIS.since, HALF, stated=True, closed=True, own=True)
    (bar,) = of_class(drawn(stated), "bar")
    assert (bar.attrib["x1"], bar.attrib["x2"]) == ("0%", "50.01%")
    assert len(of_class(drawn(stated), "end")) == 1
    unknown = TextRow(AXIS.since, TODAY, stated=False, closed=False, own=False)
    assert of_class(drawn(unknown), "end") == []
    assert len(of_class(drawn(unknown), "open")) == 1


@pytest.mark.parametrize(("lines", "shown"), [(1, 1), (2, 2), (3, 3), (9, 4)])
def test_as_many_lines_meet_as_units_merged_up_to_what_can_be_told_apart(
    lines: int, shown: int
) -> None:
    root = drawn(MergerRow(HALF, lines, "VN"))
    assert len([e for e in root.iter() if e.tag.endswith("path")]) == shown
    assert len(of_class(root, "of-vn")) == 1


def test_a_row_says_nothing_to_those_who_hear_it_and_keeps_within_its_width() -> None:
    root = drawn(PointRow(datetime.date(2020, 1, 1)))
    assert root.attrib["aria-hidden"] == "true"
    places = re.findall(r"([\d.]+)%", ET.tostring(root, encoding="unicode"))
    assert max(float(place) for place in places) == 100

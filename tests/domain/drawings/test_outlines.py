"""Outlines: read, joined without inner borders, simplified so that neighbours still meet."""

import json

import pytest

from enishi.domain.drawings import Atlas, read_atlas
from enishi.domain.drawings.geometry import area, centroid, contains, inner_point, simplify
from enishi.domain.drawings.outlines import Ground, Projection

# Two squares side by side: arc 0 is the border between them.
TWO = {
    "transform": {"scale": [1, 1], "translate": [0, 0]},
    "arcs": [
        [[1, 0], [0, 1]],
        [[1, 1], [-1, 0], [0, -1], [1, 0]],
        [[1, 0], [1, 0], [0, 1], [-1, 0]],
    ],
    "objects": {
        "old": {
            "geometries": [
                {"type": "Polygon", "arcs": [[0, 1]], "properties": {"units": ["A", "AB"]}},
                {"type": "MultiPolygon", "arcs": [[[2, -1]]], "properties": {"units": ["B", "AB"]}},
            ]
        }
    },
}
PLAIN = Projection(0, 0, 0, 10, 0, 0)


def test_a_divided_unit_is_drawn_without_the_border_inside() -> None:
    atlas = read_atlas(json.dumps(TWO))
    assert {unit: len(shape.rings) for unit, shape in atlas.outlines.items()} == {
        "A": 1,
        "AB": 1,
        "B": 1,
    }
    ring = atlas.ring(atlas.outlines["AB"].rings[0])
    assert (area(ring), centroid(ring)) == (2, (1, 0.5))
    assert len(ring) == 6


def test_a_unit_in_two_layers_is_refused() -> None:
    twice = {**TWO, "objects": {"old": TWO["objects"]["old"], "new": TWO["objects"]["old"]}}  # type: ignore[index]  # a document of our own
    with pytest.raises(ValueError, match="A stands in two layers"):
        read_atlas(json.dumps(twice))


def test_paths_are_whole_tenths_of_a_pixel() -> None:
    ground = Ground(read_atlas(json.dumps(TWO)), PLAIN)
    assert ground.path("A") == "M100 0l0-100-100 0 0 100z"
    assert ground.middle("AB") == pytest.approx((10, -5))


def test_islets_and_what_lies_outside_the_window_are_dropped() -> None:
    atlas = read_atlas(json.dumps(TWO))
    assert Ground(atlas, PLAIN, least=101).path("A") == ""
    assert Ground(atlas, PLAIN, window=(1.2, -90, 180, 90)).middle("A") is None


def test_neighbours_share_their_border_after_simplification(atlases: dict[str, Atlas]) -> None:
    atlas = atlases["VN"]
    ground = Ground(atlas, Projection(102, 23.4, 16, 36, 0, 0), tolerance=0.5)
    bordering = [
        (one, other)
        for one, a in atlas.outlines.items()
        for other, b in atlas.outlines.items()
        if a.layer == b.layer == "vn34"
        and {~n for ring in a.rings for n in ring} & {n for ring in b.rings for n in ring}
    ]
    assert len(bordering) > 60
    for one, other in bordering:
        points = {p for ring in ground.rings(one) for p in ring}
        assert points & {p for ring in ground.rings(other) for p in ring}


def test_the_34_cover_what_the_63_covered(atlases: dict[str, Atlas]) -> None:
    atlas = atlases["VN"]
    covered = {
        layer: sum(
            area(atlas.ring(ring))
            for unit, shape in atlas.outlines.items()
            if shape.layer == layer and unit.endswith(year)
            for ring in shape.rings
        )
        for layer, year in (("vn63", "-2024"), ("vn34", "-2025"))
    }
    assert covered["vn63"] == pytest.approx(covered["vn34"], rel=0.002)


def test_a_mark_stands_within_its_unit(atlases: dict[str, Atlas]) -> None:
    for atlas in atlases.values():
        for shape in atlas.outlines.values():
            ring = max((atlas.ring(ring) for ring in shape.rings), key=area)
            assert contains(ring, inner_point(ring))


def test_simplifying_keeps_ends_and_drops_what_is_straight() -> None:
    line = [(0.0, 0.0), (1.0, 0.1), (2.0, 0.0), (3.0, 4.0), (4.0, 0.0)]
    assert simplify(line, 0.5) == [(0, 0), (2, 0), (3, 4), (4, 0)]
    assert simplify([(0.0, 0.0), (2.0, 0.0), (0.0, 2.0), (0.0, 0.0)], 0.5)[0] == (0, 0)

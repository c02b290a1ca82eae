"""GeoJSON (RFC 7946): coordinates are longitude, latitude on WGS 84 (CRS84), and nothing else."""

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from enishi.domain.formats.documents import in_list
from enishi.domain.formats.exports import Export, Point, Record, Subject

MEDIA_TYPE = "application/geo+json"


def write_geojson(export: Export) -> Iterator[bytes]:
    """Yield an export as a FeatureCollection, one feature a record.

    A place is a point. An agreement or a bond is a line between each two places of different
    countries. Where a place has no known point the geometry is what is left, or null.
    """
    head = {"type": "FeatureCollection", "meta": export.meta()}
    key = "unit_id" if export.subject is Subject.PLACES else "id"
    features = (
        {
            "type": "Feature",
            "id": record.document[key],
            "geometry": geometry_of(record),
            "properties": record.document,
        }
        for record in export.records
    )
    return in_list(head, "features", features)


def geometry_of(record: Record) -> dict[str, Any] | None:
    """Return where a record lies, or None where nothing is known of it."""
    located = [(country, point) for country, point in record.where if point]
    lines = [
        [_position(one), _position(other)]
        for (country, one), (other_country, other) in combinations(located, 2)
        if country != other_country
    ]
    if len(lines) == 1:
        return {"type": "LineString", "coordinates": lines[0]}
    if lines:
        return {"type": "MultiLineString", "coordinates": lines}
    if len(located) == 1:
        return {"type": "Point", "coordinates": _position(located[0][1])}
    if located:
        return {"type": "MultiPoint", "coordinates": [_position(point) for _, point in located]}
    return None


def _position(point: Point) -> list[float]:
    return [point.lon, point.lat]

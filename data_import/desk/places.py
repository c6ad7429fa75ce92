"""Places of findings and changes: on the portal's map by a link, on the desk's by GeoJSON."""

from collections.abc import Iterable
from typing import Any

from django.contrib.gis.geos import Point

CLOSE_UP = 17
#: More points than these say no more on a map, and take long to draw.
MOST_ON_MAP = 2000


def portal_map(place: Point) -> str:
    return f"/#mapa={CLOSE_UP}/{place.y:.6f}/{place.x:.6f}"


def feature_collection(rows: Iterable[tuple[int, Point | None, dict[str, Any]]], matched: int) -> dict[str, Any]:
    """GeoJSON of (id, place, properties); `numberMatched`: how many there are in all, with or without a place."""
    features = [
        {
            "type": "Feature",
            "id": number,
            "geometry": {"type": "Point", "coordinates": [round(place.x, 7), round(place.y, 7)]},
            "properties": properties,
        }
        for number, place, properties in rows
        if place is not None
    ]
    return {
        "type": "FeatureCollection",
        "numberMatched": matched,
        "numberReturned": len(features),
        "features": features,
    }

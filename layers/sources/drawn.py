"""Geometry in a CSV: a column `wkt`, or `lon` and `lat`, in degrees. The columns stay attributes as well."""

import struct
from collections.abc import Callable, Sequence

import shapely

from layers.geometry import STORAGE_SRID

SRID = STORAGE_SRID
POINT = struct.Struct("<BI2d")
Drawing = Callable[[Sequence[str | None]], bytes | None]


def drawing(columns: list[str]) -> Drawing | None:
    """From a row's values to WKB (None where they are no geometry); None for a table without such columns."""
    names = [name.casefold() for name in columns]
    if "wkt" in names:
        at = names.index("wkt")
        return lambda values: from_wkt(values[at])
    if "lon" in names and "lat" in names:
        lon, lat = names.index("lon"), names.index("lat")
        return lambda values: from_degrees(values[lon], values[lat])
    return None


def from_wkt(text: str | None) -> bytes | None:
    geometry = shapely.from_wkt(text, on_invalid="ignore") if text else None
    return None if geometry is None else shapely.to_wkb(geometry, output_dimension=2, byte_order=1)


def from_degrees(lon: str | None, lat: str | None) -> bytes | None:
    """Degrees with a point or a comma: no thousands are parted in them."""
    try:
        return POINT.pack(1, 1, *(float((text or "").replace(",", ".")) for text in (lon, lat)))
    except ValueError:
        return None

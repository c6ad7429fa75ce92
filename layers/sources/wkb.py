"""Geometries as ISO WKB of two dimensions: Z and M dropped, a multi of one part becomes the part."""

import struct
from typing import Any

POINT, LINE, POLYGON, MULTIPOINT, MULTILINE, MULTIPOLYGON, COLLECTION = range(1, 8)
CIRCULAR, COMPOUND, CURVE_POLYGON, MULTICURVE, MULTISURFACE = range(8, 13)
POLYHEDRAL, TIN, TRIANGLE = 15, 16, 17
BY_NAME = {
    "Point": POINT,
    "LineString": LINE,
    "Polygon": POLYGON,
    "MultiPoint": MULTIPOINT,
    "MultiLineString": MULTILINE,
    "MultiPolygon": MULTIPOLYGON,
}
RINGS = {POLYGON, TRIANGLE}
UNWRAPPED = {MULTIPOINT, MULTILINE, MULTIPOLYGON, COLLECTION, MULTICURVE, MULTISURFACE}
NESTED = UNWRAPPED | {COMPOUND, CURVE_POLYGON, POLYHEDRAL, TIN}
# What may lie in what; PostGIS ends a whole COPY over anything else.
PARTS = {
    MULTIPOINT: {POINT},
    MULTILINE: {LINE},
    MULTIPOLYGON: {POLYGON},
    COMPOUND: {LINE, CIRCULAR},
    CURVE_POLYGON: {LINE, CIRCULAR, COMPOUND},
    MULTICURVE: {LINE, CIRCULAR, COMPOUND},
    MULTISURFACE: {POLYGON, CURVE_POLYGON},
    POLYHEDRAL: {POLYGON},
    TIN: {TRIANGLE},
}
MAX_DEPTH = 16
EMPTY_POINT = struct.pack("<BI2d", 1, POINT, float("nan"), float("nan"))
FLAT_POINT = struct.pack("<BI", 1, POINT)
FLAT_LINE = struct.pack("<BI", 1, LINE)
ONE_LINE = struct.pack("<BII", 1, MULTILINE, 1)
count_at = struct.Struct("<I").unpack_from


class MalformedGeometry(ValueError):
    pass


def flatten(wkb: bytes) -> bytes:
    """ISO or extended WKB of any dimension to ISO WKB of two; raises MalformedGeometry."""
    head = wkb[:5]
    if head == FLAT_POINT and len(wkb) == 21:
        return wkb
    if head == FLAT_LINE and len(wkb) >= 9 and len(wkb) == 9 + 16 * count_at(wkb, 5)[0]:
        return wkb
    if wkb[:9] == ONE_LINE and wkb[9:14] == FLAT_LINE:
        return flatten(wkb[9:])
    return _flatten_slowly(wkb)


def _flatten_slowly(wkb: bytes) -> bytes:
    try:
        flat, end = _geometry(wkb, 0, 0)
    except (struct.error, IndexError) as error:
        raise MalformedGeometry(str(error)) from error
    if end != len(wkb):
        raise MalformedGeometry(f"{len(wkb) - end} bytes left over")
    return flat


def _geometry(wkb: bytes, at: int, depth: int) -> tuple[bytes, int]:
    if depth > MAX_DEPTH:
        raise MalformedGeometry("nested too deeply")
    order = "<" if wkb[at] else ">"
    kind, dimensions, at = _kind(wkb, at, order)
    if kind == POINT:
        body, at = _points(wkb, at, order, dimensions, 1)
        return _header(POINT) + body, at
    (number,) = struct.unpack_from(order + "I", wkb, at)
    at += 4
    if kind in (LINE, CIRCULAR):
        body, at = _points(wkb, at, order, dimensions, number)
        return _header(kind, number) + body, at
    if kind in RINGS:
        body, at = _rings(wkb, at, order, dimensions, number)
        return _header(kind, number) + body, at
    if kind in NESTED:
        return _parts(wkb, at, number, kind, depth)
    raise MalformedGeometry(f"geometry type {kind}")


def _kind(wkb: bytes, at: int, order: str) -> tuple[int, int, int]:
    """(type, number of coordinates, where the body starts), from ISO thousands or PostGIS' high bits."""
    (code,) = struct.unpack_from(order + "I", wkb, at + 1)
    has_srid = bool(code & 0x20000000)
    thousands, kind = divmod(code & 0x1FFFFFFF, 1000)
    if thousands > 3:
        raise MalformedGeometry(f"geometry type {code}")
    z = bool(code & 0x80000000) or thousands in (1, 3)
    m = bool(code & 0x40000000) or thousands in (2, 3)
    return kind, 2 + z + m, at + 5 + 4 * has_srid


def _points(wkb: bytes, at: int, order: str, dimensions: int, number: int) -> tuple[bytes, int]:
    end = at + 8 * dimensions * number
    if end > len(wkb):
        raise MalformedGeometry("cut short")
    if dimensions == 2 and order == "<":
        return wkb[at:end], end
    numbers = struct.unpack_from(f"{order}{dimensions * number}d", wkb, at)
    flat = [0.0] * (2 * number)
    flat[0::2] = numbers[0::dimensions]
    flat[1::2] = numbers[1::dimensions]
    return struct.pack(f"<{2 * number}d", *flat), end


def _rings(wkb: bytes, at: int, order: str, dimensions: int, number: int) -> tuple[bytes, int]:
    flat = []
    for _ in range(number):
        (points,) = struct.unpack_from(order + "I", wkb, at)
        body, at = _points(wkb, at + 4, order, dimensions, points)
        flat += [struct.pack("<I", points), body]
    return b"".join(flat), at


def _parts(wkb: bytes, at: int, number: int, kind: int, depth: int) -> tuple[bytes, int]:
    flat = []
    allowed = PARTS.get(kind)
    for _ in range(number):
        if allowed and _kind(wkb, at, "<" if wkb[at] else ">")[0] not in allowed:
            raise MalformedGeometry(f"a part that does not belong in type {kind}")
        part, at = _geometry(wkb, at, depth + 1)
        flat.append(part)
    return _gathered(kind, flat), at


def _gathered(kind: int, parts: list[bytes]) -> bytes:
    if len(parts) == 1 and kind in UNWRAPPED:
        return parts[0]
    return _header(kind, len(parts)) + b"".join(parts)


def _header(kind: int, number: int | None = None) -> bytes:
    return struct.pack("<BI", 1, kind) if number is None else struct.pack("<BII", 1, kind, number)


def from_geojson(geometry: Any) -> bytes | None:
    """A geometry with `type` and `coordinates` (a mapping, x and y first); raises MalformedGeometry."""
    if geometry is None:
        return None
    try:
        return _from_mapping(geometry, 0)
    except (struct.error, TypeError, KeyError, ValueError, IndexError, AttributeError, OverflowError) as error:
        raise MalformedGeometry(str(error)) from error


def _from_mapping(geometry: Any, depth: int) -> bytes:
    if geometry["type"] != "GeometryCollection":
        return from_coordinates(geometry["type"], geometry["coordinates"])
    if depth > MAX_DEPTH:
        raise MalformedGeometry("nested too deeply")
    return _gathered(COLLECTION, [_from_mapping(part, depth + 1) for part in geometry["geometries"]])


def from_coordinates(name: str, coordinates: Any) -> bytes:
    kind = BY_NAME[name]
    if kind == POINT:
        return FLAT_POINT + struct.pack("<2d", coordinates[0], coordinates[1]) if coordinates else EMPTY_POINT
    if kind == LINE:
        return FLAT_LINE + _positions(coordinates)
    if kind == POLYGON:
        return _header(POLYGON, len(coordinates)) + b"".join([_positions(ring) for ring in coordinates])
    part = {MULTIPOINT: "Point", MULTILINE: "LineString", MULTIPOLYGON: "Polygon"}[kind]
    return _gathered(kind, [from_coordinates(part, each) for each in coordinates])


def _positions(positions: Any) -> bytes:
    flat = []
    for position in positions:
        flat += position[:2]
    if len(flat) != 2 * len(positions):
        raise MalformedGeometry("a position needs two numbers")
    return struct.pack(f"<I{len(flat)}d", len(positions), *flat)

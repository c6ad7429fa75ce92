import contextlib
import struct

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from layers.sources.wkb import MalformedGeometry, flatten, from_geojson

CASES = [
    ("POINT (1 2)", "POINT (1 2)"),
    ("POINT Z (1 2 3)", "POINT (1 2)"),
    ("POINT EMPTY", "POINT EMPTY"),
    ("LINESTRING Z (1 2 3, 4 5 6)", "LINESTRING (1 2, 4 5)"),
    ("LINESTRING EMPTY", "LINESTRING EMPTY"),
    ("POLYGON Z ((0 0 1, 4 0 1, 4 4 1, 0 0 1), (1 0.5 1, 2 1 1, 1 1 1, 1 0.5 1))",
     "POLYGON ((0 0, 4 0, 4 4, 0 0), (1 0.5, 2 1, 1 1, 1 0.5))"),
    ("MULTIPOINT (1 2)", "POINT (1 2)"),
    ("MULTIPOINT Z (1 2 3, 4 5 6)", "MULTIPOINT (1 2, 4 5)"),
    ("MULTILINESTRING ((1 2, 3 4))", "LINESTRING (1 2, 3 4)"),
    ("MULTILINESTRING ((1 2, 3 4), (5 6, 7 8))", "MULTILINESTRING ((1 2, 3 4), (5 6, 7 8))"),
    ("MULTIPOLYGON Z (((0 0 1, 4 0 1, 4 4 1, 0 0 1)))", "POLYGON ((0 0, 4 0, 4 4, 0 0))"),
    ("MULTIPOLYGON EMPTY", "MULTIPOLYGON EMPTY"),
    ("GEOMETRYCOLLECTION Z (POINT Z (1 2 3))", "POINT (1 2)"),
    ("GEOMETRYCOLLECTION Z (POINT Z (1 2 3), LINESTRING Z (1 2 3, 3 4 5))",
     "GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (1 2, 3 4))"),
]  # fmt: skip


@pytest.mark.parametrize("flavor", ["iso", "extended"])
@pytest.mark.parametrize("byte_order", [0, 1], ids=["big-endian", "little-endian"])
@pytest.mark.parametrize(("given", "wanted"), CASES)
def test_any_wkb_becomes_plain_wkb_of_two_dimensions(given, wanted, byte_order, flavor):
    wkb = shapely.to_wkb(shapely.from_wkt(given), byte_order=byte_order, flavor=flavor)
    plain = shapely.to_wkb(shapely.from_wkt(wanted), byte_order=1, flavor="iso", output_dimension=2)

    assert flatten(wkb) == plain


@pytest.mark.parametrize(("given", "wanted"), CASES)
def test_geojson_becomes_the_same_wkb(given, wanted):
    geometry = shapely.geometry.mapping(shapely.from_wkt(given))

    assert shapely.from_wkb(from_geojson(geometry)).wkt == shapely.from_wkt(wanted).wkt


def test_measures_are_dropped_in_iso_and_extended_wkb():
    body = struct.pack("<4d", 1, 2, 3, 4)

    assert flatten(struct.pack("<BI", 1, 3001) + body) == struct.pack("<BI2d", 1, 1, 1, 2)
    assert flatten(struct.pack("<BI", 1, 2001) + body[:24]) == struct.pack("<BI2d", 1, 1, 1, 2)
    assert flatten(struct.pack("<BI", 1, 0xC0000001) + body) == struct.pack("<BI2d", 1, 1, 1, 2)


def test_an_srid_inside_is_dropped():
    wkb = shapely.to_wkb(shapely.set_srid(shapely.Point(1, 2), 32718), include_srid=True)

    assert flatten(wkb) == shapely.to_wkb(shapely.Point(1, 2))


def test_nan_passes_so_that_it_can_be_refused_by_name():
    point = shapely.from_wkb(from_geojson({"type": "Point", "coordinates": [float("nan"), 2]}))

    assert str(point.x) == "nan"


@pytest.mark.parametrize(
    "wkb",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(bytes(21), id="zeros"),
        pytest.param(struct.pack("<BIId", 1, 2, 2, 1.0), id="cut short"),
        pytest.param(struct.pack("<BII", 1, 2, 2**32 - 1), id="more points than bytes"),
        pytest.param(struct.pack("<BI2d", 1, 1, 1, 2) + b"x", id="bytes left over"),
        pytest.param(struct.pack("<BII", 1, 99, 0), id="unknown type"),
        pytest.param(struct.pack("<BII", 1, 7, 1) * 100, id="nested a hundred times"),
        pytest.param(struct.pack("<BIIBII4d", 1, 4, 1, 1, 2, 2, 1, 2, 3, 4), id="a line among points"),
    ],
)
def test_malformed_wkb_is_said_to_be(wkb):
    with pytest.raises(MalformedGeometry):
        flatten(wkb)


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Point"},
        {"type": "Point", "coordinates": [1]},
        {"type": "Point", "coordinates": ["1", "2"]},
        {"type": "LineString", "coordinates": [[1, 2], [3]]},
        {"type": "Curve", "coordinates": []},
        {"type": "Point", "coordinates": 5},
        {"type": "Point", "coordinates": [10**400, 1]},
        [],
    ],
)
def test_malformed_geojson_is_said_to_be(geometry):
    with pytest.raises(MalformedGeometry):
        from_geojson(geometry)


@given(st.binary(max_size=80))
def test_random_bytes_never_raise_anything_else(data):
    with contextlib.suppress(MalformedGeometry):
        flatten(b"\x01" + data)

"""Geometry among the columns of a CSV, and the apostrophe before what a spreadsheet would take for a formula."""

import pytest

from layers.sources import open_source
from tests.factories.sources import read, write_csv


def test_lon_and_lat_draw_a_point_in_degrees(tmp_path):
    path = write_csv(tmp_path / "t.csv", [["id", "lon", "lat"], ["1", "-72.9", "-40.3"]])

    assert read(path) == [("1", "-72.9", "-40.3", "POINT (-72.9 -40.3)")]
    with open_source(path) as source:
        assert source.layers["t"].srid == 4326


def test_degrees_may_have_a_comma(tmp_path):
    path = write_csv(tmp_path / "t.csv", [["id", "lon", "lat"], ["1", "-72,8975", "-40,3"]], separator=";")

    assert read(path) == [("1", "-72,8975", "-40,3", "POINT (-72.8975 -40.3)")]


def test_wkt_draws_any_geometry_without_its_heights(tmp_path):
    path = write_csv(tmp_path / "t.csv", [["id", "WKT"], ["1", "LINESTRING Z (-72.9 -40.3 5, -72.8 -40.2 6)"]])

    assert [row[-1] for row in read(path)] == ["LINESTRING (-72.9 -40.3, -72.8 -40.2)"]


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(["1", "", "", ""], id="nothing"),
        pytest.param(["1", "LINESTRING (1", "", ""], id="cut-off"),
        pytest.param(["1", "=1+1", "-72.9", "-40.3"], id="no-geometry"),
    ],
)
def test_what_is_no_geometry_leaves_a_row_without_one(tmp_path, row):
    path = write_csv(tmp_path / "t.csv", [["id", "wkt", "lon", "lat"], row])

    assert [row[-1] for row in read(path)] == [None]


@pytest.mark.parametrize(("lon", "lat"), [("", "-40.3"), ("-72.9", ""), ("oeste", "sur")])
def test_half_a_place_is_none(tmp_path, lon, lat):
    path = write_csv(tmp_path / "t.csv", [["id", "lon", "lat"], ["1", lon, lat]], separator=";")

    assert [row[-1] for row in read(path)] == [None]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("'++R", "++R"),
        ("'=1+1", "=1+1"),
        ("'-5", "-5"),
        ("'@a", "@a"),
        ("''=1", "'=1"),
        ("'\tx", "\tx"),
        ("'tis", "'tis"),
        ("''", "''"),
        ("O'Higgins", "O'Higgins"),
        ("-72.9", "-72.9"),
    ],
)
def test_only_the_guard_is_taken_off(tmp_path, written, meant):
    assert read(write_csv(tmp_path / "t.csv", [["a"], [written]])) == [(meant, None)]

import pytest
from django.contrib.gis.geos import Point

from layers.crs import CRS84, EPSG_4326, WEB_MERCATOR, to_web_mercator

RIO_BUENO = (-72.95, -40.33)


@pytest.mark.parametrize(
    ("crs", "first", "second"),
    [
        pytest.param(CRS84, -72.95, -40.33, id="longitude first"),
        pytest.param(EPSG_4326, -40.33, -72.95, id="latitude first, as EPSG has it"),
        pytest.param(WEB_MERCATOR, *to_web_mercator(-72.95, -40.33), id="metres"),
    ],
)
def test_each_system_has_its_axis_order(crs, first, second):
    assert crs.to_lon_lat(first, second) == pytest.approx(RIO_BUENO)


def test_web_mercator_agrees_with_proj():
    projected = Point(*RIO_BUENO, srid=4326).transform(3857, clone=True)
    assert to_web_mercator(*RIO_BUENO) == pytest.approx(projected.coords, abs=1e-6)


@pytest.mark.parametrize("huge", [1e300, -1e300])
def test_what_lies_beyond_the_world_is_put_on_its_edge(huge):
    lon, lat = WEB_MERCATOR.to_lon_lat(huge, huge)
    assert (abs(lon), abs(lat)) == pytest.approx((360, 85.0511), abs=1e-3)

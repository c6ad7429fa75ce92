import pytest
from pyproj import CRS
from pyproj.enums import WktVersion

from layers.sources.crs import epsg_of_wkt, known_epsg


@pytest.mark.parametrize("version", [WktVersion.WKT1_ESRI, WktVersion.WKT1_GDAL, WktVersion.WKT2_2019])
@pytest.mark.parametrize("code", [4326, 4674, 5361, 32718, 32719, 24878, 24879, 31979, 9155])
def test_a_crs_written_in_any_dialect_is_recognised(code, version):
    assert epsg_of_wkt(CRS.from_epsg(code).to_wkt(version)) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "EPSG:4326",
        "https://epsg.org/4326",
        "+proj=utm +zone=18 +south",
        "/etc/passwd",
        'PROJCS["huso raro",GEOGCS["x",DATUM["x",SPHEROID["x",6378000,298]],'
        'PRIMEM["Greenwich",0],UNIT["degree",0.01745]],'
        'PROJECTION["Transverse_Mercator"],PARAMETER["central_meridian",-74],UNIT["metre",1]]',
        'GEOGCS["cortado',
        'GEOGCS["' + "x" * 30_000,
    ],
)
def test_anything_else_is_not_guessed(text):
    assert epsg_of_wkt(text) is None


def test_a_code_is_known_or_not():
    assert (known_epsg(32718), known_epsg(999999), known_epsg(-1)) == (32718, None, None)

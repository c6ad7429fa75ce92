"""Which reference system a delivery is in. Hand-checked points of the cooperative's area in each UTM zone."""

import pytest
from django.db import connection
from pyproj import CRS, Transformer

from data_import.crs import (
    ALLOWED_SRIDS,
    SAME_COORDINATES,
    Bounds,
    coordinate_limits,
    diagnose,
    require_plausible,
    resolve_srid,
    utm_srid,
)
from data_import.mapping import Mapping, Region
from layers.sources import SourceError, SourceLayer

REGION = Region("Los Ríos", (-74.3, -41.6, -71.3, -39.0))
RIO_BUENO_18S = (673_711, 5_533_053)
LA_UNION_18S = (662_938, 5_537_959)
LAGO_RANCO_18S = (712_675, 5_534_051)
LA_UNION_DEGREES = (-73.0823, -40.2934)


def around(x: float, y: float) -> Bounds:
    return Bounds(x, y, x, y)


def to_zone_19(point: tuple[float, float]) -> Bounds:
    return around(*Transformer.from_crs(32718, 32719, always_xy=True).transform(*point))


@pytest.mark.parametrize(
    ("bounds", "srid"),
    [
        pytest.param(around(*RIO_BUENO_18S), 32718, id="rio-bueno-wgs84-18s"),
        pytest.param(around(*LA_UNION_18S), 5362, id="la-union-sirgas-2002-18s"),
        pytest.param(around(*LAGO_RANCO_18S), 20048, id="lago-ranco-sirgas-2021-18s"),
        pytest.param(around(*LAGO_RANCO_18S), 24878, id="psad56-cannot-be-told-by-place"),
        pytest.param(to_zone_19(RIO_BUENO_18S), 32719, id="rio-bueno-19s"),
        pytest.param(around(*LA_UNION_DEGREES), 4326, id="degrees"),
        pytest.param(around(*LA_UNION_DEGREES), 9153, id="degrees-sirgas-2016"),
        pytest.param(around(-8_135_000, -4_912_000), 3857, id="web-mercator"),
    ],
)
def test_a_system_that_fits_is_not_remarked_on(bounds, srid):
    assert diagnose(bounds, srid, REGION) is None


ZONE = "El huso no corresponde: en EPSG:{} la red cae fuera de Los Ríos; en EPSG:{} cae dentro. Use --srid {}."


@pytest.mark.parametrize(
    ("bounds", "srid", "sentence"),
    [
        pytest.param(
            around(-40.2934, -73.0823),
            4326,
            "Los ejes están cambiados: viene latitud, longitud donde debe venir longitud, latitud.",
            id="axes-swapped",
        ),
        pytest.param(
            around(5_537_959, 662_938),
            32718,
            "Los ejes están cambiados: viene norte, este donde debe venir este, norte.",
            id="axes-swapped-in-metres",
        ),
        pytest.param(
            around(*LA_UNION_DEGREES),
            32718,
            "Las coordenadas parecen grados, pero EPSG:32718 está en metros: indique --srid 4326 si son longitud y latitud.",
            id="degrees-as-metres",
        ),
        pytest.param(
            around(*LA_UNION_18S),
            4326,
            "Las coordenadas parecen metros, pero EPSG:4326 está en grados: indique el sistema correcto con --srid.",
            id="metres-as-degrees",
        ),
        pytest.param(around(*RIO_BUENO_18S), 32719, ZONE.format(32719, 32718, 32718), id="18-for-19"),
        pytest.param(to_zone_19(RIO_BUENO_18S), 32718, ZONE.format(32718, 32719, 32719), id="19-for-18"),
        # The codes of SIRGAS-Chile 2002 are inverted: 5361 is zone 19, 5362 is zone 18.
        pytest.param(around(*LA_UNION_18S), 5361, ZONE.format(5361, 5362, 5362), id="18-for-19-sirgas-2002"),
        pytest.param(to_zone_19(LA_UNION_18S), 5362, ZONE.format(5362, 5361, 5361), id="19-for-18-sirgas-2002"),
        pytest.param(around(*LA_UNION_18S), 24879, ZONE.format(24879, 24878, 24878), id="18-for-19-psad56"),
        pytest.param(around(*LA_UNION_18S), 29189, ZONE.format(29189, 29188, 29188), id="18-for-19-sad69"),
        pytest.param(
            around(-51.7, -28.5),
            4674,
            "La red cae fuera de Los Ríos (centro en -28.5000, -51.7000): revise el sistema de referencia o la región.",
            id="another-country",
        ),
        pytest.param(
            around(9e9, 9e9),
            32718,
            "La red cae fuera de Los Ríos: revise el sistema de referencia o la región.",
            id="where-no-projection-follows",
        ),
    ],
)
def test_a_system_that_cannot_be_is_named_with_what_to_do(bounds, srid, sentence):
    assert diagnose(bounds, srid, REGION) == sentence


def layer_with(srid: int | None = None, crs_text: str | None = None) -> SourceLayer:
    return SourceLayer("postes", "red.gpkg", [], read=lambda _: iter(()), srid=srid, crs_text=crs_text)


def mapping_with(srid: int | None) -> Mapping:
    return Mapping("prueba", "Prueba", REGION, (), {}, {}, srid=srid)


@pytest.mark.parametrize(
    ("asked", "stated", "mapped", "chosen"),
    [
        pytest.param(32719, 32718, 4326, 32719, id="what-the-operator-says"),
        pytest.param(None, 32718, 4326, 32718, id="else-the-file"),
        pytest.param(None, None, 4326, 4326, id="else-the-mapping"),
        pytest.param(None, None, None, None, id="else-nothing"),
    ],
)
def test_who_decides_on_the_system(asked, stated, mapped, chosen):
    assert resolve_srid(layer_with(stated), asked, mapping_with(mapped)) == chosen


@pytest.mark.parametrize(
    ("asked", "layer", "sentence"),
    [
        pytest.param(
            2154,
            layer_with(),
            "EPSG:2154, que indica --srid, no está entre los sistemas admitidos: use, por ejemplo, --srid 32718 o 4326.",
            id="a-foreign-one-asked-for",
        ),
        pytest.param(
            None,
            layer_with(srid=2154),
            "EPSG:2154, que indica el archivo, no está entre los sistemas admitidos: use, por ejemplo, --srid 32718 o 4326.",
            id="a-foreign-one-in-the-file",
        ),
        pytest.param(
            None,
            layer_with(crs_text="LOCAL_CS[mi sistema]"),
            "El sistema de referencia del archivo no se reconoce (LOCAL_CS[mi sistema]): indíquelo con --srid.",
            id="an-unknown-one-in-the-file",
        ),
    ],
)
def test_a_system_outside_the_list_is_never_used(asked, layer, sentence):
    with pytest.raises(SourceError) as caught:
        resolve_srid(layer, asked, mapping_with(None))
    assert (caught.value.message, caught.value.file, caught.value.layer) == (sentence, "red.gpkg", "postes")


def staged(*points: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE raw_0 (fid bigint, geom geometry) ON COMMIT DROP")
        cursor.executemany("INSERT INTO raw_0 VALUES (1, st_geomfromtext(%s))", [(point,) for point in points])
    return "raw_0"


SOUND = ("POINT (-73.08 -40.29)", "POINT (-73.07 -40.29)", "POINT (-73.06 -40.29)")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "stray",
    ["POINT (0 0)", "POINT (662938 5537959)", "POINT (NaN NaN)", "POINT (NaN 5)", "POINT EMPTY"],
    ids=["at-zero", "in-metres", "nan", "half-nan", "empty"],
)
def test_one_stray_point_does_not_condemn_a_layer(stray):
    require_plausible(layer_with(4326), staged(*SOUND, stray), 4326, REGION)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "points", [SOUND, (*SOUND, "POINT (NaN 5)"), ("POINT EMPTY",)], ids=["sound", "with-nan", "empty"]
)
def test_geometries_without_a_system_are_refused(points):
    with pytest.raises(SourceError) as caught:
        require_plausible(layer_with(), staged(*points), None, REGION)
    assert caught.value.message == (
        "No se sabe en qué sistema de referencia están las coordenadas (¿falta el .prj?): indíquelo con --srid."
    )


@pytest.mark.django_db
def test_a_table_without_geometries_needs_no_system():
    require_plausible(layer_with(), staged(), None, REGION)


@pytest.mark.django_db
def test_postgis_knows_every_admitted_system_or_an_equal_one():
    with connection.cursor() as cursor:
        cursor.execute("SELECT srid FROM spatial_ref_sys")
        known = {srid for (srid,) in cursor}
    assert {SAME_COORDINATES.get(srid, srid) for srid in ALLOWED_SRIDS} - known == set()


@pytest.mark.parametrize(("srid", "same"), sorted(SAME_COORDINATES.items()))
def test_systems_taken_for_equal_differ_by_less_than_a_millimetre(srid, same):
    lon, lat = LA_UNION_DEGREES
    point = Transformer.from_crs(4326, srid, always_xy=True).transform(lon, lat)
    assert point == pytest.approx(Transformer.from_crs(4326, same, always_xy=True).transform(lon, lat), abs=1e-3)


@pytest.mark.parametrize("srid", sorted(ALLOWED_SRIDS))
def test_every_admitted_system_has_limits_in_its_unit(srid):
    degrees = coordinate_limits(srid) == (180, 90)
    assert degrees is CRS.from_epsg(srid).is_geographic


@pytest.mark.parametrize(
    ("place", "srid"),
    [
        ((-73.08, -40.29), 32718),
        ((-71.9, -40.2), 32719),
        ((-51.7, -28.5), 32722),
        ((2.3, 48.9), 32631),
        ((180, 0), 32601),
    ],
)
def test_the_utm_zone_of_a_place(place, srid):
    assert utm_srid(*place) == srid

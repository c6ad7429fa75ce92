"""Tiles straight from the database."""

import json
import math

import mapbox_vector_tile
import pytest
from django.contrib.gis.geos import LineString
from django.db import connection

from layers.catalogue import MapLayer, find_layer, layers
from layers.models import Comuna
from layers.tiles import ANY, TILE_FORMATS, TileAddress, make_tile, tile_statement
from tests.factories.network import SOUTH, STEP, WEST, add_tiles, place, publish_network, tile_feature


def tile_of(lon: float, lat: float, z: int) -> dict[str, int]:
    n = 2**z
    y = int((1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * n)
    return {"z": z, "x": int((lon + 180) / 360 * n), "y": y}


def geojson_tile(layer: str, z: int, x: int, y: int, publication: int = 1) -> dict:
    address = TileAddress(find_layer(layer), publication, TILE_FORMATS["geojson"], z=z, x=x, y=y)
    return json.loads(make_tile(address).body)


def ids(layer: str, z: int, lon: float = WEST + STEP / 2, lat: float = SOUTH) -> list[str]:
    return sorted(feature["id"] for feature in geojson_tile(layer, **tile_of(lon, lat, z))["features"])


@pytest.mark.parametrize(
    ("layer", "z", "found"),
    [
        ("subestaciones", 0, ["1"]),
        ("subestaciones", 22, []),
        ("alimentadores", 9, ["1"]),
        ("alimentadores", 12, ["1", "1"]),
        ("alimentadores", 13, []),
        ("vanos", 12, []),
        ("vanos", 13, ["V1", "V2", "V3", "V5"]),
        ("vanos", 15, ["V1", "V2", "V3", "V4", "V5"]),
        ("transformadores", 12, []),
        ("transformadores", 13, ["T1", "T2"]),
        ("generadores", 11, ["G1"]),
        ("postes", 14, []),
        ("postes", 15, ["P0", "P1", "P2", "P3", "P4", "P8", "P9"]),
    ],
)
def test_each_zoom_shows_what_the_contract_says(network, layer, z, found):
    assert ids(layer, z) == found


def test_a_tile_is_the_text_prepared_with_the_publication(network):
    assert geojson_tile("transformadores", **tile_of(WEST, SOUTH, 13)) == {
        "type": "FeatureCollection",
        "publication": 1,
        "data_as_of": "2020-11-30",
        "features": [
            {
                "type": "Feature",
                "id": name,
                "geometry": {"type": "Point", "coordinates": [lon, -40.3]},
                "properties": {"kind": "trafo_hasta_15", "feeder_id": "1", "phase_count": 1, "label": label},
            }
            for name, lon, label in (("T1", -72.957, "10 kVA"), ("T2", -72.959, "15 kVA"))
        ],
    }


def test_a_line_is_in_every_tile_it_touches(network):
    long = LineString((-73.1, -40.2), (-72.8, -40.2), srid=4326)
    add_tiles(network, [tile_feature("vanos", "LONG", "at_trifasico", long)])
    first, last = tile_of(-73.1, -40.2, 13), tile_of(-72.8, -40.2, 13)
    row = [
        [feature["id"] for feature in geojson_tile("vanos", 13, x, first["y"])["features"] if feature["id"] == "LONG"]
        for x in range(first["x"] - 1, last["x"] + 2)
    ]
    assert row == [[], *[["LONG"]] * (last["x"] - first["x"] + 1), []]


def test_a_point_on_the_border_is_in_both_tiles(network):
    border = place(0)
    border.x = 0
    add_tiles(network, [tile_feature("transformadores", "EDGE", "trafo_mayor", border)])
    west, east = tile_of(-0.001, SOUTH, 13), tile_of(0.001, SOUTH, 13)
    assert [len(geojson_tile("transformadores", **tile)["features"]) for tile in (west, east)] == [1, 1]


def test_a_tile_too_large_keeps_the_most_important_and_says_how_many_it_left_out(network):
    add_tiles(
        network,
        [tile_feature("equipos", f"X{number}", "otro", place(5), rank=1 + (number >= 1500)) for number in range(2003)],
    )
    tile = geojson_tile("equipos", **tile_of(WEST, SOUTH, 13))
    names = {feature["id"] for feature in tile["features"]}
    assert (len(tile["features"]), tile["left_out"]) == (2000, 4)
    assert {"E1", *(f"X{number}" for number in range(1500))} <= names  # E1 has rank 0


def test_a_tile_that_is_just_full_leaves_nothing_out(network):
    add_tiles(network, [tile_feature("equipos", f"X{number}", "otro", place(5)) for number in range(1999)])
    tile = geojson_tile("equipos", **tile_of(WEST, SOUTH, 13))
    assert (len(tile["features"]), "left_out" in tile) == (2000, False)


def test_an_mvt_tile_carries_what_styles_need(network):
    address = TileAddress(find_layer("vanos"), 1, TILE_FORMATS["mvt"], **tile_of(WEST + STEP / 2, SOUTH, 16))
    decoded = mapbox_vector_tile.decode(make_tile(address).body)
    assert list(decoded) == ["vanos"]
    assert (decoded["vanos"]["extent"], decoded["vanos"]["version"]) == (4096, 2)
    properties = {feature["properties"]["id"]: feature["properties"] for feature in decoded["vanos"]["features"]}
    assert properties["V1"] == {"id": "V1", "kind": "at_trifasico", "feeder_id": "1", "phase_count": 3}


def test_an_empty_tile_is_empty_in_both_formats(network):
    nowhere = tile_of(0, 0, 13)
    mvt = make_tile(TileAddress(find_layer("vanos"), 1, TILE_FORMATS["mvt"], **nowhere))
    assert (geojson_tile("vanos", **nowhere)["features"], mvt.body) == ([], b"")


@pytest.mark.parametrize("name", list(TILE_FORMATS))
@pytest.mark.parametrize("layer", [layer.id for layer in layers()])
def test_every_layer_of_the_catalogue_has_tiles(network, layer, name):
    tile = make_tile(TileAddress(find_layer(layer), 1, TILE_FORMATS[name], z=0, x=0, y=0))
    assert (isinstance(tile.body, bytes), tile.left_out) == (True, 0)


def test_comunas_are_drawn_as_they_stand(network):
    features = geojson_tile("comunas", **tile_of(-72.6, -40.47, 10))["features"]
    rio_bueno = next(feature for feature in features if feature["id"] == "14204")
    assert rio_bueno["properties"] == {"kind": "comunas", "feeder_id": None, "phase_count": None, "label": "Río Bueno"}
    coarse = json.dumps(geojson_tile("comunas", z=0, x=0, y=0))
    fine = json.dumps(geojson_tile("comunas", **tile_of(-72.6, -40.47, 14)))
    assert len(coarse) / Comuna.objects.filter(geom__isnull=False).count() < len(fine)


def test_a_publication_that_is_not_there_has_no_tiles(network):
    assert make_tile(TileAddress(find_layer("vanos"), 9, TILE_FORMATS["mvt"], z=0, x=0, y=0)) is None


@pytest.mark.parametrize("name", list(TILE_FORMATS))
def test_the_kept_plan_reads_one_partition_by_its_spatial_index(network, name):
    publish_network(2, is_current=False)
    nodes = list(walk(plan_of(find_layer("vanos"), name)))
    read = [
        node
        for node in nodes
        if node.get("Relation Name", "").startswith("layers_tilefeature") and node["Actual Loops"]
    ]
    assert [(node["Relation Name"], node["Node Type"]) for node in read] == [
        ("layers_tilefeature_p1_vanos", "Index Scan")
    ]
    assert "geom &&" in read[0]["Index Cond"]


def plan_of(layer: MapLayer, name: str) -> dict:
    """The plan that serves every tile of a connection, as it was carried out."""
    statement = tile_statement(layer, TILE_FORMATS[name], ANY)
    for number, parameter in enumerate(("publication", "z", "x", "y"), 1):
        statement = statement.replace(f"%({parameter})s", f"${number}")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL plan_cache_mode = force_generic_plan")
        cursor.execute("SET LOCAL enable_seqscan = off")  # a table this small would be read whole
        cursor.execute(f"PREPARE tile (int, int, int, int) AS {statement}")
        cursor.execute("EXPLAIN (ANALYZE, FORMAT JSON) EXECUTE tile (1, 13, 2435, 5099)")
        plan = cursor.fetchone()[0][0]["Plan"]
        cursor.execute("DEALLOCATE tile")
    return plan


def walk(node: dict):
    yield node
    for below in node.get("Plans", ()):
        yield from walk(below)

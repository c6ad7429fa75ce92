"""What lies under a click."""

import pytest

from layers.models import TileFeature
from tests.factories.network import add_tiles, place, publish_network, tile_feature

# Zoom 16 at this latitude: 1.8 m on the ground a pixel.
AT_P3 = "/api/identify?lon=-72.957&lat=-40.3&z=16"


def found(client, address: str) -> list[tuple[str, str, float]]:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content
    hits = [feature["properties"] for feature in answer.json()["features"]]
    return [(hit["layer"], hit["id"], hit["distance_m"]) for hit in hits]


def test_all_that_lies_there_points_before_lines(client, network, django_assert_num_queries):
    with django_assert_num_queries(1):
        document = client.get(f"{AT_P3}&layers=transformadores").json()
    assert document == {
        "type": "FeatureCollection",
        "numberReturned": 1,
        "publication": 1,
        "data_as_of": "2020-11-30",
        "stale": True,
        "features": [
            {
                "type": "Feature",
                "id": "T1",
                "geometry": {"type": "Point", "coordinates": [-72.957, -40.3]},
                "properties": {
                    "layer": "transformadores",
                    "id": "T1",
                    "label": "Transformador T1",
                    "detail": "10 kVA",
                    "kind": "trafo_hasta_15",
                    "distance_m": 0,
                    "feeder_id": "1",
                    "publication": 1,
                    "data_as_of": "2020-11-30",
                    "stale": True,
                },
            }
        ],
    }
    assert found(client, AT_P3) == [
        ("transformadores", "T1", 0),
        ("generadores", "G1", 0),
        ("postes", "P3", 0),
        ("vanos", "V3", 0),
        ("vanos", "V4", 0),
    ]


def test_nearest_first_in_metres_on_the_ground(client, network):
    # 0.0001° of longitude are 8.5 m at this latitude, 0.0001° of latitude 11.1 m
    assert found(client, "/api/identify?lon=-72.9571&lat=-40.2999&z=16&layers=postes,vanos") == [
        ("vanos", "V3", 11.1),
        ("postes", "P3", 14.0),
        ("vanos", "V4", 14.0),
    ]


@pytest.mark.parametrize(("radius", "hits"), [("", 1), ("&radius_px=5", 0), ("&radius_px=7", 1), ("&radius_px=0", 0)])
def test_the_radius_is_in_pixels_of_the_zoom(client, network, radius, hits):
    assert len(found(client, f"/api/identify?lon=-72.9585&lat=-40.2999&z=16&layers=vanos{radius}")) == hits


def test_only_what_the_zoom_draws_is_found(client, network):
    layers = [{layer for layer, _id, _metres in found(client, f"{AT_P3[:-2]}{z}")} for z in (9, 11, 13, 15)]
    assert layers == [
        {"subestaciones", "alimentadores"},
        {"subestaciones", "alimentadores", "generadores"},
        {"vanos", "transformadores", "equipos", "generadores"},
        {"vanos", "transformadores", "generadores", "postes"},
    ]


def test_a_feeder_of_several_rows_is_found_once(client, network):
    assert found(client, "/api/identify?lon=-72.958&lat=-40.3&z=12&layers=alimentadores") == [("alimentadores", "1", 0)]


def test_lines_of_no_feeder_are_nothing_to_open(client, network):
    TileFeature.objects.filter(layer="alimentadores").update(id="-", feeder_id=None)
    assert found(client, "/api/identify?lon=-72.958&lat=-40.3&z=12&layers=alimentadores") == []


def test_fifty_are_enough(client, network):
    add_tiles(network, [tile_feature("equipos", f"X{number}", "otro", place(3)) for number in range(60)])
    assert len(found(client, AT_P3)) == 50


def test_an_earlier_publication_is_asked_by_its_number(client, network):
    TileFeature.objects.filter(publication=publish_network(2)).delete()
    assert [len(found(client, f"{AT_P3}{query}")) for query in ("", "&publication=1")] == [0, 5]


def test_an_unknown_layer_is_named(client, network):
    detail = client.get(f"{AT_P3}&layers=postes,nada").json()["detail"]
    assert detail.startswith("layers=postes,nada: se espera subestaciones o alimentadores o ")


@pytest.mark.parametrize("place", ["lon=180&lat=90", "lon=-180&lat=-90"])
def test_the_ends_of_the_world_hold_nothing(client, network, place):
    assert found(client, f"/api/identify?{place}&z=0&radius_px=0") == []

"""Lists of features: whole documents, filters, boxes in every axis order, paging."""

import re
from urllib.parse import quote

import pytest

from layers.catalogue import layers
from layers.models import Span
from tests.factories.network import empty_publication, line, publish_network

ITEMS = "/api/collections/{}/items"
EPSG = "http://www.opengis.net/def/crs/EPSG/0"


def span_feature(name: str, west: float, east: float, **differing: object) -> dict:
    properties = {
        "id": name,
        "source_id": None,
        "name": None,
        "comuna_code": "14204",
        "vnr_code": "12",
        "voltage_class": "AT",
        "from_node": "N0",
        "to_node": "N1",
        "length_m": 84.9,
        "conductor_type": "ALAMBRE CU 3 AWG",
        "ampacity_a": 150.5,
        "phase_code": "RST",
        "phase_count": 3,
        "feeder_id": "1",
        **differing,
        "publication": 1,
        "data_as_of": "2020-11-30",
        "stale": True,
    }
    geometry = {"type": "LineString", "coordinates": [[west, -40.3], [east, -40.3]]}
    return {"type": "Feature", "id": name, "geometry": geometry, "properties": properties}


V1 = span_feature("V1", -72.96, -72.959)
V2 = span_feature("V2", -72.959, -72.958, from_node="N1", to_node="N2")
V3 = span_feature("V3", -72.958, -72.957, from_node="N2B", to_node="N3", phase_code="++R", phase_count=1)


def page(features: list[dict], query: str, *links: tuple[str, str, str]) -> dict:
    base = f"http://testserver{ITEMS.format('vanos')}"
    geojson = "application/geo+json"
    return {
        "type": "FeatureCollection",
        "numberMatched": 5,
        "numberReturned": len(features),
        "publication": 1,
        "data_as_of": "2020-11-30",
        "stale": True,
        "links": [
            {"rel": "self", "type": geojson, "title": "Esta página", "href": base + query},
            *({"rel": rel, "type": geojson, "title": title, "href": base + asked} for rel, title, asked in links),
            {
                "rel": "collection",
                "type": "application/json",
                "title": "Vanos",
                "href": "http://testserver/api/collections/vanos",
            },
            {"rel": "alternate", "type": "text/html", "title": "En el mapa", "href": "http://testserver/#capas=vanos"},
        ],
        "features": features,
    }


def ids(client, layer: str, query: str) -> list[str]:
    answer = client.get(f"{ITEMS.format(layer)}?{query}")
    assert answer.status_code == 200, answer.content
    return [feature["id"] for feature in answer.json()["features"]]


@pytest.mark.parametrize(("limit", "features"), [(1, [V1]), (3, [V1, V2, V3])])
def test_a_page_of_spans_takes_three_queries_however_many_it_holds(
    client, network, django_assert_num_queries, limit, features
):
    with django_assert_num_queries(3):  # publication, count, rows
        answer = client.get(f"{ITEMS.format('vanos')}?limit={limit}")
    document = answer.json()
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", document.pop("timeStamp"))
    assert document == page(features, f"?limit={limit}", ("next", "Página siguiente", f"?limit={limit}&offset={limit}"))
    assert answer.headers["Content-Type"] == "application/geo+json"
    assert answer.headers["Content-Crs"] == "<http://www.opengis.net/def/crs/OGC/1.3/CRS84>"
    assert 'rel="next"' in answer.headers["Link"]


def test_a_page_in_the_middle_leads_both_ways(client, network):
    document = client.get(f"{ITEMS.format('vanos')}?limit=2&offset=1").json()
    del document["timeStamp"]
    after = ("next", "Página siguiente", "?limit=2&offset=3")
    assert document == page([V2, V3], "?limit=2&offset=1", after, ("prev", "Página anterior", "?limit=2&offset=0"))


@pytest.mark.parametrize("layer", [layer.id for layer in layers()])
@pytest.mark.parametrize("limit", [1, 3, 10_000])
def test_following_next_walks_through_everything_without_gap_or_repeat(client, network, layer, limit):
    if layer == "comunas" and limit < 100:
        limit *= 60
    address, seen, matched = f"{ITEMS.format(layer)}?limit={limit}", [], None
    while address:
        document = client.get(address).json()
        matched = document["numberMatched"]
        seen += [feature["id"] for feature in document["features"]]
        address = next((link["href"] for link in document["links"] if link["rel"] == "next"), None)
    assert (len(seen), seen) == (matched, sorted(set(seen)))


def test_a_layer_without_rows_is_an_empty_list(client, db):
    empty_publication()
    document = client.get(ITEMS.format("vanos")).json()
    assert (document["numberMatched"], document["features"]) == (0, [])
    assert "next" not in {link["rel"] for link in document["links"]}


def test_beyond_the_last_page_there_is_nothing(client, network):
    document = client.get(f"{ITEMS.format('vanos')}?offset=2000000000").json()
    assert (document["numberMatched"], document["numberReturned"], document["features"]) == (5, 0, [])


def test_more_than_the_largest_page_is_the_largest_page(client, network):
    Span.objects.bulk_create(
        Span(publication=network, id=f"X{number}", from_node="a", to_node="b", geom=line(0, 1))
        for number in range(10_001)
    )
    document = client.get(f"{ITEMS.format('vanos')}?limit=2000000000").json()
    assert (document["numberMatched"], document["numberReturned"]) == (10_006, 10_000)


@pytest.mark.parametrize(
    ("layer", "query", "found"),
    [
        pytest.param("vanos", "voltage_class=BT", ["V4"], id="one of a closed list"),
        pytest.param("vanos", "phase_count=1", ["V3", "V4"], id="whole number"),
        pytest.param("vanos", "length_m=84.9&from_node=N0", ["V1"], id="two at once"),
        pytest.param("vanos", "phase_code=%2B%2BR", ["V3", "V4"], id="plus signs"),
        pytest.param("vanos", "id=V5", ["V5"], id="identifier"),
        pytest.param("vanos", "name=", [], id="no text is no name"),
        pytest.param("postes", "feeder_ids=1&limit=2", ["P0", "P1"], id="in a list"),
        pytest.param("postes", "nodes=N2B", ["P2"], id="in another list"),
        pytest.param("transformadores", "rated_power_kva=10", ["T1"], id="number"),
        pytest.param("generadores", "connected_on=2018-05-02", ["G1"], id="date"),
        pytest.param("generadores", "technology=fotovoltaica", [], id="a household's generator is not public"),
        pytest.param("comunas", "comuna_code=14204", ["14204"], id="comuna by its code"),
        pytest.param(
            "comunas", "region_id=14&province=Ranco", ["14201", "14202", "14203", "14204"], id="comunas of a region"
        ),
        pytest.param("comunas", "source_id=1", [], id="a property the layer never has"),
    ],
)
def test_every_property_filters(client, network, layer, query, found):
    assert ids(client, layer, query) == found


WEST_HALF = ["V1", "V2"]  # from −72.9605 to −72.9585


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("bbox=-72.9605,-40.4,-72.9585,-40.2", id="four numbers"),
        pytest.param("bbox=-72.9605,-40.4,0,-72.9585,-40.2,3000", id="six, with heights"),
        pytest.param(f"bbox=-40.4,-72.9605,-40.2,-72.9585&bbox-crs={EPSG}/4326", id="latitude first"),
        pytest.param(f"bbox=-8121925.6,-4926000,-8121703,-4900000&bbox-crs={EPSG}/3857", id="web mercator"),
        pytest.param("bbox=100,-40.4,-72.9585,-40.2", id="across the antimeridian"),
        pytest.param("bbox=-1e300,-40.4,-72.9585,1e300", id="beyond the world"),
    ],
)
def test_a_box_finds_what_it_touches(client, network, query):
    assert ids(client, "vanos", query) == WEST_HALF


def test_a_box_beside_a_line_does_not_find_it_by_its_bounds(client, network):
    assert ids(client, "vanos", "bbox=-72.9599,-40.2999,-72.9591,-40.2") == []


@pytest.mark.parametrize(
    ("crs", "coordinates"),
    [
        (f"{EPSG}/4326", [-40.3, -72.96]),
        (f"{EPSG}/3857", [-8121870.05, -4909633.71]),
        ("http://www.opengis.net/def/crs/OGC/1.3/CRS84", [-72.96, -40.3]),
    ],
)
def test_coordinates_come_in_the_system_asked_for_and_its_axis_order(client, network, crs, coordinates):
    for address in (
        f"{ITEMS.format('subestaciones')}?crs={quote(crs)}",
        f"{ITEMS.format('subestaciones')}/1?crs={crs}",
    ):
        answer = client.get(address)
        feature = answer.json().get("features", [answer.json()])[0]
        assert feature["geometry"] == {"type": "Point", "coordinates": pytest.approx(coordinates, abs=0.01)}
        assert answer.headers["Content-Crs"] == f"<{crs}>"


@pytest.mark.parametrize(
    ("moment", "count"),
    [
        ("2020-11-30", 5),
        ("2026-01-01T00:00:00Z", 5),
        ("2020-11-29", 0),
        ("../2020-11-29", 0),
        ("2019-01-01/..", 5),
        ("2019-01-01/2020-12-31", 5),
        ("/2026-01-01", 5),
    ],
)
def test_data_hold_from_their_cut_off_date_on(client, network, moment, count):
    assert len(ids(client, "vanos", f"datetime={moment}")) == count


def test_each_publication_has_its_own_rows(client, network):
    Span.objects.filter(publication=publish_network(2), id="V1").delete()
    assert ids(client, "vanos", "publication=1") == ["V1", "V2", "V3", "V4", "V5"]
    assert ids(client, "vanos", "") == ["V2", "V3", "V4", "V5"]

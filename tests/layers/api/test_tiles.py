"""Tiles over HTTP: compressed, and not asked of the database where the visitor has them."""

import gzip
import json

import pytest
from django.db import connection

from tests.factories.network import add_tiles, line, publish_network, tile_feature

TILES = "/api/collections/vanos/tiles/WebMercatorQuad"
TILE = f"{TILES}/13/5099/2435"
FOREVER = "public, max-age=31536000, immutable"
SHORTLY = "public, max-age=60, must-revalidate"


def test_a_tile_of_a_named_publication_is_for_good(client, network, django_assert_num_queries):
    with django_assert_num_queries(1):
        answer = client.get(f"{TILE}?publication=1")
    assert sorted(feature["id"] for feature in answer.json()["features"]) == ["V1", "V2", "V3", "V5"]
    assert {name: answer.headers[name] for name in ("Content-Type", "ETag", "Cache-Control", "Vary")} == {
        "Content-Type": "application/geo+json",
        "ETag": '"1/vanos/13/5099/2435.geojson"',
        "Cache-Control": FOREVER,
        "Vary": "Accept-Encoding",
    }


def test_without_a_publication_it_is_the_current_ones_for_a_minute(client, network, django_assert_num_queries):
    with django_assert_num_queries(2):  # which publication, and the tile
        first = client.get(TILE)
    publish_network(2)
    assert [answer.headers["ETag"] for answer in (first, client.get(TILE))] == [
        '"1/vanos/13/5099/2435.geojson"',
        '"2/vanos/13/5099/2435.geojson"',
    ]
    assert first.headers["Cache-Control"] == SHORTLY


@pytest.mark.parametrize(("query", "queries"), [("?publication=1", 0), ("", 1)])
def test_who_has_the_tile_is_told_so(client, network, django_assert_num_queries, query, queries):
    tag = client.get(f"{TILE}{query}").headers["ETag"]
    with django_assert_num_queries(queries):
        answer = client.get(f"{TILE}{query}", headers={"if-none-match": f'"other", W/{tag}'})
    assert (answer.status_code, answer.content, answer.headers["ETag"]) == (304, b"", tag)


def test_who_has_another_tile_gets_this_one(client, network):
    tag = client.get(f"{TILE}?publication=1&f=mvt").headers["ETag"]
    assert client.get(f"{TILE}?publication=1", headers={"if-none-match": tag}).status_code == 200


@pytest.mark.parametrize("form", ["geojson", "mvt"])
def test_compressed_for_those_who_accept_it(client, network, form):
    plain = client.get(f"{TILE}?f={form}", headers={"accept-encoding": "br"})
    packed = client.get(f"{TILE}?f={form}", headers={"accept-encoding": "br, gzip;q=0.8"})
    assert gzip.decompress(packed.content) == plain.content
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["ETag"] == plain.headers["ETag"][:-1] + '.gzip"'


def test_refusing_gzip_is_heeded(client, network):
    answer = client.get(TILE, headers={"accept-encoding": "gzip;q=0, identity"})
    assert "Content-Encoding" not in answer.headers


def test_how_many_were_left_out_is_in_a_header_too(client, network):
    add_tiles(network, [tile_feature("vanos", f"X{number}", "bt", line(5, 6)) for number in range(2000)])
    assert client.get(f"{TILE}?f=mvt").headers["Left-Out"] == "4"


@pytest.mark.parametrize("place", ["25/0/0", "0/0/1", "3/8/0", "13/8192/0"])
def test_outside_the_world_there_is_no_tile(client, network, place):
    answer = client.get(f"{TILES}/{place}")
    assert answer.json() == {
        "type": "about:blank",
        "title": "No encontrado",
        "status": 404,
        "detail": f"No hay una tesela {place}: los niveles van de 0 a 24; filas y columnas, de 0 a 2^z − 1.",
    }


def test_tilesets_of_a_layer(client, network):
    base = "http://testserver/api/collections/vanos/tiles"
    head = {
        "title": "Vanos",
        "dataType": "vector",
        "crs": "http://www.opengis.net/def/crs/EPSG/0/3857",
        "tileMatrixSetURI": "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad",
    }
    assert client.get("/api/collections/vanos/tiles").json() == {
        "links": [{"rel": "self", "type": "application/json", "title": "Teselas de vanos", "href": base}],
        "tilesets": [
            {**head, "links": [{"rel": "self", "type": "application/json", "href": f"{base}/WebMercatorQuad"}]}
        ],
        "publication": 1,
        "data_as_of": "2020-11-30",
        "stale": True,
    }
    tileset = client.get("/api/collections/vanos/tiles/WebMercatorQuad").json()
    assert {name: tileset[name] for name in head} == head
    assert tileset["tiles"] == [f"{base}/WebMercatorQuad/{{z}}/{{y}}/{{x}}?f=mvt&publication=1"]
    assert [link["href"] for link in tileset["links"] if link["rel"] == "item"] == [
        f"{base}/WebMercatorQuad/{{tileMatrix}}/{{tileRow}}/{{tileCol}}?f={form}&publication=1"
        for form in ("geojson", "mvt")
    ]


def test_addresses_in_a_tileset_lead_to_tiles(client, network):
    template = client.get("/api/collections/vanos/tiles/WebMercatorQuad").json()["links"][1]["href"]
    address = template.format(tileMatrix=13, tileRow=5099, tileCol=2435)
    assert json.loads(client.get(address).content)["publication"] == 1


def test_tiles_never_touch_sessions(client, network, django_assert_num_queries):
    client.cookies["sessionid"] = "x" * 32
    with django_assert_num_queries(1):
        answer = client.get(f"{TILE}?publication=1")
    assert not answer.cookies
    assert connection.in_atomic_block

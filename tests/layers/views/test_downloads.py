"""Downloads as a visitor's browser asks for them."""

import csv
import io
import re
import shutil
from datetime import date

import pytest
from django.db import connection

from data_import.demo import write_demo
from data_import.services import import_network
from layers.exports import find_format
from layers.exports.base import NETWORK
from layers.exports.contents import network_download
from layers.exports.files import make_files
from layers.models import Feeder, Publication, Span
from layers.views.file_response import begun
from tests.factories.network import publish_network
from tests.layers.views.feeder_files import (
    KML,
    body,
    document,
    ids_by_api,
    ids_in_csv,
    ids_in_geopackage,
    ids_in_kmz,
)


@pytest.fixture(autouse=True)
def files_root(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    return settings.FILES_ROOT


# What each address gives


@pytest.mark.parametrize(
    ("address", "media", "name", "opening"),
    [
        ("/descargas/red.kmz", "application/vnd.google-earth.kmz", "red-2020-11-30.kmz", b"PK"),
        ("/descargas/red.zip", "application/zip", "red-2020-11-30.zip", b"PK"),
        ("/descargas/red-excel.zip", "application/zip", "red-2020-11-30-excel.zip", b"PK"),
        ("/descargas/red.gpkg", "application/geopackage+sqlite3", "red-2020-11-30.gpkg", b"SQLite format 3"),
        ("/descargas/red.geojson.zip", "application/zip", "red-2020-11-30.geojson.zip", b"PK"),
        ("/descargas/red.shp.zip", "application/zip", "red-2020-11-30.shp.zip", b"PK"),
        ("/descargas/vanos.csv", "text/csv; charset=utf-8", "vanos-2020-11-30.csv", b"id,"),
        ("/descargas/vanos-excel.csv", "text/csv; charset=utf-8", "vanos-2020-11-30-excel.csv", b"\xef\xbb\xbfIdent"),
        ("/descargas/postes.geojson", "application/geo+json", "postes-2020-11-30.geojson", b'{"type"'),
        ("/descargas/comunas.shp.zip", "application/zip", "comunas-2020-11-30.shp.zip", b"PK"),
        ("/descargas/equipos.kmz", "application/vnd.google-earth.kmz", "equipos-2020-11-30.kmz", b"PK"),
        ("/descargas/equipos.gpkg", "application/geopackage+sqlite3", "equipos-2020-11-30.gpkg", b"SQLite"),
        ("/alimentadores/1.kmz", "application/vnd.google-earth.kmz", "alimentador-1-2020-11-30.kmz", b"PK"),
        ("/alimentadores/1.csv", "text/csv; charset=utf-8", "alimentador-1-2020-11-30.csv", b"layer,id,"),
        ("/alimentadores/1.gpkg", "application/geopackage+sqlite3", "alimentador-1-2020-11-30.gpkg", b"SQLite"),
        ("/alimentadores/1.zip", "application/zip", "alimentador-1-2020-11-30.zip", b"PK"),
        ("/alimentadores/1.geojson.zip", "application/zip", "alimentador-1-2020-11-30.geojson.zip", b"PK"),
        ("/descargas/vanos.csv?bbox=-73,-41,-72,-40", "text/csv; charset=utf-8", "vanos-rectangulo-2020-11-30.csv", b"id"),
        ("/descargas/red.kmz?q=8377", "application/vnd.google-earth.kmz", "red-busqueda-2020-11-30.kmz", b"PK"),
    ],
)  # fmt: skip
def test_an_address_has_its_media_type_and_a_name_with_the_date(client, network, address, media, name, opening):
    response = client.get(address)

    assert (response.status_code, response["Content-Type"], response["Content-Disposition"]) == (
        200,
        media,
        f'attachment; filename="{name}"',
    )
    assert body(response).startswith(opening)


@pytest.mark.parametrize(
    ("address", "status", "sentence"),
    [
        ("/descargas/red.rar", 404, ""),
        ("/descargas/nubes.csv", 404, "No existe la capa nubes. Vea en Descargas las que hay."),
        ("/alimentadores/99.kmz", 404, "No encontramos el alimentador 99. Revise el número o búsquelo en el mapa."),
        ("/descargas/red.kmz?publication=9", 404, "No hay publicación 9."),
        ("/descargas/red.kmz?bbox=1,2", 400, "bbox=1,2: se esperan 4 números, o 6 con alturas, separados por comas."),
        (
            "/descargas/red.kmz?bbox=0,1,0,-1",
            400,
            "bbox: el sur queda al norte del norte. Revise el orden de los números.",
        ),
        ("/descargas/red.kmz?feeder=1", 400, "Parámetro desconocido: feeder. Se conocen: bbox, q, publication."),
        ("/alimentadores/1.kmz?bbox=0,0,1,1", 400, "Parámetro desconocido: bbox. Se conocen: publication."),
        ("/descargas/?q=no+hay", 404, "La búsqueda «no hay» no encuentra nada que se pueda descargar."),
        ("/descargas/red.kmz?q=%00", 400, ""),
    ],
)
def test_what_makes_no_sense_is_said_on_a_page(client, network, address, status, sentence):
    response = client.get(address)

    assert (response.status_code, response["Content-Type"]) == (status, "text/html; charset=utf-8")
    assert sentence in response.content.decode()


def test_only_reading_is_allowed(client, network):
    assert client.post("/descargas/red.kmz").status_code == 405


def test_an_earlier_publication_can_be_asked_for(client, network):
    publish_network(2, cutoff_on=date(2021, 6, 30))

    found = client.get("/descargas/vnr.csv"), client.get("/descargas/vanos.csv?publication=1")
    assert [response.status_code for response in found] == [404, 200]
    assert found[1]["Content-Disposition"] == 'attachment; filename="vanos-2020-11-30.csv"'
    assert {row["publication"] for row in csv.DictReader(io.StringIO(body(found[1]).decode()))} == {"1"}
    assert client.get("/descargas/vanos.csv")["Content-Disposition"] == 'attachment; filename="vanos-2021-06-30.csv"'


# Streams


def test_a_stream_is_revalidated_by_publication_and_revision(client, network):
    first = client.get("/descargas/vanos.csv")
    body(first)

    again = client.get("/descargas/vanos.csv", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, body(again), again["ETag"]) == (304, b"", first["ETag"])
    Publication.objects.update(revision=1)
    later = client.get("/descargas/vanos.csv", headers={"if-none-match": first["ETag"]})
    assert (later.status_code, len(body(later)) > 100) == (200, True)


def test_head_makes_nothing(client, network, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.head("/descargas/red.gpkg")

    assert (response.status_code, response.content, response["Content-Type"]) == (
        200,
        b"",
        "application/geopackage+sqlite3",
    )


@pytest.mark.parametrize("suffix", [".kmz", ".zip", ".gpkg", ".geojson.zip", ".shp.zip"])
def test_what_fails_before_the_first_byte_is_an_error(client, network, suffix):
    client.raise_request_exception = False
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE layers_substation RENAME TO layers_substation_away")

    assert client.get(f"/descargas/red{suffix}").status_code == 500


@pytest.mark.parametrize("suffix", [".kmz", ".zip", ".geojson.zip"])
def test_a_visitor_who_leaves_ends_the_query(network, monkeypatch, suffix):
    monkeypatch.setattr("layers.exports.streams.PARTS_AT_ONCE", 1)
    monkeypatch.setattr("layers.exports.zipped.CHUNK_BYTES", 1)
    stream = begun(find_format(suffix, NETWORK).stream(network_download(network)))
    next(stream)

    stream.close()

    assert (connection.connection.info.transaction_status.name, Publication.objects.count()) == ("INTRANS", 1)


# Finished files


@pytest.fixture
def finished(network) -> Publication:
    make_files(network)
    return network


@pytest.mark.parametrize("suffix", [".kmz", ".zip", "-excel.zip", ".geojson.zip"])
def test_a_finished_file_is_what_would_be_streamed(client, network, suffix):
    streamed = body(client.get(f"/descargas/red{suffix}"))
    make_files(network)

    response = client.get(f"/descargas/red{suffix}")
    assert body(response) == streamed
    assert (response["Content-Length"], response["Accept-Ranges"]) == (str(len(streamed)), "bytes")


def test_a_finished_file_comes_in_ranges(client, finished):
    whole = client.get("/descargas/red.kmz")
    content = body(whole)

    part = client.get("/descargas/red.kmz", headers={"range": "bytes=10-19", "if-range": whole["ETag"]})
    assert (part.status_code, body(part), part["Content-Range"]) == (206, content[10:20], f"bytes 10-19/{len(content)}")
    last = client.get("/descargas/red.kmz", headers={"range": "bytes=-5"})
    assert (last.status_code, body(last)) == (206, content[-5:])
    beyond = client.get("/descargas/red.kmz", headers={"range": f"bytes={len(content)}-"})
    assert (beyond.status_code, beyond["Content-Range"]) == (416, f"bytes */{len(content)}")


def test_a_range_of_what_has_changed_is_the_whole(client, finished):
    response = client.get("/descargas/red.kmz", headers={"range": "bytes=0-9", "if-range": '"old"'})

    assert (response.status_code, body(response)[:2]) == (200, b"PK")


def test_a_finished_file_is_not_sent_twice(client, finished):
    etag = client.get("/descargas/red.kmz")["ETag"]

    assert re.fullmatch(r'"[0-9a-f]+-[0-9a-f]+"', etag)
    assert client.get("/descargas/red.kmz", headers={"if-none-match": etag}).status_code == 304


def test_a_part_of_the_network_is_never_the_finished_file(client, finished):
    whole, part = (client.get(f"/descargas/red.kmz{query}") for query in ("", "?bbox=0,0,1,1"))

    assert len(body(part)) < len(body(whole))
    assert "Accept-Ranges" not in part


def test_a_file_that_was_lost_is_streamed(client, finished, files_root):
    shutil.rmtree(files_root)

    response = client.get("/descargas/red.kmz")
    assert (response.status_code, body(response)[:2], "Accept-Ranges" in response) == (200, b"PK", False)


# The page


def test_the_page_offers_every_file(client, network):
    text = client.get("/descargas/").content.decode()

    addresses = set(re.findall(r'href="(/(?:descargas|alimentadores)/[^"]+\.[^"]+)"', text))
    assert {
        f"/descargas/red{end}" for end in (".kmz", ".zip", "-excel.zip", ".gpkg", ".geojson.zip", ".shp.zip")
    } <= addresses
    assert "/descargas/comunas.geojson" in addresses
    assert {"/alimentadores/1.kmz", "/alimentadores/1.csv", "/alimentadores/1.gpkg"} <= addresses
    assert [client.head(address).status_code for address in sorted(addresses)] == [200] * len(addresses)
    assert "Información al 30-11-2020, publicación 1." in " ".join(text.split())


def test_sizes_are_told_once_they_are_known(client, network):
    assert client.get("/descargas/").content.decode().count("se arma al descargar") == 6
    make_files(network)

    text = client.get("/descargas/").content.decode()
    assert text.count("se arma al descargar") == 0
    assert len(re.findall(r">\d+(?:,\d)? [kM]B</td>", text)) == 6


def test_what_was_asked_stays_in_every_address(client, network):
    text = client.get("/descargas/?bbox=-73,-41,-72,-40&publication=1").content.decode()

    addresses = re.findall(r'href="(/descargas/[a-z]+[.-][^"]*)"', text)
    assert {address.partition("?")[2] for address in addresses} == {"bbox=-73%2C-41%2C-72%2C-40&amp;publication=1"}
    assert "Solo lo que está en el rectángulo del mapa." in text
    assert "/alimentadores/1.kmz" not in text


def test_the_page_costs_as_many_queries_with_three_feeders_as_with_one(client, network, django_assert_num_queries):
    with django_assert_num_queries(2):
        client.get("/descargas/")
    for feeder in ("2", "3"):
        Feeder.objects.create(publication=network, id=feeder)
    with django_assert_num_queries(2):
        assert client.get("/descargas/").content.decode().count("/alimentadores/3.") == 5


def test_without_a_network_it_says_so(client, db):
    response = client.get("/descargas/")

    assert (response.status_code, "Aún no hay una red publicada." in response.content.decode()) == (404, True)


# The same things everywhere


def test_csv_kmz_and_geopackage_of_a_feeder_hold_what_the_api_holds(client, network, tmp_path):
    expected = ids_by_api(client, "1")

    assert expected["postes"] == ["P0", "P1", "P2", "P3", "P4"]
    assert ids_in_csv(client, "1") == expected
    assert ids_in_kmz(client, "1") == expected
    assert ids_in_geopackage(client, "1", tmp_path) == expected


def test_feeder_la_union_of_the_demo_is_the_same_everywhere(client, db, tmp_path):
    write_demo(tmp_path / "demo.gpkg")
    import_network(tmp_path / "demo.gpkg", "canonical", cutoff=date(2020, 11, 30), is_demo=True)
    union = Feeder.objects.get(name="LA UNION")
    expected = ids_by_api(client, union.id)

    assert len(expected["vanos"]) > 1000
    assert ids_in_csv(client, union.id) == expected
    assert ids_in_kmz(client, union.id) == expected
    assert ids_in_geopackage(client, union.id, tmp_path) == expected
    assert farthest_apart(client, union) < 1e-7


def farthest_apart(client, feeder: Feeder) -> float:
    """Degrees between the KMZ's coordinates of spans and PostGIS' own."""
    stored = dict(Span.objects.filter(feeder_id=feeder.id).values_list("id", "geom"))
    apart = 0.0
    for placemark in document(client, feeder.id).iter(f"{KML}Placemark"):
        name = placemark.findtext(f".//{KML}SimpleData[@name='id']")
        if placemark.find(f".//{KML}SchemaData").get("schemaUrl") == "#vanos":
            drawn = [
                tuple(map(float, point.split(","))) for point in placemark.findtext(f".//{KML}coordinates").split()
            ]
            pairs = zip(drawn, stored.pop(name).coords, strict=True)
            apart = max(apart, *(abs(a - b) for one, other in pairs for a, b in zip(one, other, strict=True)))
    assert stored == {}
    return apart

"""Every error is a problem document in Spanish, and hostile input is the client's fault, never ours."""

import pytest
from django.db import OperationalError, connection

SPANS = "/api/collections/vanos/items"
TILE = "/api/collections/vanos/tiles/WebMercatorQuad"


def problem(answer) -> tuple[int, str, str]:
    document = answer.json()
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert list(document) == ["type", "title", "status", "detail"]
    assert (document["type"], document["status"]) == ("about:blank", answer.status_code)
    return answer.status_code, document["title"], document["detail"]


@pytest.mark.parametrize(
    ("address", "detail"),
    [
        ("/api/nada", "No hay nada en esta dirección. La portada de la API es /api/."),
        ("/api/na%0Ada", "No hay nada en esta dirección. La portada de la API es /api/."),
        (f"{TILE}/99999999999999999999/0", "No hay nada en esta dirección. La portada de la API es /api/."),
        (
            "/api/collections/nada/items",
            "No hay una capa nada. Las capas son: subestaciones, alimentadores, vanos, transformadores, equipos, "
            "generadores, postes, comunas, capacidad.",
        ),
        (f"{SPANS}/nada", "No hay vano nada en la publicación consultada."),
        (f"{SPANS}/a%00b", "No hay vano a\0b en la publicación consultada."),
        ("/api/collections/generadores/items/G2", "No hay generador G2 en la publicación consultada."),
        (f"{SPANS}?publication=7", "No hay publicación 7."),
        (f"{SPANS}/V1?publication=7", "No hay publicación 7."),
        (f"{TILE}/3/0/0?publication=7", "No hay publicación 7."),
        ("/api/identify?lon=0&lat=0&z=3&publication=7", "No hay publicación 7."),
        ("/api/search?q=a&publication=7", "No hay publicación 7."),
        ("/api/path?layer=vanos&id=V1&publication=7", "No hay publicación 7."),
        ("/api/path?layer=vanos&id=nada", "No hay vano nada en la publicación consultada."),
        ("/api/neighbours?layer=generadores&id=G2", "No hay generador G2 en la publicación consultada."),
    ],
)
def test_what_is_not_there(client, network, address, detail):
    assert problem(client.get(address)) == (404, "No encontrado", detail)


@pytest.mark.parametrize(
    ("query", "detail"),
    [
        (
            "nofield=1",
            "Parámetro desconocido: nofield. Se conocen: bbox, bbox-crs, crs, datetime, limit, offset, publication, f, "
            "id, source_id, name, comuna_code, vnr_code, voltage_class, from_node, to_node, length_m, conductor_type, "
            "ampacity_a, phase_code, phase_count, feeder_id.",
        ),
        ("bbox=1,2,3", "bbox=1,2,3: se esperan 4 números, o 6 con alturas, separados por comas."),
        ("bbox=NaN,2,3,4", "bbox=NaN,2,3,4: se espera un número con punto decimal, como 13.2."),
        ("bbox=1,2,inf,4", "bbox=1,2,inf,4: se espera un número con punto decimal, como 13.2."),
        ("bbox=1,2,1e999,4", "bbox=1,2,1e999,4: se espera un número con punto decimal, como 13.2."),
        ("bbox=1,5,3,4", "bbox: el sur queda al norte del norte. Revise el orden de los números."),
        ("limit=0", "limit=0: se espera un valor entre 1 y 2147483647."),
        ("limit=-1", "limit=-1: se espera un valor entre 1 y 2147483647."),
        ("limit=1_0", "limit=1_0: se espera un número entero."),
        ("limit=", "limit=: se espera un número entero."),
        ("offset=99999999999999999999", "offset=99999999999999999999: se espera un número entero."),
        ("limit=1&limit=2", "El parámetro limit viene más de una vez."),
        ("length_m=larga", "length_m=larga: se espera un número con punto decimal, como 13.2."),
        ("phase_count=1.5", "phase_count=1.5: se espera un número entero."),
        ("voltage_class=XT", "voltage_class=XT: se espera AT o BT."),
        ("name=a%00b", "name=a\0b: el texto no puede llevar caracteres nulos."),
        ("datetime=ayer", "datetime=ayer: se espera una fecha como 2020-11-30."),
        (
            "datetime=2021-01-01/2020-01-01",
            "datetime=2021-01-01/2020-01-01: se espera una fecha, "
            "o un intervalo como 2020-01-01/2020-12-31 o ../2020-12-31.",
        ),
        ("f=xml", "f=xml: se espera json o geojson."),
        ("publication=0", "publication=0: se espera un valor entre 1 y 2147483647."),
    ],
)
def test_a_parameter_that_does_not_serve_is_named_with_what_is_expected(client, network, query, detail):
    assert problem(client.get(f"{SPANS}?{query}")) == (400, "Solicitud no válida", detail)


@pytest.mark.parametrize(
    ("address", "detail"),
    [
        ("/api/identify?lat=0&z=3", "Falta el parámetro lon: Longitud en grados."),
        ("/api/identify?lon=181&lat=0&z=3", "lon=181: se espera un valor entre -180 y 180."),
        ("/api/identify?lon=0&lat=nan&z=3", "lat=nan: se espera un número con punto decimal, como 13.2."),
        ("/api/identify?lon=0&lat=0&z=3&radius_px=41", "radius_px=41: se espera un valor entre 0 y 40."),
        (
            "/api/search",
            "Falta el parámetro q: "
            "Identificador, placa, nombre, código VNR, conductor, comuna, localidad o coordenadas.",
        ),
        (f"{TILE}/0/0/0?f=png", "f=png: se espera geojson o mvt."),
        ("/api/conformance?a=1", "Parámetro desconocido: a. Se conocen: publication, f."),
    ],
)
def test_other_addresses_say_what_they_expect_too(client, network, address, detail):
    assert problem(client.get(address)) == (400, "Solicitud no válida", detail)


@pytest.mark.parametrize("address", ["/api/", SPANS, f"{SPANS}/V1", f"{TILE}/0/0/0", "/api/search?q=a", "/api/nada"])
@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_the_api_is_read_only(client, network, address, method):
    answer = getattr(client, method)(address)
    assert problem(answer) == (405, "Método no permitido", "La API es de solo lectura: use GET.")
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("address", ["/api/", SPANS, f"{SPANS}/V1", f"{TILE}/0/0/0"])
def test_head_is_get_without_its_body(client, network, address):
    answer = client.head(address)
    assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.parametrize("address", ["/api/collections", SPANS, f"{SPANS}/V1", f"{TILE}/0/0/0", "/api/search?q=a"])
def test_before_the_first_import_there_is_no_network(client, db, address):
    assert problem(client.get(address)) == (404, "No encontrado", "Aún no hay una red publicada.")


@pytest.mark.parametrize(
    "address", [SPANS, f"{SPANS}/V1", f"{TILE}/0/0/0?publication=1", "/api/identify?lon=0&lat=0&z=3"]
)
def test_an_error_of_ours_is_a_problem_without_our_insides(client, network, address, caplog):
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE layers_span, layers_tilefeature")
    answer = client.get(address)
    assert problem(answer) == (500, "Error interno", "Ocurrió un error inesperado. Ya quedó registrado.")
    assert "layers_" in caplog.text


def test_a_database_that_is_away_is_said(client, network):
    with connection.execute_wrapper(broken(OperationalError("connection refused"))):
        answer = client.get(SPANS)
    text = "La base de datos no responde. Intente nuevamente en unos minutos."
    assert problem(answer) == (503, "Servicio no disponible", text)


def test_a_host_that_is_not_ours_is_refused(client, network):
    answer = client.get(SPANS, headers={"host": "evil.example"})
    assert problem(answer) == (400, "Solicitud no válida", "La solicitud no se entiende.")


def broken(error: Exception):
    def fail(execute, sql, params, many, context):
        raise error

    return fail

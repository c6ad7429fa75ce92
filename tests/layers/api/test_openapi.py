"""The description for machines, and the page to read it."""

import re

import pytest

from layers.catalogue import layers

LAYER_PATHS = [
    "",
    "/schema",
    "/queryables",
    "/items",
    "/items/{asset_id}",
    "/tiles",
    "/tiles/WebMercatorQuad",
    "/tiles/WebMercatorQuad/{z}/{y}/{x}",
]


@pytest.fixture
def document(client) -> dict:
    answer = client.get("/api/openapi.json")
    assert answer.headers["Content-Type"] == "application/vnd.oai.openapi+json;version=3.0"
    return answer.json()


def test_every_address_stands_in_it_each_layer_by_its_name(document):
    shared = ["", "conformance", "collections", "identify", "path", "neighbours", "search"]
    shared += ["capacity/point", "capacity/passport", "capacity/parameters"]
    own = [f"collections/{layer.id}{path}" for layer in layers() for path in LAYER_PATHS]
    assert set(document["paths"]) == {f"/api/{path}" for path in (*shared, *own)}
    assert document["openapi"] == "3.0.3"


def test_operations_have_names_of_their_own(document):
    names = [operation["get"]["operationId"] for operation in document["paths"].values()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("layer", list(layers()), ids=lambda layer: layer.id)
def test_every_property_has_its_spanish_label_and_unit(document, layer):
    schemas = document["components"]["schemas"]
    properties = schemas[f"{layer.id.capitalize()}Item"]["properties"]["properties"]["properties"]
    described = {name: (schema["title"], schema.get("x-unit", "")) for name, schema in properties.items()}
    fields = {field.name: (field.label, field.unit) for field in (*layer.fields, *layer.item_fields)}
    assert described == {
        **fields,
        "publication": ("Publicación", ""),
        "data_as_of": ("Datos al", ""),
        "stale": ("Datos antiguos", ""),
    }


def test_a_property_of_a_list_is_described_whole(document):
    properties = document["components"]["schemas"]["TransformadoresFeature"]["properties"]["properties"]["properties"]
    assert properties["rated_power_kva"] == {
        "type": "number",
        "title": "Capacidad",
        "x-unit": "kVA",
        "description": "En kVA",
        "nullable": True,
        "readOnly": True,
    }
    assert "demands" not in properties


def test_filters_are_parameters(document):
    parameters = {
        entry["name"]: entry for entry in document["paths"]["/api/collections/vanos/items"]["get"]["parameters"]
    }
    assert parameters["voltage_class"]["schema"]["enum"] == ["AT", "BT"]
    assert parameters["limit"]["schema"] == {"type": "integer", "minimum": 1, "maximum": 10000, "default": 100}
    assert {"bbox", "bbox-crs", "crs", "datetime", "offset", "publication"} <= set(parameters)


def test_every_operation_says_what_its_errors_are(document):
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for path in document["paths"].values():
        answers = path["get"]["responses"]
        assert [answers[status]["content"] for status in ("400", "404", "500", "503")] == [problem] * 4


def test_the_readable_page_obeys_the_strict_policy(client, db):
    page = client.get("/api/docs/")
    html = page.content.decode()
    assert page.status_code == 200
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]
    assert "unsafe" not in page.headers["Content-Security-Policy"]
    assert re.findall(r"<style|<script>|style=|\son\w+=", html) == []
    assert all(address.startswith("/") for address in re.findall(r'(?:src|href)="([^"]+)"', html))


def test_the_pages_script_comes_from_its_own_address_and_reads_our_description(client, db):
    address = re.findall(r'<script src="(/api/docs/[^"]+)"', client.get("/api/docs/").content.decode())[0]
    script = client.get(address)
    assert script.headers["Content-Type"] == "application/javascript"
    assert '"/api/openapi.json"' in script.content.decode().replace("\\u002D", "-")

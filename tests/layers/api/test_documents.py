"""Landing, conformance, collections: the pages that lead to the data."""

import pytest

from layers.catalogue import layers
from tests.factories.network import publish_network

API = "http://testserver/api"
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
SYSTEMS = [CRS84, "http://www.opengis.net/def/crs/EPSG/0/4326", "http://www.opengis.net/def/crs/EPSG/0/3857"]
REL = "http://www.opengis.net/def/rel/ogc/1.0"


def collection_of_spans(query: str = "", number: int = 1, data_as_of: str = "2020-11-30") -> dict:
    path = f"{API}/collections/vanos"
    return {
        "id": "vanos",
        "title": "Vanos",
        "description": "Tramos de línea entre dos nodos",
        "itemType": "feature",
        "extent": {
            "spatial": {"bbox": [[-72.96, -40.301, -72.951, -40.3]], "crs": CRS84},
            "temporal": {"interval": [[f"{data_as_of}T00:00:00Z", None]]},
        },
        "crs": SYSTEMS,
        "storageCrs": CRS84,
        "geometryType": "LineString",
        "links": [
            {"rel": "self", "type": "application/json", "title": "Vanos", "href": path + query},
            {"rel": "items", "type": "application/geo+json", "title": "Vanos", "href": f"{path}/items{query}"},
            {
                "rel": f"{REL}/schema",
                "type": "application/schema+json",
                "title": "Propiedades",
                "href": f"{path}/schema{query}",
            },
            {
                "rel": f"{REL}/queryables",
                "type": "application/schema+json",
                "title": "Filtros",
                "href": f"{path}/queryables{query}",
            },
            {
                "rel": f"{REL}/tilesets-vector",
                "type": "application/json",
                "title": "Teselas vectoriales",
                "href": f"{path}/tiles{query}",
            },
            {"rel": "alternate", "type": "text/html", "title": "En el mapa", "href": "http://testserver/#capas=vanos"},
        ],
        "publication": number,
        "data_as_of": data_as_of,
        "stale": True,
    }


@pytest.mark.parametrize("address", ["/api", "/api/"])
def test_landing_page_needs_no_publication_and_leads_to_everything(client, address):
    answer = client.get(address)
    assert [(link["rel"], link["href"]) for link in answer.json()["links"]] == [
        ("self", f"{API}/"),
        ("conformance", f"{API}/conformance"),
        ("data", f"{API}/collections"),
        ("service-desc", f"{API}/openapi.json"),
        ("service-doc", f"{API}/docs/"),
        ("alternate", "http://testserver/"),
    ]
    assert answer.headers["Link"].startswith(f'<{API}/>; rel="self"; type="application/json"')


def test_conformance_claims_features_crs_and_tiles(client):
    claimed = client.get("/api/conformance").json()["conformsTo"]
    assert {address.removeprefix("http://www.opengis.net/spec/").split("/conf/")[0] for address in claimed} == {
        "ogcapi-common-1/1.0",
        "ogcapi-common-2/1.0",
        "ogcapi-features-1/1.0",
        "ogcapi-features-2/1.0",
        "ogcapi-tiles-1/1.0",
    }


def test_every_layer_of_the_catalogue_is_a_collection(client, network, django_assert_num_queries):
    with django_assert_num_queries(2):  # the publication, and how far the comunas reach
        document = client.get("/api/collections").json()
    assert [collection["id"] for collection in document["collections"]] == [layer.id for layer in layers()]
    assert document["collections"][2] == collection_of_spans()
    assert {key: document[key] for key in ("crs", "publication", "data_as_of", "stale")} == {
        "crs": SYSTEMS,
        "publication": 1,
        "data_as_of": "2020-11-30",
        "stale": True,
    }


def test_one_collection(client, network):
    assert client.get("/api/collections/vanos").json() == collection_of_spans()


def test_an_earlier_publication_stays_readable_and_its_links_lead_to_it(client, network):
    publish_network(2)
    assert client.get("/api/collections/vanos?publication=1").json() == collection_of_spans("?publication=1")
    assert client.get("/api/collections/vanos").json() == collection_of_spans(number=2)


def test_addresses_are_those_by_which_the_visitor_came(client, network, settings):
    settings.ALLOWED_HOSTS = ["red.example"]
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    answer = client.get("/api/collections/vanos", headers={"host": "red.example", "x-forwarded-proto": "https"})
    assert answer.json()["links"][0]["href"] == "https://red.example/api/collections/vanos"


def test_queryables_are_the_properties_that_filter(client):
    document = client.get("/api/collections/equipos/queryables").json()
    assert list(document["properties"]) == [
        "geometry",
        *("id", "source_id", "name", "comuna_code", "vnr_code", "equipment_type"),
        *("state", "from_node", "to_node", "phase_code", "feeder_id"),
    ]
    assert document["properties"]["state"] == {
        "type": "string",
        "title": "Estado",
        "enum": ["abierto", "cerrado"],
        "x-enum-labels": {"abierto": "Abierto", "cerrado": "Cerrado"},
    }


def test_schema_has_label_unit_and_description_of_every_property(client):
    answer = client.get("/api/collections/alimentadores/schema")
    properties = answer.json()["properties"]
    assert answer.headers["Content-Type"] == "application/schema+json"
    assert properties["declared_power_kva"] == {
        "type": "number",
        "title": "Potencia",
        "x-unit": "kVA",
        "description": "La que declara la cooperativa. En kVA",
    }
    assert list(properties)[-6:] == ["transformer_ids", "demands", "vnr", "publication", "data_as_of", "stale"]


def test_any_site_may_ask(client):
    assert client.get("/api/").headers["Access-Control-Allow-Origin"] == "*"

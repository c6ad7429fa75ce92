"""One feature with all that is known of it."""

import pytest

from layers.models import Publication, Span, Transformer, VnrComponent
from tests.factories.network import line, publish_network

UNKNOWN = {"minimum": None, "maximum": None, "unit": None, "source": None}
MEASURED = {"unit": "kWh", "source": "measured"}
VNR_LABELS = {
    "flete_bodega": ("Flete bodega", 0.0133),
    "bodega": ("Bodega", 0.06),
    "flete_obra": ("Flete obra", 0.0278),
    "ingenieria": ("Costo de ingeniería", 0.0278),
    "intereses_intercalarios": ("Int. intercalarios", 0.0291),
    "gastos_generales": ("Gastos generales", 0.0588),
}


def components(*amounts: int | None) -> list[dict]:
    return [
        {"key": key, "label": label, "fraction": fraction, "amount_clp": amount}
        for (key, (label, fraction)), amount in zip(VNR_LABELS.items(), amounts, strict=True)
    ]


def links(layer: str, plural: str, asset_id: str, page: dict) -> list[dict]:
    base = f"http://testserver/api/collections/{layer}"
    return [
        {"rel": "self", "type": "application/geo+json", "href": f"{base}/items/{asset_id}"},
        {"rel": "collection", "type": "application/json", "title": plural, "href": base},
        {"rel": "alternate", "type": "text/html", **page},
    ]


def test_a_transformer_with_twelve_months_and_its_replacement_value(client, network, django_assert_num_queries):
    with django_assert_num_queries(2):  # the transformer; the value of its code, which is kept
        answer = client.get("/api/collections/transformadores/items/T1")
    page = {"title": "Transformador T1", "href": "http://testserver/transformadores/T1/"}
    assert answer.json() == {
        "type": "Feature",
        "id": "T1",
        "geometry": {"type": "Point", "coordinates": [-72.957, -40.3]},
        "properties": {
            "id": "T1",
            "source_id": "SED-1",
            "name": "TRANSF.MON.10 KVA.7620 V.",
            "comuna_code": "14204",
            "vnr_code": "SA1",
            "rated_power_kva": 10,
            "connection": None,
            "voltage_class": "AT",
            "primary_v": 7620,
            "secondary_v": 220,
            "plate": "PT-1",
            "pole_plate": "8377",
            "transformer_type": "MONOFASICO",
            "phase_code": "++R",
            "feeder_id": "1",
            "substation_id": "1",
            "generation_kw": 3.3,
            "generator_count": 1,
            "demands": [
                *({"month": f"2020-{month:02}", **UNKNOWN} for month in range(11, 3, -1)),
                {"month": "2020-03", "minimum": 6.9, "maximum": 29, **MEASURED},
                {"month": "2020-02", "minimum": 7.5, "maximum": 30, **MEASURED},
                {"month": "2020-01", "minimum": 7.0003, "maximum": 25.99, **MEASURED},
                {"month": "2019-12", **UNKNOWN},
            ],
            "vnr": {
                "code": "SA1",
                "description": "Subestación aérea 10 kVA",
                "unit_price_clp": 100,
                "components": components(1, 6, 3, 3, 3, 7),
                "total_clp": 124,
            },
            "publication": 1,
            "data_as_of": "2020-11-30",
            "stale": True,
        },
        "links": links("transformadores", "Transformadores", "T1", page),
    }
    assert answer.headers["Content-Type"] == "application/geo+json"


def test_a_feeder_names_its_transformers_and_has_no_replacement_value_without_a_code(client, network):
    properties = client.get("/api/collections/alimentadores/items/1").json()["properties"]
    assert list(properties)[-6:] == ["transformer_ids", "demands", "vnr", "publication", "data_as_of", "stale"]
    assert (properties["transformer_ids"], properties["vnr"]) == (["T1", "T2"], None)
    assert properties["demands"][0] == {"month": "2020-11", **UNKNOWN}


def test_transformers_of_a_feeder_are_in_the_order_of_their_numbers(client, network):
    Transformer.objects.bulk_create(
        Transformer(publication=network, id=number, from_node="N1", feeder_id="1", geom=line(0, 1).centroid)
        for number in ("1000", "999", "9")
    )
    properties = client.get("/api/collections/alimentadores/items/1").json()["properties"]
    assert properties["transformer_ids"] == ["9", "T1", "T2", "999", "1000"]


def test_a_code_without_a_price_shows_fractions_alone(client, network):
    assert client.get("/api/collections/vanos/items/V1").json()["properties"]["vnr"] == {
        "code": "12",
        "description": "Conductor",
        "unit_price_clp": None,
        "components": components(*[None] * 6),
        "total_clp": None,
    }


def test_a_code_that_the_catalogue_lacks_is_still_said(client, network):
    Span.objects.filter(publication=network, id="V1").update(vnr_code="CDAACU3A025000")
    assert client.get("/api/collections/vanos/items/V1").json()["properties"]["vnr"] == {
        "code": "CDAACU3A025000",
        "description": None,
        "unit_price_clp": None,
        "components": [],
        "total_clp": None,
    }


def test_a_changed_surcharge_is_seen_with_the_publications_next_revision(client, network):
    client.get("/api/collections/transformadores/items/T1")
    VnrComponent.objects.filter(publication=network, code="SA1").exclude(key="bodega").delete()
    Publication.objects.update(revision=1)
    vnr = client.get("/api/collections/transformadores/items/T1").json()["properties"]["vnr"]
    assert ([component["key"] for component in vnr["components"]], vnr["total_clp"]) == (["bodega"], 106)


@pytest.mark.parametrize(
    ("layer", "asset_id"),
    [
        ("subestaciones", "1"),
        ("alimentadores", "1"),
        ("vanos", "V5"),
        ("transformadores", "T2"),
        ("equipos", "E1"),
        ("generadores", "G1"),
        ("postes", "P2"),
        ("comunas", "14204"),
    ],
)
def test_item_and_list_say_the_same(client, network, layer, asset_id):
    listed = client.get(f"/api/collections/{layer}/items?id={asset_id}").json()["features"][0]
    item = client.get(f"/api/collections/{layer}/items/{asset_id}").json()
    shared = {name: value for name, value in item["properties"].items() if name in listed["properties"]}
    assert {**listed, "properties": list(listed["properties"].items())} == {
        "type": item["type"],
        "id": item["id"],
        "geometry": item["geometry"],
        "properties": list(shared.items()),
    }


def test_an_item_of_an_earlier_publication(client, network):
    Span.objects.filter(publication=publish_network(2), id="V1").update(length_m=1)
    lengths = [
        client.get(f"/api/collections/vanos/items/V1{query}").json()["properties"]["length_m"]
        for query in ("", "?publication=1", "?publication=2")
    ]
    assert lengths == [1, 84.9, 1]


def test_an_item_without_a_place_has_no_geometry(client, network):
    from layers.models import Generator

    Generator.objects.filter(publication=network, id="G1").update(geom=None)
    assert client.get("/api/collections/generadores/items/G1").json()["geometry"] is None


def test_identifiers_may_hold_anything(client, network):
    name = 'Poste "ñ" 50% / 3'
    Span.objects.create(publication=network, id=name, from_node="a", to_node="b", geom=line(0, 1))
    item = client.get("/api/collections/vanos/items/Poste%20%22%C3%B1%22%2050%25%20/%203").json()
    assert (item["id"], item["properties"]["id"]) == (name, name)
    assert item["links"][2]["href"] == "http://testserver/vanos/Poste%20%22%C3%B1%22%2050%25%20%2F%203/"

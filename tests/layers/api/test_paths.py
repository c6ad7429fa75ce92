"""The way to the substation, and neighbours."""

import pytest

from layers.models import Feeder, Node, Span

TREE_TO_N3 = ["V3", "E1", "V2", "V1"]
SOURCE = {"layer": "subestaciones", "id": "1", "name": "La Unión"}


def way(client, layer: str, asset_id: str) -> dict:
    answer = client.get(f"/api/path?layer={layer}&id={asset_id}")
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_the_way_of_a_transformer_whole(client, network, django_assert_num_queries):
    with django_assert_num_queries(4):  # publication, transformer, way, substation
        document = way(client, "transformadores", "T2")
    assert document == {
        "type": "FeatureCollection",
        "publication": 1,
        "data_as_of": "2020-11-30",
        "stale": True,
        "length_m": 84.9,
        "source": SOURCE,
        "features": [
            {
                "type": "Feature",
                "id": "V1",
                "geometry": {"type": "LineString", "coordinates": [[-72.96, -40.3], [-72.959, -40.3]]},
                "properties": {"layer": "vanos", "id": "V1", "label": "Vano V1", "length_m": 84.9},
            }
        ],
    }


@pytest.mark.parametrize(
    ("asset", "steps", "length_m"),
    [
        pytest.param(("transformadores", "T1"), TREE_TO_N3, 254.7, id="from its medium voltage node"),
        pytest.param(("vanos", "V4"), ["T1", *TREE_TO_N3], 254.7, id="a low voltage span, through the transformer"),
        pytest.param(("vanos", "V3"), ["E1", "V2", "V1"], 169.8, id="a span, from its upper end"),
        pytest.param(("equipos", "E1"), ["V2", "V1"], 169.8, id="equipment"),
        pytest.param(("postes", "P4"), ["V4", "T1", *TREE_TO_N3], 339.6, id="a pole at the end"),
        pytest.param(("postes", "P3"), TREE_TO_N3, 254.7, id="a pole with nodes of both voltages"),
        pytest.param(("generadores", "G1"), TREE_TO_N3, 254.7, id="a generator"),
    ],
)
def test_what_lies_between_from_the_asset_upwards(client, network, asset, steps, length_m):
    document = way(client, *asset)
    assert [feature["id"] for feature in document["features"]] == steps
    assert (document["length_m"], document["source"], document.get("reason")) == (length_m, SOURCE, None)


@pytest.mark.parametrize(
    ("asset", "source", "reason"),
    [
        (("vanos", "V5"), None, "No hay camino hasta una subestación: el elemento queda en una isla de la red."),
        (("postes", "P8"), None, "No hay camino hasta una subestación: el elemento queda en una isla de la red."),
        (("comunas", "14204"), None, "Este elemento no es parte del árbol eléctrico."),
        (("subestaciones", "1"), SOURCE, "La subestación es el origen de la red."),
        (("alimentadores", "1"), SOURCE, "El elemento está en la cabecera del alimentador."),
        (("vanos", "V1"), SOURCE, "El elemento está en la cabecera del alimentador."),
    ],
)
def test_where_there_is_no_way_the_reason_is_said(client, network, asset, source, reason):
    document = way(client, *asset)
    assert (document["features"], document["length_m"], document["source"], document["reason"]) == (
        [],
        0,
        source,
        reason,
    )


def test_an_unknown_length_is_measured_on_the_ground(client, network):
    Span.objects.filter(id="V1").update(length_m=None)
    assert way(client, "transformadores", "T2")["length_m"] == pytest.approx(85, abs=0.1)


def test_a_tree_that_bites_its_tail_ends(client, network):
    Node.objects.filter(id="N0").update(upstream_node="N3", upstream_layer="vanos", upstream_id="V3")
    assert [feature["id"] for feature in way(client, "transformadores", "T2")["features"]] == ["V1", "V3"]


def test_a_feeder_of_no_substation_has_no_source(client, network):
    Feeder.objects.update(substation_id=None)
    assert way(client, "transformadores", "T2")["source"] is None


def neighbours(client, layer: str, asset_id: str) -> list[tuple[str, str]]:
    answer = client.get(f"/api/neighbours?layer={layer}&id={asset_id}")
    assert answer.status_code == 200, answer.content
    return [(entry["label"], entry["relation"]) for entry in answer.json()["neighbours"]]


def test_the_neighbours_of_a_span_whole(client, network, django_assert_num_queries):
    with django_assert_num_queries(3):  # publication, span, neighbours
        document = client.get("/api/neighbours?layer=vanos&id=V4").json()
    assert document == {
        "neighbours": [
            {"layer": "postes", "id": "P3", "label": "Poste P3", "relation": "poste de origen"},
            {"layer": "postes", "id": "P4", "label": "Poste P4", "relation": "poste de destino"},
            {
                "layer": "transformadores",
                "id": "T1",
                "label": "Transformador T1",
                "relation": "transformador que lo alimenta",
            },
            {"layer": "alimentadores", "id": "1", "label": "Alimentador 1", "relation": "alimentador"},
        ],
        "publication": 1,
        "data_as_of": "2020-11-30",
        "stale": True,
    }


@pytest.mark.parametrize(
    ("layer", "asset_id", "found"),
    [
        (
            "postes",
            "P3",
            [
                ("Vano V4", "vano que parte del poste"),
                ("Vano V3", "vano que llega al poste"),
                ("Transformador T1", "transformador en el poste"),
                ("Alimentador 1", "alimentador"),
            ],
        ),
        (
            "postes",
            "P2",
            [
                ("Vano V3", "vano que parte del poste"),
                ("Vano V2", "vano que llega al poste"),
                ("Equipo E1", "equipo en el poste"),
                ("Alimentador 1", "alimentador"),
            ],
        ),
        (
            "transformadores",
            "T1",
            [
                ("Poste P3", "poste"),
                ("Vano V3", "vano de media tensión"),
                ("Vano V4", "vano de baja tensión"),
                ("Alimentador 1", "alimentador"),
                ("Subestación 1", "subestación"),
            ],
        ),
        (
            "equipos",
            "E1",
            [
                ("Poste P2", "poste"),
                ("Vano V3", "vano contiguo"),
                ("Vano V2", "vano contiguo"),
                ("Alimentador 1", "alimentador"),
            ],
        ),
        ("generadores", "G1", [("Vano V3", "vano contiguo"), ("Alimentador 1", "alimentador")]),
        ("alimentadores", "1", [("Subestación 1", "subestación")]),
        ("subestaciones", "1", [("Alimentador 1", "alimentador")]),
        ("vanos", "V5", [("Poste P8", "poste de origen"), ("Poste P9", "poste de destino")]),
        ("comunas", "14204", []),
    ],
)
def test_neighbours(client, network, layer, asset_id, found):
    assert neighbours(client, layer, asset_id) == found

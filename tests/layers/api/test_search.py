"""The search box."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from layers.models import ConductorType, Pole, Transformer
from tests.factories.network import publish_network


def labels(client, query: str) -> list[str]:
    answer = client.get("/api/search", {"q": query})
    assert answer.status_code == 200, answer.content
    return [result["label"] for result in answer.json()["results"]]


def test_a_poles_plate_finds_its_transformer_and_the_pole(client, network, django_assert_num_queries):
    with django_assert_num_queries(4):  # publication, assets, VNR codes, conductors
        document = client.get("/api/search?q=8377").json()
    assert document == {
        "query": "8377",
        "results": [
            {
                "layer": "transformadores",
                "kind": "Transformadores",
                "id": "T1",
                "label": "Transformador T1",
                "detail": "TRANSF.MON.10 KVA.7620 V. · Placa PT-1 · Placa poste 8377 · Alimentador 1",
                "url": "/transformadores/T1/",
                "lon": -72.957,
                "lat": -40.3,
            },
            {
                "layer": "postes",
                "kind": "Postes",
                "id": "P3",
                "label": "Poste P3",
                "detail": "Placa 8377",
                "url": "/postes/P3/",
                "lon": -72.957,
                "lat": -40.3,
            },
        ],
        "publication": 1,
        "data_as_of": "2020-11-30",
        "stale": True,
    }


def test_a_transformer_that_knows_its_pole_but_not_the_plate_is_found_too(client, network):
    Transformer.objects.update(pole_plate=None)
    Pole.objects.filter(id="P1").update(plate="PLACA-9")
    assert labels(client, "PLACA-9") == ["Transformador T2", "Poste P1"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        pytest.param("V3", ["Vano V3"], id="identifier"),
        pytest.param("v3", ["Vano V3"], id="identifier in small letters"),
        pytest.param("vano V3", ["Vano V3"], id="its kind and its identifier"),
        pytest.param("Poste 8378", ["Poste P4"], id="its kind and its plate"),
        pytest.param("placa 8378", ["Poste P4"], id="a plate, said so"),
        pytest.param("SED-1", ["Transformador T1"], id="the source's own identifier"),
        pytest.param("PT-1", ["Transformador T1"], id="plate"),
        pytest.param("PT", ["Transformador T1"], id="beginning of a plate"),
        pytest.param("  T1 ", ["Transformador T1"], id="spaces around"),
        pytest.param("SA1", ["Código VNR SA1"], id="replacement value code"),
        pytest.param("sa1", ["Código VNR SA1"], id="replacement value code in small letters"),
        pytest.param("subestacion aerea", ["Código VNR SA1"], id="words of a code's description"),
        pytest.param("transf.mon.15", ["Transformador T2"], id="beginning of a name, in lower case"),
        pytest.param("7620 transf.mon.10", ["Transformador T1"], id="words of a name in another order"),
        pytest.param("3 awg", ["Conductor ALAMBRE CU 3 AWG"], id="conductor"),
        pytest.param("alanbre", ["Conductor ALAMBRE CU 3 AWG"], id="conductor with a typing error"),
        pytest.param("14204", ["Comuna Río Bueno"], id="a comuna's code"),
        pytest.param("G2", [], id="a household's generator is not public"),
        pytest.param("río bueno", ["Comuna Río Bueno", "Río Bueno"], id="comuna and town"),
        pytest.param("RIO BUENO", ["Comuna Río Bueno", "Río Bueno"], id="without accents"),
        pytest.param("rio buneo", ["Comuna Río Bueno", "Río Bueno"], id="with a typing error"),
        pytest.param("alimentador la unoin", ["Alimentador LA UNION"], id="its kind and a typing error"),
        pytest.param("-40.3, -72.96", ["Punto -40.30000, -72.96000"], id="latitude, longitude"),
        pytest.param("673711 5533053", ["Punto -40.33500, -72.95500"], id="UTM in the network's zone"),
        pytest.param("zzzzqq", [], id="nothing"),
        pytest.param("", [], id="no text"),
        pytest.param("%", [], id="a wildcard is only a sign"),
        pytest.param("_3", [], id="the other wildcard too"),
        pytest.param("'; DROP TABLE layers_span; --", [], id="an injection is only text"),
    ],
)
def test_what_is_found_best_first(client, network, query, found):
    ConductorType.objects.create(publication=network, id="CU-3", name="ALAMBRE CU 3 AWG")
    assert labels(client, query) == found


def test_names_are_found_in_every_kind_of_place(client, network):
    assert labels(client, "la union")[:4] == [
        "Subestación La Unión",
        "Alimentador LA UNION",
        "Comuna La Unión",
        "La Unión",
    ]


@pytest.mark.parametrize(
    ("query", "kind", "layer", "url"),
    [
        ("-40.3 -72.96", "Lugares", "punto", "/#mapa=16/-40.30000/-72.96000"),
        ("SA1", "Códigos VNR", "vnr", "/vnr/SA1/"),
        ("CU-3", "Conductores", "conductores", "/vanos/?conductor=CU-3"),
        ("las gaviotas", "Localidades", "localidades", "/#mapa=13/-39.86653/-73.18834"),
    ],
)
def test_what_is_no_asset_has_a_kind_and_an_address_too(client, network, query, kind, layer, url):
    ConductorType.objects.create(publication=network, id="CU-3", name="ALAMBRE CU 3 AWG")
    first = client.get("/api/search", {"q": query}).json()["results"][0]
    assert (first["kind"], first["layer"], first["url"]) == (kind, layer, url)


def test_the_very_identifier_comes_before_those_that_begin_with_it(client, network):
    assert labels(client, "1")[:2] == ["Subestación La Unión", "Alimentador LA UNION"]


def test_an_earlier_publication_is_searched_by_its_number(client, network):
    Transformer.objects.filter(publication=publish_network(2)).delete()
    assert (labels(client, "T1"), client.get("/api/search?q=T1&publication=1").json()["results"][0]["id"]) == ([], "T1")


#: What breaks SQL, patterns, addresses, numbers and pages; each is asked alone, quoted, repeated and beside other words.
NASTY = [
    "'", '"', "\\", "%", "_", "((", "[a-", "*", "🙂", "\0", "\t\n", "\u202e", "\ud7ff", "ñ\u0301\u0301", "ﬁ", "İ", "{}", "%s",
    "%(query)s", "<script>alert(1)</script>", "'; DROP TABLE layers_span; --", "1e999", "-0.0 -0.0", "-40,33 -72,95",
    "NaN NaN", "-9999999 -9999999", "18S 999999999999 1", "°'\"", "../../etc/passwd", "\U0010ffff", "a" * 5000, "transformador ",
    "placa placa placa", "-", "&q=1", "#", "?", "/", "null", "0x10",
]  # fmt: skip
WAYS = [
    lambda text: text,
    lambda text: f"'{text}'",
    lambda text: text * 7,
    lambda text: f"poste {text}",
    lambda text: f"{text} la union",
]


def test_two_hundred_hostile_questions_are_answered(client, network):
    asked = [way(text) for text in NASTY for way in WAYS]
    assert len(asked) == 200
    assert [query for query in asked if client.get("/api/search", {"q": query}).status_code != 200] == []


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=300))
def test_the_text_may_hold_anything(client, network, query):
    answer = client.get("/api/search", {"q": query.encode("utf-8", "replace")})
    assert answer.status_code == 200

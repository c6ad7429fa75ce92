"""The search box."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from layers.models import Pole, Transformer
from tests.factories.network import publish_network


def labels(client, query: str) -> list[str]:
    answer = client.get("/api/search", {"q": query})
    assert answer.status_code == 200, answer.content
    return [result["label"] for result in answer.json()["results"]]


def test_a_poles_plate_finds_its_transformer_and_the_pole(client, network, django_assert_num_queries):
    with django_assert_num_queries(3):  # publication, VNR codes, assets
        document = client.get("/api/search?q=8377").json()
    assert document == {
        "query": "8377",
        "results": [
            {
                "layer": "transformadores",
                "id": "T1",
                "label": "Transformador T1",
                "detail": "TRANSF.MON.10 KVA.7620 V. · Placa PT-1 · Placa poste 8377 · Alimentador 1",
                "url": "/transformadores/T1/",
                "lon": -72.957,
                "lat": -40.3,
            },
            {
                "layer": "postes",
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
    }


def test_a_transformer_that_knows_its_pole_but_not_the_plate_is_found_too(client, network):
    Transformer.objects.update(pole_plate=None)
    Pole.objects.filter(id="P1").update(plate="PLACA-9")
    assert labels(client, "PLACA-9") == ["Transformador T2", "Poste P1"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        pytest.param("V3", ["Vano V3"], id="identifier"),
        pytest.param("SED-1", ["Transformador T1"], id="the source's own identifier"),
        pytest.param("PT-1", ["Transformador T1"], id="plate"),
        pytest.param("  T1 ", ["Transformador T1"], id="spaces around"),
        pytest.param("SA1", ["Código VNR SA1"], id="replacement value code"),
        pytest.param("transf.mon.15", ["Transformador T2"], id="beginning of a name, in lower case"),
        pytest.param("10 kva", ["Transformador T1"], id="part of a name"),
        pytest.param("G2", [], id="a household's generator is not public"),
        pytest.param("-40.3, -72.96", ["Punto -40.30000, -72.96000"], id="latitude, longitude"),
        pytest.param("-72,96 -40,3", ["Punto -40.30000, -72.96000"], id="the other way round, decimal commas"),
        pytest.param("río bueno", ["Comuna Río Bueno", "Río Bueno"], id="comuna and town"),
        pytest.param("RIO BUENO", ["Comuna Río Bueno", "Río Bueno"], id="without accents"),
        pytest.param("rio buneo", ["Comuna Río Bueno", "Río Bueno"], id="with a typing error"),
        pytest.param("zzzzqq", [], id="nothing"),
        pytest.param("", [], id="no text"),
        pytest.param("%", [], id="a wildcard is only a sign"),
        pytest.param("_3", [], id="the other wildcard too"),
        pytest.param("'; DROP TABLE layers_span; --", [], id="an injection is only text"),
    ],
)
def test_what_is_found_best_first(client, network, query, found):
    assert labels(client, query) == found


def test_names_are_found_in_every_kind_of_place(client, network):
    assert labels(client, "la union")[:4] == ["Subestación 1", "Alimentador 1", "Comuna La Unión", "La Unión"]


def test_the_very_identifier_comes_before_those_that_begin_with_it(client, network):
    assert labels(client, "1")[:2] == ["Subestación 1", "Alimentador 1"]


def test_an_earlier_publication_is_searched_by_its_number(client, network):
    Transformer.objects.filter(publication=publish_network(2)).delete()
    assert (labels(client, "T1"), client.get("/api/search?q=T1&publication=1").json()["results"][0]["id"]) == ([], "T1")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=300))
def test_the_text_may_hold_anything(client, network, query):
    answer = client.get("/api/search", {"q": query.encode("utf-8", "replace")})
    assert answer.status_code == 200

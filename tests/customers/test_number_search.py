"""*Número cliente* of the simple filter: the transformer's page and nothing else, slowed and kept."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from customers.models import NumberLookup
from tests.factories.customers import make_service
from tests.layers.views.reading import read, words

pytestmark = pytest.mark.django_db
UNKNOWN = "No encontramos un transformador con número cliente 90001. Revise el número."


def ask(client: Client, number: str = "90001"):
    return client.get("/filtro/", {"por": "cliente", "numero": number})


def test_a_customers_number_leads_to_the_transformers_page_alone(client: Client, network):
    make_service("90001")
    response = ask(client)
    assert (response.status_code, response["Location"], response.content) == (302, "/transformadores/T1/", b"")
    assert response["Cache-Control"] == "private, no-store"
    assert list(NumberLookup.objects.values_list("service_number", "address", "is_refused")) == [
        ("90001", "127.0.0.1", False)
    ]


@pytest.mark.parametrize("hidden", [None, {"is_active": False}, {"transformer_id": None}, {"transformer_id": "T99"}])
def test_unknown_and_hidden_numbers_get_the_same_answer_for_the_same_questions(
    client: Client, network, hidden, django_assert_num_queries
):
    if hidden:
        make_service("90001", **hidden)
    # The try, the tries before it, publication and transformer.
    with django_assert_num_queries(4):
        response = ask(client)
    page = read(client, "/filtro/?por=cliente&numero=90001")
    assert response.status_code == 200
    assert [words(each) for each in page.all("field-error")] == [UNKNOWN]


def test_after_ten_searches_in_an_hour_an_address_waits(client: Client, network):
    make_service("90001")
    assert [ask(client, str(number)).status_code for number in range(10)] == [200] * 10
    response = ask(client)
    assert (response.status_code, response["Retry-After"]) == (429, "3600")
    assert "Hubo demasiados intentos. Vuelva a intentarlo en 60 minutos." in response.content.decode()
    assert NumberLookup.objects.filter(is_refused=True).count() == 1
    other = Client(REMOTE_ADDR="198.51.100.7")
    assert ask(other).status_code == 302


def test_an_address_that_goes_on_asking_is_refused_without_filling_the_table(client: Client, network):
    make_service("90001")
    assert [ask(client, str(number)).status_code for number in range(13)] == [200] * 10 + [429] * 3
    assert NumberLookup.objects.count() == 11, "the first refused is kept"
    NumberLookup.objects.update(looked_at=timezone.now() - timedelta(minutes=61))
    assert ask(client).status_code == 302


def test_searches_by_plate_are_neither_kept_nor_slowed(client: Client, network):
    for _ in range(12):
        assert client.get("/filtro/", {"por": "placa", "numero": "PT-1"}).status_code == 302
    assert NumberLookup.objects.count() == 0

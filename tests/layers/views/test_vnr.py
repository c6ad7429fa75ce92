import pytest
from django.test import Client

from layers.models import Publication
from tests.layers.views.reading import read

pytestmark = pytest.mark.django_db

PERCENTAGES = {
    "Flete bodega": "1,33 %",
    "Bodega": "6,00 %",
    "Flete obra": "2,78 %",
    "Costo de ingeniería": "2,78 %",
    "Int. intercalarios": "2,91 %",
    "Gastos generales": "5,88 %",
}


def test_surcharges_are_percentages_in_the_order_of_the_old_portal(client: Client, network: Publication):
    page = read(client, "/vnr/12/")
    assert page.headings == ["Código VNR 12 Conductor"]
    assert list(page.facts().items()) == list(PERCENTAGES.items())


def test_the_breakdown_goes_line_by_line_from_price_to_total(client: Client, network: Publication):
    assert read(client, "/vnr/SA1/").table() == [
        ["Componente", "Recargo", "Base ($)", "Monto ($)", "Subtotal ($)"],
        ["Precio unitario", "", "", "$100", "$100"],
        ["Flete bodega", "1,33 %", "$100", "$1", ""],
        ["Bodega", "6,00 %", "$100", "$6", "$107"],
        ["Flete obra", "2,78 %", "$107", "$3", "$110"],
        ["Costo de ingeniería", "2,78 %", "$110", "$3", "$113"],
        ["Gastos generales", "5,88 %", "$113", "$7", "$120"],
        ["Int. intercalarios", "2,91 %", "$120", "$3", "$124"],
        ["Valor nuevo de reemplazo", "$124"],
    ]


def test_without_a_price_the_amounts_are_unknown(client: Client, network: Publication):
    assert read(client, "/vnr/12/").table()[1:4] == [
        ["Precio unitario", "", "", "S/I", "S/I"],
        ["Flete bodega", "1,33 %", "S/I", "S/I", ""],
        ["Bodega", "6,00 %", "S/I", "S/I", "S/I"],
    ]


def test_what_has_the_code_is_counted_and_summed(client: Client, network: Publication):
    assert read(client, "/vnr/SA1/").table(1)[1:] == [["Transformador", "1", "", "$124"]]
    # Conductors are priced by the metre; without a price the sum is unknown, not zero.
    assert read(client, "/vnr/12/").table(1)[1:] == [["Vanos", "5", "424,5", "S/I"]]


def test_a_page_of_a_code_costs_so_many_queries(client: Client, network: Publication, django_assert_num_queries):
    # The publication; the code in three; and a count for each of the six layers that carry codes.
    with django_assert_num_queries(10):
        client.get("/vnr/12/")

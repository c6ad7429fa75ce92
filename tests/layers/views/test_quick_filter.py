import pytest
from django.test import Client

from layers.models import Publication, Transformer
from tests.factories.network import place
from tests.layers.views.reading import read, words

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("way", "number"), [("placa", "PT-1"), ("placa", "T1"), ("poste", "8377")])
def test_a_plate_leads_to_the_transformers_page(client: Client, network: Publication, way, number):
    response = client.get("/filtro/", {"por": way, "numero": number})
    assert (response.status_code, response.headers["Location"]) == (302, "/transformadores/T1/")


def test_a_pole_with_two_lets_one_choose(client: Client, network: Publication):
    Transformer.objects.create(publication=network, id="T3", pole_id="P3", from_node="N3", geom=place(3))
    page = read(client, "/filtro/?por=poste&numero=8377")
    found = [words(each) for part in page.all("results") for each in part.iter("li")]
    assert found == ["Transformador T1 TRANSF.MON.10 KVA.7620 V.", "Transformador T3"]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("por=placa&numero=zzz", "No encontramos un transformador con placa transformador zzz. Revise el número."),
        ("por=poste&numero=", "Escriba el número que quiere buscar."),
        ("por=nada&numero=11261", "No encontramos un transformador con ese número 11261. Revise el número."),
    ],
)
def test_what_cannot_be_found_is_said_in_words(client: Client, network: Publication, query, sentence):
    page = read(client, f"/filtro/?{query}")
    assert [words(each) for each in page.all("field-error")] == [sentence]

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from layers.models import Publication
from tests.layers.views.reading import read, words

pytestmark = pytest.mark.django_db
LARGEST_PICTURE = 150_000


def test_the_manual_explains_each_thing_one_can_do(client: Client, network: Publication):
    page = read(client, "/manual/")
    assert (page.status, page.headings) == (200, ["Manual del portal"])
    assert [words(each) for each in page.root.iter("h2") if each.get("id")] == [
        "Qué es este portal",
        "El mapa",
        "Buscar",
        "Abrir un elemento",
        "Ver el recorrido",
        "Medir una distancia",
        "¿Cuál es mi transformador?",
        "Descargar",
        "Imprimir y guardar",
        "Usar los datos",
        "Palabras",
    ]


def test_its_contents_lead_to_its_sections(client: Client, network: Publication):
    page = read(client, "/manual/")
    inside = [link.removeprefix("#") for link in page.links() if link.startswith("#")]
    assert set(inside) <= set(page.ids())


def test_the_menu_leads_to_it(client: Client, network: Publication):
    assert "/manual/" in read(client, "/glosario/").links()


def test_its_pictures_are_there_described_and_light(client: Client, network: Publication):
    pictures = [each for each in read(client, "/manual/").root.iter("img") if "manual/" in each.get("src", "")]
    folder = Path(settings.BASE_DIR) / "static" / "img" / "manual"
    # Collected files have a hash in their names.
    names = {re.sub(r"\.[0-9a-f]{12}(?=\.png)", "", each.get("src", "")).rsplit("/", 1)[-1] for each in pictures}
    assert names == {path.name for path in folder.iterdir()}
    assert [each.get("src") for each in pictures if len(each.get("alt", "")) < len("El mapa")] == []
    assert [path.name for path in folder.iterdir() if path.stat().st_size > LARGEST_PICTURE] == []

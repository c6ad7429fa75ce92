import pytest
from django.test import Client

from layers.models import Feeder, Publication
from tests.layers.views.reading import ReadPage, read, words

pytestmark = pytest.mark.django_db


def lists(page: ReadPage) -> dict[str, tuple[list[str], str]]:
    """Of each list what can be chosen, and what is."""
    found = {}
    for select in page.root.iter("select"):
        options = list(select.iter("option"))
        chosen = next((words(each) for each in options if "selected" in each.attrib), "")
        found[select.get("id")] = ([words(each) for each in options], chosen)
    return found


def test_each_list_waits_for_the_choice_before_it(client: Client, network: Publication):
    assert lists(read(client, "/consulta/")) == {
        # There is but one region to choose.
        "region": (["Elija", "Región de Los Ríos"], "Región de Los Ríos"),
        "comuna": (["Elija", "Río Bueno"], ""),
        "subestacion": (["Elija antes una comuna"], ""),
        "alimentador": (["Elija antes una comuna"], ""),
        "transformador": (["Elija antes un alimentador"], ""),
    }


def test_each_choice_cuts_down_the_lists_after_it(client: Client, network: Publication):
    Feeder.objects.create(publication=network, id="2", name="RAPACO", substation_id="2", comuna_codes=["14204"])
    found = lists(read(client, "/consulta/?region=14&comuna=14204"))
    assert found["alimentador"] == (["Todos", "LA UNION", "RAPACO"], "")
    found = lists(read(client, "/consulta/?region=14&comuna=14204&subestacion=1&alimentador=1"))
    assert found["alimentador"] == (["Todos", "LA UNION"], "LA UNION")
    assert found["transformador"] == (["Todos", "T1 TRANSF.MON.10 KVA.7620 V.", "T2 TRANSF.MON.15 KVA.7620 V."], "")


def test_a_choice_that_the_ones_before_exclude_counts_as_not_made(client: Client, network: Publication):
    found = lists(read(client, "/consulta/?region=14&comuna=14204&subestacion=9&transformador=T1"))
    assert (found["subestacion"][1], found["transformador"][1]) == ("", "")


@pytest.mark.parametrize(
    ("query", "target"),
    [
        ("comuna=14204", "/subestaciones/?comuna=14204"),
        ("comuna=14204&subestacion=1", "/subestaciones/1/"),
        ("comuna=14204&alimentador=1", "/alimentadores/1/"),
        ("comuna=14204&alimentador=1&transformador=T1", "/transformadores/T1/"),
    ],
)
def test_the_button_leads_to_the_last_choice(client: Client, network: Publication, query, target):
    response = client.get(f"/consulta/?region=14&{query}&buscar=1")
    assert (response.status_code, response.headers["Location"]) == (302, target)


def test_a_comuna_is_required(client: Client, network: Publication):
    page = read(client, "/consulta/?region=14&buscar=1")
    assert [words(each) for each in page.all("field-error")] == ["Elija una comuna."]


def test_the_map_follows_the_choice(client: Client, network: Publication):
    def map_of(query: str) -> tuple[str, str]:
        page = read(client, f"/consulta/?{query}")
        return page.all("small-map-drawing")[0].get("aria-label"), page.all("small-map")[0].get("href")

    assert map_of("")[0] == "Mapa de la red"
    chosen = "comuna=14204&subestacion=1"
    assert map_of(chosen) == ("Mapa de Subestación 1", "/#sel=subestaciones/1")
    assert map_of(f"{chosen}&alimentador=1") == ("Mapa de Alimentador 1", "/#sel=alimentadores/1")
    assert map_of(f"{chosen}&alimentador=1&transformador=T1") == (
        "Mapa de Transformador T1",
        "/#sel=transformadores/T1",
    )


def test_the_breadcrumb_keeps_the_choices(client: Client, network: Publication):
    assert read(client, "/consulta/?region=14&comuna=14204&subestacion=1").trail() == [
        ("Inicio", "/"),
        ("Consulta", "/consulta/"),
        ("Región de Los Ríos", "/consulta/?region=14"),
        ("Río Bueno", "/consulta/?region=14&comuna=14204"),
        ("La Unión", "/consulta/?region=14&comuna=14204&subestacion=1"),
    ]


def test_text_that_no_column_can_hold_is_no_choice(client: Client, network: Publication):
    assert read(client, "/consulta/?comuna=%00&subestacion=%00'").status == 200

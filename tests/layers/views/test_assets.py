import pytest
from django.test import Client

from layers.models import Feeder, Publication, Substation, Transformer
from tests.factories.network import place, publish_network
from tests.layers.views.reading import read

pytestmark = pytest.mark.django_db


def test_a_transformers_page_says_all_that_is_known_of_it(client: Client, network: Publication):
    page = read(client, "/transformadores/T1/")
    assert page.headings == ["Transformador T1 TRANSF.MON.10 KVA.7620 V."]
    assert page.title == "Transformador T1 – Cooprel"
    assert page.facts() == {
        "Identificador": "T1",
        "Identificador de origen": "SED-1",
        "Nombre": "TRANSF.MON.10 KVA.7620 V.",
        "Comuna": "Río Bueno",
        "Código VNR": "SA1",
        "Capacidad": "10 kVA",
        "Conexión": "S/I",
        "Tensión": "AT (media tensión)",
        "Tensión primaria": "7.620 V",
        "Tensión secundaria": "220 V",
        "Placa": "PT-1",
        "Número (placa poste)": "8377",
        "Tipo": "MONOFASICO",
        "Identificador de fase": "++R",
        "Alimentador": "LA UNION",
        "Subestación": "La Unión",
        "Generación conectada": "3,3 kW",
        "Generadores conectados": "1",
    }


def test_its_feeder_and_substation_stand_below(client: Client, network: Publication):
    page = read(client, "/transformadores/T1/")
    below = [[" ".join("".join(each.itertext()).split()) for each in part.iter("dd")] for part in page.all("parts")]
    assert below == [["LA UNION", "6.060 kVA", "Río Bueno", "La Unión"]]


def test_twelve_months_of_demand_with_gaps_where_nothing_is_known(client: Client, network: Publication):
    page = read(client, "/transformadores/T1/")
    unknown = [[f"{month}/2020", "S/I", "S/I"] for month in range(11, 3, -1)]
    assert page.table() == [
        ["Periodo", "Mínimas", "Máximas"],
        *unknown,
        ["3/2020", "6,9", "29"],
        ["2/2020", "7,5", "30"],
        ["1/2020", "7,0003", "25,99"],
        ["12/2019", "S/I", "S/I"],
    ]
    assert "12 últimas demandas [kWh]" in page.text
    # Three bars for three known months: an unknown one is no bar of height zero.
    assert len(page.all("chart-bar")) == 3


def test_the_breadcrumb_is_its_place_in_the_hierarchy(client: Client, network: Publication):
    assert read(client, "/transformadores/T1/").trail() == [
        ("Inicio", "/"),
        ("Región de Los Ríos", "/consulta/?region=14"),
        ("Río Bueno", "/consulta/?region=14&comuna=14204"),
        ("Subestaciones", "/subestaciones/?comuna=14204"),
        ("La Unión", "/subestaciones/1/"),
        ("Alimentadores", "/subestaciones/1/alimentadores/"),
        ("LA UNION", "/alimentadores/1/"),
        ("Transformadores", "/alimentadores/1/transformadores/"),
        ("T1", "/transformadores/T1/"),
    ]


def test_who_came_by_a_search_goes_back_to_it(client: Client, network: Publication):
    page = read(client, "/transformadores/T1/", referer="http://testserver/buscar/?q=8377")
    assert page.trail() == [
        ("Inicio", "/"),
        ("Buscar", "/buscar/?q=8377"),
        ("Transformador T1", "/transformadores/T1/"),
    ]


def test_a_step_of_a_stranger_is_not_shown(client: Client, network: Publication):
    page = read(client, "/transformadores/T1/", referer="https://example.com/buscar/?q=8377")
    assert len(page.trail()) == 9


def test_what_hangs_from_no_feeder_has_its_comuna_alone(client: Client, network: Publication):
    assert read(client, "/vanos/V5/").trail() == [
        ("Inicio", "/"),
        ("Región de Los Ríos", "/consulta/?region=14"),
        ("Río Bueno", "/consulta/?region=14&comuna=14204"),
        ("Vanos", "/vanos/"),
        ("V5", "/vanos/V5/"),
    ]


def test_a_feeders_page_has_the_number_of_every_transformer(client: Client, network: Publication):
    page = read(client, "/alimentadores/1/")
    facts = page.facts()
    assert page.headings == ["Alimentador 1 LA UNION"]
    shown = ("Tipo", "Distribuidora", "Nodo de distribución", "Potencia")
    assert [facts[name] for name in shown] == ["Alimentador", "Cooprel", "N0", "6.060 kVA"]
    numbers = [link for part in page.all("numbers") for link in part.iter("a")]
    assert [(link.text, link.get("href")) for link in numbers] == [
        ("T1", "/transformadores/T1/"),
        ("T2", "/transformadores/T2/"),
    ]
    assert "No hay información de demanda en estos doce meses." in page.text


def test_a_substations_page_names_its_feeders_and_all_its_transformers(client: Client, network: Publication):
    page = read(client, "/subestaciones/1/")
    assert page.headings == ["Subestación 1 La Unión"]
    assert page.facts()["Alimentadores"] == "LA UNION"
    assert [link.text for part in page.all("numbers") for link in part.iter("a")] == ["T1", "T2"]


@pytest.mark.parametrize("address", ["/alimentadores/1/", "/subestaciones/1/"])
def test_a_head_tells_every_comuna_it_serves(client: Client, network: Publication, address):
    for model in (Feeder, Substation):
        model.objects.update(comuna_codes=["14201", "14204"])
    assert read(client, address).facts()["Comunas que sirve"] == "La Unión, Río Bueno"


def test_an_unknown_ampacity_is_said_to_be_unknown(client: Client, network: Publication):
    assert read(client, "/vanos/V5/").facts()["Capacidad conductor"] == "S/I"


def test_the_way_to_the_substation_is_told(client: Client, network: Publication):
    page = read(client, "/transformadores/T1/")
    assert "255 m de línea hasta la subestación La Unión, por 3 vanos." in page.text


def test_an_island_says_why_there_is_no_way(client: Client, network: Publication):
    assert "el elemento queda en una isla de la red" in read(client, "/vanos/V5/").text


def test_a_household_s_generator_has_no_page(client: Client, network: Publication):
    assert read(client, "/generadores/G1/").status == 200
    assert read(client, "/generadores/G2/").status == 404


def test_an_earlier_publication_is_shown_when_asked_for(client: Client, network: Publication):
    publish_network(2)
    Transformer.objects.filter(publication_id=2, id="T1").update(rated_power_kva=45)
    assert read(client, "/transformadores/T1/").facts()["Capacidad"] == "45 kVA"
    assert read(client, "/transformadores/T1/?publication=1").facts()["Capacidad"] == "10 kVA"


# The publication; the item; its feeder, substation and comuna; its code in three where it has one; its row, way and
# substation; its neighbours; the map.
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/subestaciones/1/", 8),
        ("/alimentadores/1/", 7),
        ("/transformadores/T1/", 14),
        ("/vanos/V1/", 14),
        ("/postes/P1/", 10),
        ("/equipos/E1/", 10),
        ("/generadores/G1/", 10),
    ],
)
def test_a_page_costs_so_many_queries(
    client: Client, network: Publication, address, queries, django_assert_num_queries
):
    with django_assert_num_queries(queries):
        client.get(address)


@pytest.mark.parametrize(("address", "queries"), [("/alimentadores/1/", 7), ("/subestaciones/1/", 8)])
def test_a_head_with_three_transformers_costs_no_more(client, network, address, queries, django_assert_num_queries):
    add_transformer(network, "T3")
    with django_assert_num_queries(queries):
        client.get(address)


def add_transformer(publication: Publication, asset_id: str) -> None:
    Transformer.objects.create(
        publication=publication, id=asset_id, feeder_id="1", substation_id="1", from_node="N1", geom=place(1)
    )


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/transformadores/1e9/", "No encontramos el transformador 1e9. Revise el número o búsquelo en el mapa."),
        ("/subestaciones/9/", "No encontramos la subestación 9. Revise el número o búsquelo en el mapa."),
        ("/subestaciones/9/alimentadores/", "No encontramos la subestación 9. Revise el número o búsquelo en el mapa."),
        ("/postes/%00/", "No encontramos el poste . Revise el número o búsquelo en el mapa."),
        ("/vnr/nada/", "No encontramos el código VNR nada. Revíselo o búsquelo en la lista de códigos."),
        ("/transformadores/T1/?publication=7", "No hay publicación 7."),
        ("/transformadores/T1/?publication=x", "No existe esa publicación de la red."),
        ("/nada/", "La dirección puede estar mal escrita, o la página ya no existe."),
    ],
)
def test_what_is_not_there_is_said_in_words_beside_a_search_box(
    client: Client, network: Publication, address, sentence
):
    page = read(client, address)
    assert page.status == 404
    assert sentence in page.text
    assert len(page.headings) == 1
    assert page.all("search-form")


def test_before_the_first_publication_pages_say_so(client: Client):
    page = read(client, "/transformadores/T1/")
    assert page.status == 404
    assert "Aún no hay una red publicada." in page.text


def test_identifiers_may_hold_a_slash(client: Client, network: Publication):
    add_transformer(network, "TR/7 b")
    assert read(client, "/transformadores/TR%2F7%20b/").headings == ["Transformador TR/7 b"]
    assert "/transformadores/TR%2F7%20b/" in read(client, "/alimentadores/1/transformadores/").links()

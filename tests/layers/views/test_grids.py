import pytest
from django.test import Client

from layers.models import Equipment, Feeder, Generator, Pole, Publication, Span, Substation, Transformer, VnrCode
from tests.factories.network import COMUNA, line, place
from tests.layers.views.reading import read

pytestmark = pytest.mark.django_db


def add_feeders(publication: Publication, *names: str) -> None:
    Feeder.objects.bulk_create(
        Feeder(publication=publication, id=f"{number}", name=name, substation_id="1", comuna_codes=["14201"])
        for number, name in enumerate(names, 2)
    )


def add_transformers(publication: Publication, how_many: int) -> None:
    Transformer.objects.bulk_create(
        Transformer(publication=publication, id=f"{number}", feeder_id="1", from_node="N1", geom=place(1))
        for number in range(1, how_many + 1)
    )


def ids(client: Client, address: str) -> list[str]:
    return [row[0] for row in read(client, address).table()[1:]]


def test_substations_have_the_columns_of_the_old_portal(client: Client, network: Publication):
    page = read(client, "/subestaciones/?comuna=14204")
    assert page.headings == ["Subestaciones, Comuna Río Bueno"]
    assert page.table() == [
        ["Id subestación", "Nombre subestación", "Potencia (kVA)", "Alimentadores", "Mapa"],
        ["Subestación 1", "La Unión", "5.000", "VER alimentadores de La Unión", "Ver en mapa Subestación 1"],
    ]
    assert page.trail() == [
        ("Inicio", "/"),
        ("Región de Los Ríos", "/consulta/?region=14"),
        ("Río Bueno", "/consulta/?region=14&comuna=14204"),
        ("Subestaciones", "/subestaciones/?comuna=14204"),
    ]


def test_a_feeder_belongs_to_every_comuna_it_serves(client: Client, network: Publication):
    add_feeders(network, "RAPACO")
    assert ids(client, "/alimentadores/?comuna=14201") == ["Alimentador 2"]
    assert ids(client, "/alimentadores/?comuna=14204") == ["Alimentador 1"]


def test_feeders_of_a_substation(client: Client, network: Publication):
    page = read(client, "/subestaciones/1/alimentadores/")
    assert page.headings == ["Alimentadores de la subestación La Unión"]
    assert page.table()[1] == [
        "Alimentador 1",
        "LA UNION",
        "6.060",
        "13,2",
        "VER transformadores de LA UNION",
        "Ver en mapa Alimentador 1",
    ]
    assert page.trail()[-2:] == [
        ("La Unión", "/subestaciones/1/"),
        ("Alimentadores", "/subestaciones/1/alimentadores/"),
    ]


def test_transformers_of_a_feeder(client: Client, network: Publication):
    page = read(client, "/alimentadores/1/transformadores/")
    assert page.headings == ["Transformadores del alimentador LA UNION"]
    assert page.table()[:2] == [
        [
            "Id transformador",
            "Nombre transformador",
            "Capacidad (kVA)",
            "Tipo",
            "Placa poste",
            "Comuna",
            "Alimentador",
        ],
        ["T1", "TRANSF.MON.10 KVA.7620 V.", "10", "MONOFASICO", "8377", "Río Bueno", "LA UNION"],
    ]


def test_spans_have_the_columns_of_the_old_portal(client: Client, network: Publication):
    assert read(client, "/vanos/?q=V3").table() == [
        [
            "Identificador",
            "Tensión",
            "Nodo origen",
            "Nodo destino",
            "Extensión (m)",
            "Tipo conductor",
            "VNR",
            "Capacidad conductor (A)",
            "Cantidad fases",
            "Mapa",
        ],
        ["V3", "AT", "N2B", "N3", "84,9", "ALAMBRE CU 3 AWG", "12", "150,5", "1 (++R)", "Ver en mapa Vano V3"],
    ]


def test_poles_are_found_by_number_and_by_plate(client: Client, network: Publication):
    assert ids(client, "/postes/?q=P3") == ["P3"]
    assert ids(client, "/postes/?q=8377") == ["P3"]


def test_the_three_boxes_lead_each_to_its_own_hits(client: Client, network: Publication):
    boxes = [form.get("action") for form in read(client, "/vanos/").all("box")]
    assert boxes == ["/postes/", "/vanos/", "/equipos/"]


def test_equipment_is_found_by_its_name_without_accents(client: Client, network: Publication):
    Equipment.objects.filter(id="E1").update(name="Fusible Ñancul")
    assert ids(client, "/equipos/?q=nancul fus") == ["E1"]


def test_only_public_generators_are_listed(client: Client, network: Publication):
    assert ids(client, "/generadores/") == ["G1"]


def test_numbers_are_in_the_order_in_which_people_count(client: Client, network: Publication):
    add_transformers(network, 10)
    assert ids(client, "/transformadores/?orden=id")[:3] == ["1", "2", "3"]
    assert ids(client, "/transformadores/?orden=-id")[:3] == ["T2", "T1", "10"]


def test_any_column_sorts_and_the_unknown_come_last_both_ways(client: Client, network: Publication):
    add_transformers(network, 1)
    assert ids(client, "/transformadores/?orden=rated_power_kva") == ["T1", "T2", "1"]
    assert ids(client, "/transformadores/?orden=-rated_power_kva") == ["T2", "T1", "1"]
    heading = read(client, "/transformadores/?orden=-rated_power_kva").all("numeric")[0]
    assert heading.get("aria-sort") == "descending"


def test_paging_is_done_on_the_server(client: Client, network: Publication):
    add_transformers(network, 34)
    assert "Mostrando 1 a 10 de 36" in read(client, "/transformadores/").text
    assert "Mostrando 31 a 36 de 36" in read(client, "/transformadores/?pagina=4").text
    assert "Mostrando 1 a 25 de 36" in read(client, "/transformadores/?mostrar=25").text
    pages = read(client, "/transformadores/?mostrar=10&orden=-id").all("pages")[0]
    assert [(link.text, link.get("href")) for link in pages.iter("a")] == [
        ("1", "?mostrar=10&orden=-id&pagina=1"),
        ("2", "?mostrar=10&orden=-id&pagina=2"),
        ("3", "?mostrar=10&orden=-id&pagina=3"),
        ("4", "?mostrar=10&orden=-id&pagina=4"),
        ("Siguiente", "?mostrar=10&orden=-id&pagina=2"),
    ]


@pytest.mark.parametrize(
    "query",
    ["pagina=0", "pagina=x", "pagina=-3", "mostrar=1000000", "mostrar=x", "orden=no_such", "orden=--id", "pagina=²"],
)
def test_what_makes_no_sense_is_the_first_page(client: Client, network: Publication, query):
    assert read(client, f"/transformadores/?{query}").table() == read(client, "/transformadores/").table()


def test_beyond_the_last_page_is_the_last(client: Client, network: Publication):
    assert "Mostrando 1 a 2 de 2" in read(client, "/transformadores/?pagina=99").text


def test_every_page_has_a_title_of_its_own(client: Client, network: Publication):
    add_transformers(network, 20)
    assert read(client, "/transformadores/?pagina=2").title == "Transformadores, página 2 – Cooprel"


def test_a_filter_can_be_taken_off(client: Client, network: Publication):
    chip = read(client, "/transformadores/?alimentador=1&comuna=14204&pagina=1").all("chip")
    assert [("".join(each.itertext()).split("×")[0].strip(), each.find("a").get("href")) for each in chip] == [
        ("Comuna Río Bueno", "/transformadores/?alimentador=1"),
        ("Alimentador LA UNION", "/transformadores/?comuna=14204"),
    ]


def test_nothing_found_is_said_in_words(client: Client, network: Publication):
    found = read(client, "/transformadores/?q=zzz").text
    assert "No hay transformadores que cumplan lo pedido. Quite un filtro o busque otra cosa." in found


@pytest.mark.parametrize("text", ["%00", "a" * 5000])
def test_a_text_that_cannot_be_searched_is_said_to_be_so(client: Client, network: Publication, text):
    assert "No entendimos la consulta" in read(client, f"/transformadores/?q={text}").text


@pytest.mark.parametrize("text", ["'", "\\", "%25", "_", "((", "🙂", "<script>", "--"])
def test_signs_of_patterns_are_letters_like_others(client: Client, network: Publication, text):
    for address in ("/transformadores/", "/postes/", "/vnr/"):
        assert "No hay" in read(client, f"{address}?q={text}").text


def test_a_household_is_not_found_by_another_layers_filter(client: Client, network: Publication):
    # Generators have no code: a filter that a layer does not know finds nothing instead of everything.
    assert "No hay generadores" in read(client, "/generadores/?vnr=12").text


def test_codes_are_listed_with_their_price(client: Client, network: Publication):
    assert read(client, "/vnr/").table() == [
        ["Código VNR", "Descripción", "Precio unitario ($)"],
        ["12", "Conductor", "S/I"],
        ["SA1", "Subestación aérea 10 kVA", "100"],
    ]


def test_a_code_is_found_by_a_word_of_its_description(client: Client, network: Publication):
    assert ids(client, "/vnr/?q=aerea") == ["SA1"]


# The publication, the feeders' names, how many there are, and the page of them.
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/subestaciones/", 4),
        ("/alimentadores/", 4),
        ("/transformadores/", 4),
        ("/postes/", 4),
        ("/vanos/", 4),
        ("/equipos/", 4),
        ("/generadores/", 4),
        # Without feeders.
        ("/vnr/", 3),
        # And the parent: the item, its feeder or feeders, its substation, and the comuna of the breadcrumb.
        ("/subestaciones/1/alimentadores/", 8),
        ("/alimentadores/1/transformadores/", 8),
    ],
)
@pytest.mark.parametrize("rows", [1, 3])
def test_a_grid_costs_so_many_queries_however_many_rows(
    client: Client, network: Publication, address, queries, rows, django_assert_num_queries
):
    keep(rows, network)
    with django_assert_num_queries(queries):
        response = client.get(address)
    assert f"Mostrando 1 a {rows} de {rows}" in response.content.decode()


def keep(rows: int, publication: Publication) -> None:
    """Just so many of everything."""
    own = {"publication": publication, "comuna_code": COMUNA, "feeder_id": "1"}
    new = [f"X{number}" for number in range(2, rows + 1)]
    Transformer.objects.filter(id="T2").delete()
    Pole.objects.exclude(id="P0").delete()
    Span.objects.exclude(id="V1").delete()
    VnrCode.objects.exclude(code="12").delete()
    for name in new:
        Substation.objects.create(publication=publication, id=name, geom=place(1))
        Feeder.objects.create(publication=publication, id=name, substation_id="1", name=name)
        Transformer.objects.create(**own, id=name, from_node="N1", geom=place(1))
        Pole.objects.create(publication=publication, id=name, geom=place(1))
        Span.objects.create(**own, id=name, from_node="N1", to_node="N2", geom=line(1, 2))
        Equipment.objects.create(**own, id=name, equipment_type="fusible", from_node="N1", geom=place(1))
        Generator.objects.create(**own, id=name, voltage_class="AT")
        VnrCode.objects.create(publication=publication, code=name)

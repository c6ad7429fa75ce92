import pytest
from django.test import Client

from layers.models import Publication
from tests.factories.network import SOUTH, WEST
from tests.layers.views.reading import ReadPage, read, words

pytestmark = pytest.mark.django_db


def candidates(page: ReadPage) -> list[tuple[str, str]]:
    """Each with its reason."""
    return [(words(each.find("h3")), words(each.findall("p")[-2])) for each in page.all("candidate")]


def test_the_one_whose_low_voltage_passes_nearest_comes_first_with_the_reason(client: Client, network: Publication):
    # On the low voltage span V4 of T1; T2 stands alone at P1.
    page = read(client, f"/mi-transformador/?lon={WEST + 0.004}&lat={SOUTH}")
    assert candidates(page) == [
        ("Transformador T1 10 kVA", "Su red de baja tensión pasa a 0 m de este punto. El transformador está a 85 m."),
        (
            "Transformador T2 15 kVA",
            "El transformador está a 255 m. No conocemos red de baja tensión suya más cerca.",
        ),
    ]
    assert words(page.all("candidate-note")[0]) == "El más probable"
    assert "255 m de línea hasta la subestación La Unión, por 3 vanos." in page.text


def test_two_at_the_same_distance_are_said_to_be_in_doubt(client: Client, network: Publication):
    page = read(client, f"/mi-transformador/?lon={WEST + 0.002}&lat={SOUTH}")
    assert "El segundo queda casi a la misma distancia" in page.text


def test_the_result_has_an_address_that_can_be_kept(client: Client, network: Publication):
    page = read(client, "/mi-transformador/?lon=-72.9560004&lat=-40,3")
    assert "/mi-transformador/?lon=-72.95600&lat=-40.30000" in page.links()


def test_far_from_the_network_there_is_none(client: Client, network: Publication):
    page = read(client, "/mi-transformador/?lon=-72&lat=-39")
    assert "No hay transformadores a menos de 2 km de este punto." in page.text


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("PT-1", "/transformadores/T1/"),
        ("T1", "/transformadores/T1/"),
        # The plate of T1's pole, and that of a pole without a transformer.
        ("8377", "/transformadores/T1/"),
        ("8376", "/mi-transformador/?lon=-72.95800&lat=-40.30000"),
        ("-40,333 -72,953", "/mi-transformador/?lon=-72.95300&lat=-40.33300"),
        ("rio bueno", "/mi-transformador/?lon=-72.95564&lat=-40.33494&ancho=9000"),
    ],
)
def test_a_text_is_a_plate_a_place_or_coordinates(client: Client, network: Publication, text, target):
    response = client.get("/mi-transformador/", {"texto": text})
    assert (response.status_code, response.headers["Location"]) == (302, target)


def test_a_text_that_is_nothing_of_this_is_said_to_be_so(client: Client, network: Publication):
    page = read(client, "/mi-transformador/?texto=zzz")
    assert [words(each) for each in page.all("field-error")] == [
        "No encontramos «zzz» como placa, localidad ni coordenadas. Revise el número, o toque su casa en el mapa."
    ]


@pytest.mark.parametrize("place", ["lon=x&lat=y", "lon=-72.9", "lon=nan&lat=inf", "lon=999&lat=1", "lon=&lat="])
def test_a_place_that_makes_no_sense_is_said_to_be_so(client: Client, network: Publication, place):
    assert "No entendimos ese lugar." in read(client, f"/mi-transformador/?{place}").text


def test_a_coarse_map_comes_before_an_answer(client: Client, network: Publication):
    page = read(client, f"/mi-transformador/?lon={WEST}&lat={SOUTH}&ancho=9000")
    assert (candidates(page), len(page.all("small-map-drawing"))) == ([], 1)


def test_an_answer_costs_so_many_queries(client: Client, network: Publication, django_assert_num_queries):
    # The publication; the candidates; the first one's row, way and substation; and two maps.
    with django_assert_num_queries(7):
        client.get(f"/mi-transformador/?lon={WEST + 0.004}&lat={SOUTH}")

"""The planner's pages in words."""

import pytest


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_the_network_at_a_glance(client, computed):
    text = text_of(client.get("/capacidad/"))
    assert "no reemplaza la respuesta de la distribuidora" in text
    assert '<a href="/alimentadores/1/">Alimentador 1 LA UNION</a></th><td class="numeric">5</td>' in text


def test_before_anything_is_computed_the_page_says_so(client, network):
    assert "Aún no se ha calculado la capacidad de esta publicación." in text_of(client.get("/capacidad/"))


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("lon=-72.956&lat=-40.3&kw=5", "<strong>5 kW caben en la red, que admite hoy 5,"),
        ("lon=-72,956&lat=-40,3&kw=50", "<strong>50 kW no caben: aquí la red admite hoy 5,"),
        ("lon=-72.956&lat=-40.3&kw=", "<strong>Aquí la red admite hoy 5,"),
        ("lon=-72.956&lat=-40.3", "Lo limita: capacidad de conductores y equipos, en transformador T1."),
        ("lon=-72.956&lat=-40.3", "0 kW, por: flujo inverso en la cabecera"),
    ],
)
def test_a_point_is_answered_in_words(client, computed, query, sentence):
    response = client.get(f"/capacidad/punto/?{query}")
    assert response.status_code == 200
    assert sentence in text_of(response)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("", "Falta el parámetro lon: Longitud en grados."),
        ("lon=aqui&lat=-40", "lon=aqui: se espera un número con punto decimal, como 13.2."),
    ],
)
def test_a_question_that_cannot_be_is_told_why(client, computed, query, sentence):
    response = client.get(f"/capacidad/punto/?{query}")
    assert response.status_code == 400
    assert sentence in text_of(response)


def test_a_node_without_data_is_not_evaluable_and_never_zero(client, wired):
    from capacity.services import compute
    from layers.models import Span

    Span.objects.filter(id="V2").update(conductor_id=None)
    compute(wired)
    text = text_of(client.get("/capacidad/punto/?lon=-72.956&lat=-40.3&kw=5"))
    assert "<strong>No evaluable: falta el conductor del vano V2.</strong>" in text


def test_the_method_names_every_parameter_and_what_is_to_be_verified(client, computed):
    text = text_of(client.get("/capacidad/metodo/"))
    assert "Uso máximo de la capacidad de un conductor o equipo" in text
    assert "(por verificar)" in text


@pytest.mark.parametrize(
    "address", ["/capacidad.pdf", "/capacidad/punto.pdf?lon=-72.956&lat=-40.3", "/capacidad/metodo.pdf"]
)
def test_each_page_is_kept_as_pdf(client, computed, address):
    response = client.get(address)
    assert (response.status_code, response.content[:4]) == (200, b"%PDF")

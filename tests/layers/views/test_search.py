from urllib.parse import quote

import pytest
from django.test import Client

from layers.models import Publication
from tests.layers.views.reading import read, words

pytestmark = pytest.mark.django_db


def groups(client: Client, query: str) -> list[tuple[str, list[str]]]:
    page = read(client, f"/buscar/?q={quote(query)}")
    return [(words(part.find("h2")), [words(item) for item in part.iter("li")]) for part in page.all("part")]


def test_results_are_grouped_by_kind_the_best_kind_first(client: Client, network: Publication):
    assert groups(client, "la union")[:2] == [
        ("Subestaciones", ["Subestación La Unión Identificador 1"]),
        ("Alimentadores", ["Alimentador LA UNION Identificador 1"]),
    ]


def test_a_plate_finds_the_pole_and_its_transformer(client: Client, network: Publication):
    found = dict(groups(client, "8377"))
    assert list(found) == ["Transformadores", "Postes"]


def test_without_a_question_it_says_what_can_be_asked(client: Client, network: Publication):
    page = read(client, "/buscar/")
    assert page.headings == ["Buscar en la red"]
    assert "Escriba un número (328250)" in page.text


def test_nothing_found_is_said_in_words(client: Client, network: Publication):
    assert "No encontramos «zzzz9999»." in read(client, "/buscar/?q=zzzz9999").text


@pytest.mark.parametrize(
    "text", ["'", "\0", "\\", "a" * 5000, "<script>alert(1)</script>", "-40,33 -72,95", "((", "🙂", "%", "_", "\ud7ff"]
)
def test_whatever_is_asked_there_is_an_answer(client: Client, network: Publication, text):
    page = read(client, f"/buscar/?q={quote(text)}")
    assert (page.status, len(page.headings)) == (200, 1)


def test_what_was_asked_stands_in_the_box_and_as_text_alone(client: Client, network: Publication):
    html = client.get("/buscar/", {"q": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in html


def test_bytes_that_are_no_text_are_answered_too(client: Client, network: Publication):
    assert client.get("/buscar/?q=%ff%fe").status_code == 200

"""Pages that anybody sees: who has not signed in costs nothing more, who has is kept from shared caches."""

import pytest
from django.test import Client

from tests.accounts.people import browser_of

PAGES = ("/", "/consulta/", "/subestaciones/", "/transformadores/T1/", "/glosario/")


@pytest.mark.parametrize("page", PAGES)
def test_a_visitor_without_a_session_leaves_none_and_the_page_may_be_shared(page, network, client):
    answer = client.get(page)
    assert answer.status_code == 200
    assert (answer.cookies.keys(), answer.headers.get("Vary")) == (set(), None)
    assert "private" not in answer.headers["Cache-Control"].replace("no-store, must-revalidate, private", "")


@pytest.mark.parametrize("page", PAGES)
def test_with_a_session_no_cache_on_the_way_may_keep_the_page(page, network, ana):
    answer = browser_of(ana).get(page)
    assert answer.status_code == 200
    assert "private" in answer.headers["Cache-Control"]
    assert "Cookie" in answer.headers["Vary"]


def test_a_cookie_that_is_no_session_of_ours_is_a_visitors(network, client):
    client.cookies["sessionid"] = "x" * 32
    answer = client.get("/consulta/")
    assert "Sucursal virtual" in answer.content.decode()
    assert "private" in answer.headers["Cache-Control"]


def test_being_signed_in_costs_two_queries(network, ana, django_assert_num_queries):
    client = browser_of(ana)
    visitor = Client()
    with django_assert_num_queries(1):
        visitor.get("/glosario/")
    # The session and its person.
    with django_assert_num_queries(3):
        client.get("/glosario/")


def test_the_header_offers_what_one_can_do(network, ana, client):
    signed_out, signed_in = (
        client.get("/glosario/").content.decode(),
        browser_of(ana).get("/glosario/").content.decode(),
    )
    for label in ("Sucursal virtual", "Registrarse"):
        assert (label in signed_out, label in signed_in) == (True, False)
    for label in ("Mis datos", "Cambiar contraseña", "Cerrar sesión", ">Escritorio<"):
        assert (label in signed_out, label in signed_in) == (False, True)


def test_the_api_knows_no_session(network, ana):
    client = browser_of(ana)
    answer = client.get("/api/collections")
    assert (answer.status_code, answer.cookies.keys()) == (200, set())
    assert "private" not in answer.headers.get("Cache-Control", "")

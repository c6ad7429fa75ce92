"""Django's admin: who comes in, what they see, what they can do."""

import re

import pytest
from django.urls import get_resolver

from accounts.models import AccountReading, User
from tests.accounts.people import ANA, browser_of, somebody
from tests.layers.views.reading import parse

INDEX, ACCOUNTS = "/administracion/", "/administracion/accounts/user/"


def links_of(client, address: str) -> list[str]:
    page = client.get(address).content.decode()
    main = page[page.index('id="content"') :]
    return re.findall(r'href="(/administracion/[^"]+)"', main)


def test_strangers_are_led_to_the_portals_own_sign_in(client, db):
    answer = client.get(INDEX, follow=True)
    assert answer.redirect_chain == [
        ("/administracion/login/?next=/administracion/", 302),
        ("/cuenta/ingreso/?next=/administracion/", 302),
    ]


def test_who_is_not_staff_finds_nothing_there(ana):
    assert browser_of(ana).get(INDEX, follow=True).status_code == 404


def test_staff_read_the_network_and_nothing_else(carla, network):
    client = browser_of(carla)
    assert links_of(client, INDEX) == ["/administracion/layers/", "/administracion/layers/publication/"]
    page = parse(client.get("/administracion/layers/publication/1/change/"))
    assert "transformadores: " in page.text
    for address in (f"{INDEX}layers/publication/add/", f"{INDEX}layers/publication/1/delete/", ACCOUNTS):
        assert client.get(address).status_code == 403
    assert client.post(f"{INDEX}layers/publication/1/change/", {"mapping": "otro"}).status_code == 403


def test_a_superuser_sees_accounts_and_jobs(marta, network):
    assert [link for link in links_of(browser_of(marta), INDEX) if link.count("/") == 4] == [
        "/administracion/accounts/user/",
        "/administracion/accounts/user/add/",
    ]


def test_an_account_seen_there_is_written_down_for_its_holder(ana, marta):
    assert browser_of(marta).get(f"{ACCOUNTS}{ana.pk}/change/").status_code == 200
    readings = AccountReading.objects.values_list("user__rut", "staff__rut", "subject")
    assert list(readings) == [(ana.rut, marta.rut, "Su cuenta, en la administración")]


def test_it_shows_no_more_of_a_person_than_it_takes_to_let_them_in(ana, marta):
    User.objects.filter(pk=ana.pk).update(street="Calle Secreta", birth_date="1980-08-31", phone="+56 9 8765 4321")
    page = browser_of(marta).get(f"{ACCOUNTS}{ana.pk}/change/").content.decode()
    assert ana.rut in page
    assert [word for word in ("Calle Secreta", "1980", "8765", "argon2") if word in page] == []


def test_a_new_account_gets_a_link_and_no_password(marta, mailoutbox):
    form = {"rut": "12.345.678-5", "first_name": "Elsa", "email": "elsa@example.com", "is_active": "on", "is_staff": "on"}
    assert browser_of(marta).post(f"{ACCOUNTS}add/", form).status_code == 302
    elsa = User.objects.get(rut="12345678-5")
    assert (elsa.is_staff, elsa.is_superuser, elsa.has_usable_password()) == (True, False, False)
    (mail,) = mailoutbox
    assert (mail.to, mail.subject) == (["elsa@example.com"], "Le crearon una cuenta")
    assert re.search(r"http://testserver/cuenta/recuperar/\w+/[\w-]+/", mail.body)


def test_a_changed_address_is_confirmed_again(ana, marta, mailoutbox):
    form = {"rut": ana.rut, "first_name": "Ana", "email": "otra@example.com", "is_active": "on"}
    assert browser_of(marta).post(f"{ACCOUNTS}{ana.pk}/change/", form).status_code == 302
    ana.refresh_from_db()
    assert (ana.email, ana.email_confirmed_at) == ("otra@example.com", None)
    assert [(mail.to, mail.subject) for mail in mailoutbox] == [(["otra@example.com"], "Confirme su email")]


def test_who_is_kept_out_is_out_at_once(ana, marta):
    anas = browser_of(ana)
    form = {"rut": ana.rut, "first_name": "Ana", "email": ana.email}
    assert browser_of(marta).post(f"{ACCOUNTS}{ana.pk}/change/", form).status_code == 302
    assert anas.get("/escritorio/").status_code == 302
    assert ana.sessions.count() == 0


def test_one_account_is_taken_away_at_a_time(ana, berta, marta):
    client = browser_of(marta)
    page = client.get(ACCOUNTS).content.decode()
    assert re.findall(r'<option value="(\w+)"', page[page.index('name="action"') :][:900]) == [
        "mail_new_password",
        "take_away_second_factor",
    ]
    assert client.post(f"{ACCOUNTS}{ana.pk}/delete/", {"post": "yes"}).status_code == 302
    assert list(User.objects.filter(is_staff=False)) == [berta]


@pytest.mark.parametrize("action", ["mail_new_password", "take_away_second_factor"])
def test_actions_mail_the_holder(action, ana, marta, mailoutbox):
    browser_of(marta).post(ACCOUNTS, {"action": action, "_selected_action": [ana.pk]})
    subjects = {"mail_new_password": "Cree una contraseña nueva", "take_away_second_factor": "Quitó el segundo factor"}
    assert [(mail.to, mail.subject) for mail in mailoutbox] == [([ana.email], subjects[action])]


def test_every_page_of_it_is_shut_to_who_is_not_staff(ana, network):
    routes = [each for each in get_resolver().url_patterns if str(each.pattern) == "administracion/"][0].url_patterns
    assert len(routes) > 8
    client = browser_of(ana)
    for address in (INDEX, ACCOUNTS, f"{ACCOUNTS}{ana.pk}/change/", f"{INDEX}layers/publication/", f"{INDEX}jsi18n/"):
        assert client.get(address).status_code == 302


def test_password_changes_go_through_the_portals_own_page(marta):
    answer = browser_of(marta).get("/administracion/password_change/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/cuenta/clave/")


def test_the_list_costs_the_same_for_one_account_and_for_many(marta, ana, django_assert_num_queries):
    client = browser_of(marta)
    for rut in ("55555555-5", "66666666-6", "77777777-7"):
        somebody(rut, f"N{rut[0]}")
    with django_assert_num_queries(7):
        assert client.get(f"{ACCOUNTS}?q={ANA}").status_code == 200
    with django_assert_num_queries(7):
        assert client.get(ACCOUNTS).status_code == 200

"""Django's admin: who comes in, what they see, what they can do."""

import re

from django.contrib.auth.models import Group
from django.test import Client

from accounts.models import AccountReading, User
from accounts.second_factor import phone_of
from layers.models import Publication
from tests.accounts.people import ANA, browser_of, sent_form, somebody
from tests.accounts.people import FORM as REGISTRATION

INDEX, ACCOUNTS = "/administracion/", "/administracion/accounts/user/"
PUBLICATIONS = "/administracion/layers/publication/"
FORM = {"rut": "12.345.678-5", "first_name": "Elsa", "email": "elsa@example.com", "is_active": "on"}


def rooms(client: Client) -> list[str]:
    page = client.get(INDEX).content.decode()
    return list(re.findall(r'<th scope="row"[^>]*>\s*<a href="([^"]+)"', page))


def test_strangers_are_led_to_the_portals_own_sign_in(client, db):
    answer = client.get(INDEX, follow=True)
    assert answer.redirect_chain == [
        ("/administracion/login/?next=/administracion/", 302),
        ("/cuenta/ingreso/?next=/administracion/", 302),
    ]


def test_who_is_not_staff_finds_nothing_there(ana, network):
    client = browser_of(ana)
    for address in (INDEX, ACCOUNTS, f"{ACCOUNTS}{ana.pk}/change/", PUBLICATIONS, f"{INDEX}jsi18n/"):
        assert client.get(address, follow=True).status_code == 404


def test_staff_read_the_network_and_nothing_else(carla, network):
    Publication.objects.update(counts={"transformadores": 3})
    client = browser_of(carla)
    assert rooms(client) == [PUBLICATIONS]
    page = client.get(f"{PUBLICATIONS}1/change/").content.decode()
    assert '<a href="/transformadores/?publication=1">Transformadores: 3</a>' in page
    assert [client.get(f"{PUBLICATIONS}{rest}").status_code for rest in ("add/", "1/delete/")] == [403, 403]
    assert client.post(f"{PUBLICATIONS}1/change/", {"mapping": "otro"}).status_code == 403
    assert client.get(ACCOUNTS).status_code == 403


def test_atencion_reads_accounts_and_changes_none(ana, carla):
    carla.groups.add(Group.objects.get(name="atención"))
    client = browser_of(carla)
    assert client.get(f"{ACCOUNTS}{ana.pk}/change/").status_code == 200
    assert client.post(f"{ACCOUNTS}{ana.pk}/change/", FORM).status_code == 403
    assert client.post(f"{ACCOUNTS}{ana.pk}/delete/", {"post": "yes"}).status_code == 403
    assert client.get(f"{ACCOUNTS}add/").status_code == 403
    client.post(ACCOUNTS, {"action": "drop_second_factor", "_selected_action": [ana.pk]})
    assert list(User.objects.order_by("rut").values_list("rut", "first_name")) == [
        (ana.rut, "Ana"),
        (carla.rut, "Carla"),
    ]


def test_an_account_seen_there_is_written_down_for_its_holder(ana, berta, marta):
    client = browser_of(marta)
    client.get(ACCOUNTS)
    client.get(f"{ACCOUNTS}{ana.pk}/change/")
    readings = AccountReading.objects.order_by("id").values_list("user__rut", "staff__rut", "subject")
    assert sorted(readings) == [
        (ana.rut, marta.rut, "Ficha de la cuenta"),
        (ana.rut, marta.rut, "Lista de cuentas"),
        (berta.rut, marta.rut, "Lista de cuentas"),
    ]


def test_nobody_sees_a_password_or_a_phones_key(ana, marta):
    client = browser_of(marta)
    page = client.get(f"{ACCOUNTS}{ana.pk}/change/").content.decode()
    assert ana.rut in page
    assert ana.password not in page
    for model in ("auth/group", "otp_totp/totpdevice", "otp_static/staticdevice"):
        assert client.get(f"{INDEX}{model}/").status_code == 404


def test_a_new_person_gets_a_link_and_chooses_their_password(marta, mailoutbox):
    assert sent_form(browser_of(marta), f"{ACCOUNTS}add/", **FORM, is_staff="on") == (302, ACCOUNTS)
    elsa = User.objects.get(rut="12345678-5")
    assert (elsa.is_staff, elsa.is_superuser, elsa.has_usable_password()) == (True, False, False)
    (mail,) = mailoutbox
    assert (mail.to, mail.subject) == (["elsa@example.com"], "Le crearon una cuenta")
    (link,) = re.findall(r"http://testserver(/cuenta/recuperar/\w+/[\w-]+/)", mail.body)
    assert Client().get(link, follow=True).status_code == 200


def test_a_changed_address_is_confirmed_again(ana, marta, mailoutbox):
    sent_form(browser_of(marta), f"{ACCOUNTS}{ana.pk}/change/", **FORM)
    (mail,) = mailoutbox
    assert (mail.to, mail.subject) == (["elsa@example.com"], "Confirme su email")
    since = ana.email_confirmed_at
    ana.refresh_from_db()
    assert (ana.rut, ana.email, ana.new_email, ana.email_confirmed_at) == (
        ANA,
        "ana@example.com",
        "elsa@example.com",
        since,
    )
    (link,) = re.findall(r"http://testserver(/cuenta/correo/\S+)", mail.body)
    assert Client().get(link).status_code == 200
    ana.refresh_from_db()
    assert (ana.email, ana.new_email) == ("elsa@example.com", "")


def test_while_it_waits_nobody_takes_the_account_by_registering_its_rut(ana, marta, client):
    User.objects.filter(pk=ana.pk).update(date_joined="2020-01-01T00:00Z")
    sent_form(browser_of(marta), f"{ACCOUNTS}{ana.pk}/change/", **FORM)
    sent_form(client, "/cuenta/registro/", **REGISTRATION | {"rut": ANA})
    assert User.objects.get(rut=ANA).pk == ana.pk


def test_who_is_kept_out_is_out_at_once(ana, marta):
    anas = browser_of(ana)
    assert anas.get("/escritorio/").status_code == 200
    sent_form(browser_of(marta), f"{ACCOUNTS}{ana.pk}/change/", **FORM | {"is_active": ""})
    assert anas.get("/escritorio/").status_code == 302
    assert ana.sessions.count() == 0


def test_an_account_taken_away_is_closed_as_its_holder_would(ana, berta, marta, mailoutbox):
    sent_form(browser_of(marta), f"{ACCOUNTS}{ana.pk}/delete/", post="yes")
    assert list(User.objects.filter(is_staff=False)) == [berta]
    (mail,) = mailoutbox
    assert (mail.to, mail.subject) == ([ana.email], "Eliminamos su cuenta")
    assert ("La cooperativa eliminó su cuenta" in mail.body, "como lo pidió" in mail.body) == (True, False)


def test_nor_does_who_is_taken_away_from_the_list_read_that_they_asked_for_it(ana, berta, marta, mailoutbox):
    browser_of(marta).post(
        ACCOUNTS, {"action": "delete_selected", "_selected_action": [ana.pk, berta.pk], "post": "yes"}
    )
    assert sorted(mail.to[0] for mail in mailoutbox) == [ana.email, berta.email]
    assert ["como lo pidió" in mail.body for mail in mailoutbox] == [False, False]


def test_a_lost_phone_is_taken_off_and_its_holder_told(ana, marta, mailoutbox):
    ana.totpdevice_set.create(name="Teléfono", confirmed=True)
    sent_form(browser_of(marta), ACCOUNTS, action="drop_second_factor", _selected_action=str(ana.pk))
    assert phone_of(ana) is None
    assert [(mail.to, mail.subject) for mail in mailoutbox] == [([ana.email], "Su cuenta ya no tiene segundo factor")]


def test_password_changes_go_through_the_portals_own_page(marta):
    answer = browser_of(marta).get("/administracion/password_change/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/cuenta/clave/")


def test_the_list_costs_the_same_for_one_account_and_for_many(marta, ana, django_assert_num_queries):
    client = browser_of(marta)
    with django_assert_num_queries(7):
        assert client.get(ACCOUNTS).status_code == 200
    for rut in ("55555555-5", "66666666-6", "77777777-7"):
        somebody(rut, f"N{rut[0]}")
    with django_assert_num_queries(7):
        assert client.get(ACCOUNTS).status_code == 200

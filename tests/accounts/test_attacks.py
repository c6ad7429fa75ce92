"""Attacks, carried out: each does what an attacker would and looks at what is gained."""

import re
import statistics
import time

import pytest
from django.test import Client

from accounts.models import User
from tests.accounts.people import ANA, BERTA, FORM, PASSWORD, browser_of, sent_form

IN, REGISTER, RECOVER, DATA = "/cuenta/ingreso/", "/cuenta/registro/", "/cuenta/recuperar/", "/cuenta/datos/"
GUESS = "una contraseña cualquiera"


@pytest.fixture
def real_hashes(quick_hashes, settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]


def plain(answer) -> str:
    """Without what differs between any two answers: the form's token, and what one typed oneself."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
    return text.replace(ANA, "RUT").replace(BERTA, "RUT")


def seconds_of(act, times: int = 5) -> float:
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        act()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


# Enumeration: does this RUT, this e-mail have an account?


def test_the_sign_in_answers_alike_for_an_account_and_for_none(ana, client):
    with_account = client.post(IN, {"rut": ANA, "password": GUESS})
    without = client.post(IN, {"rut": BERTA, "password": GUESS})
    assert (with_account.status_code, plain(with_account)) == (without.status_code, plain(without))
    assert "El RUT o la contraseña no corresponden" in plain(without)


def test_the_sign_in_takes_as_long_for_none_as_for_an_account(real_hashes, ana, settings):
    settings.SIGN_IN_TRIES = settings.SIGN_IN_TRIES_FROM_ANYWHERE = 1000
    client = Client()
    known = seconds_of(lambda: client.post(IN, {"rut": ANA, "password": GUESS}))
    unknown = seconds_of(lambda: client.post(IN, {"rut": BERTA, "password": GUESS}))
    assert 0.5 < unknown / known < 2


@pytest.mark.parametrize("asked", [ANA, "11.111.111-1", "ana@example.com", "ANA@example.com"])
def test_the_recovery_answers_alike_and_mails_the_holder_alone(asked, ana, client, mailoutbox):
    told = [
        sent_form(client, RECOVER, account=account) for account in (asked, BERTA, "berta@example.com", "no es un RUT")
    ]
    assert told == [(302, "/cuenta/recuperar/enviado/")] * 4
    assert [(mail.to, mail.subject) for mail in mailoutbox] == [(["ana@example.com"], "Cree una contraseña nueva")]


@pytest.mark.parametrize(
    "taken", [{"rut": ANA}, {"email": "Ana@Example.com"}, {"rut": ANA, "email": "ana@example.com"}]
)
def test_registering_what_has_an_account_answers_as_any_and_tells_the_holder(taken, ana, client, mailoutbox):
    before = list(User.objects.values())
    assert sent_form(client, REGISTER, **FORM | taken) == (302, "/cuenta/registro/listo/")
    assert list(User.objects.values()) == [before[0] | {"mailed_at": User.objects.get().mailed_at}]
    assert [(mail.to, mail.subject) for mail in mailoutbox] == [(["ana@example.com"], "Usted ya tiene una cuenta")]
    assert sent_form(client, REGISTER, **FORM) == (302, "/cuenta/registro/listo/")


def test_registering_takes_as_long_where_there_is_an_account(real_hashes, ana):
    client = Client()
    known = seconds_of(lambda: client.post(REGISTER, FORM | {"rut": ANA}), times=3)
    ruts = iter(("12345678-5", "55555555-5", "77777777-7"))
    unknown = seconds_of(
        lambda: client.post(REGISTER, FORM | {"rut": (rut := next(ruts)), "email": f"{rut}@b.cl"}), times=3
    )
    assert 0.5 < unknown / known < 2
    assert User.objects.count() == 4


def test_mis_datos_does_not_tell_whose_an_address_is(ana, berta, mailoutbox):
    client = browser_of(berta)
    person = FORM | {"email": "ana@example.com"}
    assert sent_form(client, "/cuenta/datos/", **person) == (302, "/cuenta/datos/")
    taken = client.get("/cuenta/datos/").content.decode()
    assert sent_form(client, "/cuenta/datos/", **person | {"email": "zoe@example.com"}) == (302, "/cuenta/datos/")
    free = client.get("/cuenta/datos/").content.decode()
    assert re.sub(r'value="\w{64}"', "", taken).replace("ana@", "zoe@") == re.sub(r'value="\w{64}"', "", free)


def test_the_form_of_recovery_is_no_way_to_pester_somebody(ana, client, mailoutbox):
    for _ in range(5):
        client.post(RECOVER, {"account": ANA})
    assert len(mailoutbox) == 1


def test_mis_datos_is_no_way_to_pester_strangers(ana, mailoutbox):
    client = browser_of(ana)
    for number in range(5):
        sent_form(client, DATA, **FORM | {"email": f"x{number}@example.com"})
        client.post("/cuenta/correo/")
    assert [mail.to[0] for mail in mailoutbox if mail.to != ["ana@example.com"]] == ["x0@example.com"]


def test_nor_to_pester_the_holders_of_accounts(ana, berta, mailoutbox):
    client = browser_of(ana)
    for number in range(5):
        User.objects.filter(pk=berta.pk).update(email=f"b{number}@example.com", mailed_at=None)
        sent_form(client, DATA, **FORM | {"email": f"b{number}@example.com"})
    assert [mail.to[0] for mail in mailoutbox if mail.to != ["ana@example.com"]] == ["b0@example.com"]


def test_new_emails_of_mis_datos_count_among_the_forms_that_send_mail_and_other_changes_do_not(ana):
    client = browser_of(ana)
    same = [sent_form(client, DATA, **FORM | {"email": "ana@example.com"})[0] for _ in range(2)]
    told = [
        client.post(DATA, FORM | {"email": f"x{number}@example.com", "street": f"C{number}"}) for number in range(21)
    ]
    assert same + [each.status_code for each in told] == [302] * 22 + [429]
    ana.refresh_from_db()
    assert (ana.new_email, ana.street) == ("x19@example.com", "C19")


def test_forms_that_send_mail_are_taken_so_many_times_an_hour(client, db):
    told = [client.post(RECOVER, {"account": f"a{number}@example.com"}) for number in range(21)]
    assert [each.status_code for each in told] == [302] * 20 + [429]
    assert 3500 < int(told[-1].headers["Retry-After"]) <= 3600
    assert "Demasiad" in told[-1].content.decode()


# CSRF: another site's page sends the form.


@pytest.mark.parametrize(
    "address",
    [
        *("/cuenta/salir/", "/cuenta/clave/", "/cuenta/datos/", "/cuenta/datos/sesiones/", "/cuenta/datos/eliminar/"),
        *(
            "/cuenta/correo/",
            "/cuenta/segundo-factor/",
            "/cuenta/segundo-factor/quitar/",
            "/cuenta/segundo-factor/codigos/",
        ),
        *(IN, REGISTER, RECOVER),
    ],
)
def test_a_form_of_another_site_does_nothing(address, ana):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ana)
    answer = client.post(address, {"password": PASSWORD} | FORM, headers={"origin": "https://trampa.example"})
    assert answer.status_code == 403
    assert "El formulario venció" in answer.content.decode()
    assert client.get("/escritorio/").status_code == 200
    assert User.objects.get().street == ""


def test_signing_out_is_no_link(ana):
    client = browser_of(ana)
    assert client.get("/cuenta/salir/").status_code == 405
    assert client.get("/escritorio/").status_code == 200
    assert sent_form(client, "/cuenta/salir/") == (302, "/")
    assert client.get("/escritorio/").status_code == 302


# Session fixation: the attacker knows the key beforehand.


def test_a_key_planted_before_the_sign_in_is_worth_nothing_after_it(ana, client):
    client.get(f"/cuenta/recuperar/{'MQ'}/aaaaaa-bbbbbb/")
    session = client.session
    session["planted"] = True
    session.save()
    planted = session.session_key
    client.cookies["sessionid"] = planted
    client.post(IN, {"rut": ANA, "password": PASSWORD})
    assert client.cookies["sessionid"].value != planted
    attacker = Client()
    attacker.cookies["sessionid"] = planted
    assert attacker.get("/escritorio/").status_code == 302


def test_a_key_that_nobody_gave_out_is_not_taken(ana):
    client = Client()
    client.cookies["sessionid"] = "a" * 32
    client.post(IN, {"rut": ANA, "password": PASSWORD})
    assert client.cookies["sessionid"].value != "a" * 32


# Open redirect: a link of ours that leads away.


@pytest.mark.parametrize(
    "target",
    [
        "https://trampa.example/",
        "//trampa.example/",
        "/\\trampa.example",
        "javascript:alert(1)",
        "http:trampa",
        "\thttps://t",
    ],
)
def test_the_sign_in_leads_nowhere_else(target, ana, client):
    assert sent_form(client, IN, rut=ANA, password=PASSWORD, next=target) == (302, "/escritorio/")
    assert client.get(IN, {"next": target}).headers["Location"] == "/escritorio/"


def test_it_leads_on_to_where_one_was_going(ana, client):
    asked = client.get("/cuenta/datos/").headers["Location"]
    assert asked == "/cuenta/ingreso/?next=/cuenta/datos/"
    assert sent_form(client, asked, rut=ANA, password=PASSWORD, next="/cuenta/datos/") == (302, "/cuenta/datos/")


# Host header: links in mails that lead to the attacker.


def test_a_forged_host_sends_no_mail(ana, client, mailoutbox, settings):
    settings.ALLOWED_HOSTS = ["mapa.example.cl"]
    answer = client.post(RECOVER, {"account": ANA}, headers={"host": "trampa.example"})
    assert (answer.status_code, mailoutbox) == (400, [])
    client.post(RECOVER, {"account": ANA}, headers={"host": "mapa.example.cl", "x-forwarded-host": "trampa.example"})
    assert re.findall(r"https?://[^/\s]+", mailoutbox[0].body) == ["http://mapa.example.cl"]


def test_with_site_url_the_host_is_of_no_matter(ana, client, mailoutbox, settings):
    settings.SITE_URL, settings.ALLOWED_HOSTS = "https://mapa.example.cl", ["*"]
    client.post(RECOVER, {"account": ANA}, headers={"host": "trampa.example"})
    assert re.findall(r"https?://[^/\s]+", mailoutbox[0].body) == ["https://mapa.example.cl"]

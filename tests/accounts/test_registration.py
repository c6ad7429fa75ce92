"""*Registrarse*, the link that confirms the e-mail, and signing in afterwards."""

import re
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.rut import RutError
from geoportal import settings as portal
from tests.accounts.people import ANA, FORM, PASSWORD, browser_of, sent_form
from tests.layers.views.reading import read

REGISTER, DONE, SIGN_IN = "/cuenta/registro/", "/cuenta/registro/listo/", "/cuenta/ingreso/"
RUT = "12345678-5"


def mailed_link(number: int = -1) -> str:
    found = re.search(r"https?://[^/\s]+(/cuenta/\S+)", mail.outbox[number].body)
    assert found, mail.outbox[number].body
    return found[1]


def said(answer) -> dict[str, str]:
    """Field → what is wrong with it."""
    found = re.findall(r'<p class="field-error" id="id_(\w+)_error">(.*?)</p>', answer.content.decode())
    return {name: words.strip() for name, words in found}


def test_the_form_asks_for_what_the_office_needs(client, db):
    page = read(client, REGISTER)
    labels = [
        " ".join("".join(each.itertext()).split())
        for each in page.root.iter("label")
        if each.get("for", "")[:3] == "id_"
    ]
    assert labels == [
        *("RUT", "Nombres", "Apellido paterno", "Apellido materno", "Fecha de nacimiento", "Nacionalidad", "Género"),
        *("Email", "Fono", "Calle", "Número", "Departamento", "Comuna"),
        *("Ingresar contraseña", "Confirmar contraseña"),
    ]
    main = page.root.find(".//main")
    assert main is not None
    buttons = [" ".join("".join(each.itertext()).split()) for each in main.iter("button")]
    assert buttons == ["Buscar", "Crear cuenta", "Borrar formulario"]


def test_an_account_holds_what_was_written(client, db):
    assert sent_form(client, REGISTER, **FORM) == (302, DONE)
    user = User.objects.get()
    assert {name: getattr(user, name) for name in FORM if not name.startswith("password")} == {
        **{name: value for name, value in FORM.items() if not name.startswith("password")},
        "rut": RUT,
        "birth_date": date(1980, 8, 31),
    }
    assert (user.email_confirmed_at, user.is_staff, user.check_password(PASSWORD)) == (None, False, True)


def test_passwords_are_kept_as_argon2_makes_them():
    """The tests themselves take a faster way."""
    assert portal.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]


def test_nobody_makes_themselves_staff(client, db):
    sent_form(client, REGISTER, **FORM, is_staff="on", is_superuser="on", email_confirmed_at="2020-01-01")
    user = User.objects.get()
    assert (user.is_staff, user.is_superuser, user.email_confirmed_at) == (False, False, None)


def test_all_is_required_but_number_and_apartment(client, db):
    wrong = said(client.post(REGISTER, {}))
    assert wrong == {name: "Falta este dato." for name in FORM if name not in ("street_number", "apartment")}
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("rut", "12345678-9", "El dígito verificador no corresponde a ese RUT. Revise que esté bien escrito."),
        ("rut", "doce", "Escriba el RUT sin puntos y con guion, por ejemplo 12345678-5."),
        ("password_again", "otra cosa", "Las dos contraseñas no son iguales."),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(client, db, field, value, sentence):
    assert said(client.post(REGISTER, FORM | {field: value})) == {field: sentence}


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("corta", "La contraseña es demasiado corta. Debe contener por lo menos 8 caracteres."),
        ("password123", "Esta contraseña es demasiado común."),
        ("12345678-5", "La contraseña se parece demasiado a sus datos. Elija otra."),
        ("diegovera", "La contraseña se parece demasiado a sus datos. Elija otra."),
    ],
)
def test_a_password_that_others_would_guess_is_refused(client, db, password, sentence):
    wrong = said(client.post(REGISTER, FORM | {"password": password, "password_again": password}))
    assert (list(wrong), sentence in wrong["password"]) == (["password"], True), wrong


def test_the_link_confirms_the_email_once(client, db):
    sent_form(client, REGISTER, **FORM)
    assert (mail.outbox[0].to, mail.outbox[0].from_email) == (["diego@example.com"], portal.DEFAULT_FROM_EMAIL)
    assert [read(client, mailed_link()).headings for _ in range(2)] == [["Email confirmado"], ["El enlace ya no sirve"]]
    assert User.objects.get().email_confirmed_at is not None


def test_a_link_of_somebody_else_or_a_guessed_one_confirms_nothing(client, ana):
    sent_form(client, REGISTER, **FORM)
    mark, token = mailed_link().strip("/").split("/")[-2:]
    User.objects.filter(pk=ana.pk).update(email_confirmed_at=None)
    theirs = str(ana.pk)
    for address in (
        f"/cuenta/correo/{mark}/c0-{'0' * 32}/",
        f"/cuenta/correo/{theirs}/{token}/",
        f"/cuenta/correo/!/{token}/",
    ):
        assert read(client, address).status == 410
    assert not User.objects.exclude(email_confirmed_at=None).exists()


def test_the_link_is_good_for_a_day(client, db, settings):
    sent_form(client, REGISTER, **FORM)
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert read(client, mailed_link()).status == 410


def test_another_link_is_sent_on_request_but_not_at_once(client, db):
    sent_form(client, REGISTER, **FORM)
    diego = User.objects.get()
    browser = browser_of(diego)
    sent_form(browser, "/cuenta/correo/")
    assert len(mail.outbox) == 1
    User.objects.update(mailed_at=timezone.now() - timedelta(minutes=6))
    sent_form(browser, "/cuenta/correo/")
    assert (len(mail.outbox), read(client, mailed_link()).status) == (2, 200)


def test_an_account_that_nobody_confirmed_in_time_gives_way(client, db):
    """Somebody else's RUT, written by a stranger, must not keep its owner out."""
    sent_form(client, REGISTER, **FORM | {"email": "extrana@example.com"})
    sent_form(client, REGISTER, **FORM)
    assert User.objects.get().email == "extrana@example.com"
    User.objects.update(date_joined=timezone.now() - timedelta(hours=25))
    sent_form(client, REGISTER, **FORM)
    assert User.objects.get().email == "diego@example.com"


def test_a_confirmed_account_never_gives_way(client, ana):
    User.objects.update(date_joined=timezone.now() - timedelta(days=900))
    sent_form(client, REGISTER, **FORM | {"rut": ANA})
    assert User.objects.get().email == "ana@example.com"


@pytest.mark.parametrize("spelling", ["11111111-1", "11.111.111-1", "111111111", " 11111111-1"])
def test_one_signs_in_however_the_rut_is_written(ana, spelling):
    assert sent_form(Client(), SIGN_IN, rut=spelling, password=PASSWORD) == (302, "/escritorio/")


def test_signing_in_takes_a_stated_number_of_queries(ana, client, django_assert_num_queries):
    """Earlier failures, the person, their phone; failures forgiven; last sign-in; the session, written under its new key."""
    with django_assert_num_queries(13):
        client.post(SIGN_IN, {"rut": ANA, "password": PASSWORD})


def test_one_signs_out_and_the_session_is_over(ana):
    client = browser_of(ana)
    key = client.cookies["sessionid"].value
    assert sent_form(client, "/cuenta/salir/") == (302, "/")
    client.cookies["sessionid"] = key
    assert client.get("/cuenta/datos/").status_code == 302


def test_the_session_cookie_is_out_of_reach_of_scripts_and_of_other_sites(ana):
    cookie = browser_of(ana).cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"], cookie["secure"]) == (True, "Lax", "")


def test_the_first_of_the_staff_is_made_by_a_command(db, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    call_command("createsuperuser", "--no-input", "--rut", "12.345.678-5", verbosity=0)
    user = User.objects.get()
    assert (user.rut, user.is_staff, user.is_superuser, user.check_password(PASSWORD)) == (RUT, True, True, True)
    with pytest.raises((CommandError, RutError), match="dígito verificador"):
        call_command("createsuperuser", "--no-input", "--rut", "12345678-9", verbosity=0)

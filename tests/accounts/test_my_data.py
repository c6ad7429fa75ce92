"""*Mis datos*: seen, changed, taken along, taken away; sessions listed and ended."""

import io
import json
import re
import zipfile
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.links import email_tokens, mark_of
from accounts.models import AccountReading, Session, User
from accounts.personal_data import sources
from tests.accounts.people import ANA, FORM, PASSWORD, browser_of, sent_form, somebody
from tests.layers.views.reading import read

DATA, SESSIONS, CLOSE, CHANGE = "/cuenta/datos/", "/cuenta/datos/sesiones/", "/cuenta/datos/eliminar/", "/cuenta/clave/"
#: What the form of *Mis datos* holds: Ana's e-mail stays hers.
OWN = {name: value for name, value in FORM.items() if not name.startswith(("rut", "password"))}
OWN["email"] = "ana@example.com"


def letters(mailoutbox) -> list[tuple[str, str]]:
    return [(to, letter.subject) for letter in mailoutbox for to in letter.to]


def link_in(letter) -> str:
    found = re.search(r"https?://[^/\s]+(/cuenta/\S+)", letter.body)
    assert found, letter.body
    return found[1]


def marks(client: Client) -> list[str]:
    """Of the sessions that can be ended."""
    return re.findall(r'name="sesion" value="(\d+)"', client.get(DATA).content.decode())


def is_in(client: Client) -> bool:
    return client.get(DATA).status_code == 200


# What is said and changed


def test_what_is_changed_is_kept_and_the_rut_is_not_among_it(ana):
    assert sent_form(browser_of(ana), DATA, **OWN, rut="22222222-2", is_staff="on") == (302, DATA)
    ana.refresh_from_db()
    assert (ana.rut, ana.is_staff, ana.full_name, ana.street, ana.comuna_code, ana.email) == (
        *(ANA, False, "Diego Vera Lagos", "Los Aromos", "14204", "ana@example.com"),
    )


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("first_name", " ", "Falta este dato."),
        ("birth_date", "2099-01-01", "Revise la fecha de nacimiento."),
        ("birth_date", "ayer", "Escriba la fecha así: 31-08-1980."),
        ("phone", "no tengo", "Escriba el fono con números, por ejemplo +56 9 1234 5678."),
        ("comuna_code", "99999", "Escoja una opción válida. 99999 no es una de las opciones disponibles."),
        ("email", "ana@", "Introduzca una dirección de correo electrónico válida."),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_changes(ana, field, value, sentence):
    answer = browser_of(ana).post(DATA, OWN | {field: value})
    said = re.findall(r'<p class="field-error" id="id_(\w+)_error">(.*?)</p>', answer.content.decode())
    assert [(name, words.strip()) for name, words in said] == [(field, sentence)]
    ana.refresh_from_db()
    assert ana.first_name == "Ana"


def test_a_new_email_is_used_once_it_is_confirmed_and_the_former_is_told(ana, mailoutbox):
    client = browser_of(ana)
    sent_form(client, DATA, **OWN | {"email": "nueva@example.com"})
    assert letters(mailoutbox) == [
        ("nueva@example.com", "Confirme su email"),
        ("ana@example.com", "Pidieron cambiar el email de su cuenta"),
    ]
    ana.refresh_from_db()
    assert (ana.email, ana.new_email) == ("ana@example.com", "nueva@example.com")
    assert "Falta confirmar el email nueva@example.com" in read(client, DATA).text
    assert [read(Client(), link_in(mailoutbox[0])).status for _ in range(2)] == [200, 410]
    ana.refresh_from_db()
    assert (ana.email, ana.new_email) == ("nueva@example.com", "")


def test_a_link_for_an_address_is_void_once_another_one_was_given(ana, mailoutbox):
    client = browser_of(ana)
    sent_form(client, DATA, **OWN | {"email": "uno@example.com"})
    sent_form(client, DATA, **OWN | {"email": "dos@example.com"})
    assert read(client, link_in(mailoutbox[0])).status == 410
    ana.refresh_from_db()
    assert ana.email == "ana@example.com"


def test_ones_own_address_takes_back_a_change_that_waits_and_nobody_is_mailed(ana, mailoutbox):
    somebody("99999999-9", "Zoe", email="", mailed_at=None)
    User.objects.filter(pk=ana.pk).update(new_email="nueva@example.com")
    assert sent_form(browser_of(ana), DATA, **OWN | {"email": "ANA@example.com"}) == (302, DATA)
    ana.refresh_from_db()
    zoe = User.objects.get(email="")
    assert (ana.email, ana.new_email, zoe.mailed_at, mailoutbox) == ("ana@example.com", "", None, [])


def test_a_change_that_waits_stays_when_something_else_is_changed(ana, mailoutbox):
    User.objects.filter(pk=ana.pk).update(new_email="nueva@example.com")
    client = browser_of(ana)
    (field,) = [each for each in read(client, DATA).root.iter("input") if each.get("name") == "email"]
    sent_form(client, DATA, **OWN | {"email": field.get("value", "")})
    ana.refresh_from_db()
    assert (ana.new_email, ana.street, mailoutbox) == ("nueva@example.com", "Los Aromos", [])


def test_an_address_that_somebody_confirmed_meanwhile_is_not_taken_from_them(ana, berta):
    User.objects.filter(pk=ana.pk).update(new_email="x@example.com")
    User.objects.filter(pk=berta.pk).update(email="X@example.com")
    ana.refresh_from_db()
    address = f"/cuenta/correo/{mark_of(ana)}/{email_tokens.make_token(ana)}/"
    assert read(Client(), address).status == 410
    ana.refresh_from_db()
    assert ana.email == "ana@example.com"


def test_who_of_the_staff_looked_is_told(ana, marta):
    AccountReading.objects.create(staff=marta, person="Marta Soto", user=ana, subject="Ficha de la cuenta")
    page = read(browser_of(ana), DATA)
    assert [row[1:] for row in page.table(0)[1:]] == [["Marta Soto", "Ficha de la cuenta"]]


def test_who_looked_is_told_when_they_work_here_no_more(ana, marta):
    browser_of(marta).get(f"/administracion/accounts/user/{ana.pk}/change/")
    marta.delete()
    client = browser_of(ana)
    assert [row[1:] for row in read(client, DATA).table(0)[1:]] == [["Marta Soto", "Ficha de la cuenta"]]
    archive = zipfile.ZipFile(io.BytesIO(b"".join(client.get(f"{DATA}descarga/").streaming_content)))
    (reading,) = json.loads(archive.read("cuenta.json"))["consultas"]
    assert (reading["person"], reading["subject"]) == ("Marta Soto", "Ficha de la cuenta")


def test_staff_without_a_name_are_not_told_by_their_rut(ana, marta):
    User.objects.filter(pk=marta.pk).update(first_name="", paternal_surname="")
    browser_of(marta).get(f"/administracion/accounts/user/{ana.pk}/change/")
    assert [row[1] for row in read(browser_of(ana), DATA).table(0)[1:]] == ["Personal de la cooperativa"]


# Sessions


def test_sessions_say_where_and_since_when_and_not_their_key(ana):
    desk = browser_of(
        ana, headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"}
    )
    browser_of(ana, REMOTE_ADDR="192.0.2.7")
    page = read(desk, DATA)
    rows = page.table(0)[1:]
    assert [row[2:] for row in rows] == [
        ["S/I", "192.0.2.7", "Cerrar"],
        ["Firefox en Windows", "127.0.0.1", "Esta sesión"],
    ]
    text = desk.get(DATA).content.decode()
    assert [key for key in Session.objects.values_list("session_key", flat=True) if key in text] == []


def test_the_last_use_of_a_session_is_known_to_ten_minutes(ana):
    client = browser_of(ana)
    moments = [timezone.now() - timedelta(minutes=minutes) for minutes in (9, 11)]
    kept = []
    for moment in moments:
        ana.sessions.update(last_used_at=moment)
        client.get("/escritorio/")
        kept.append(ana.sessions.get().last_used_at)
    assert kept[0] == moments[0]
    assert kept[1] > moments[0]
    shown = f"{timezone.localtime(kept[1]):%d-%m-%Y %H:%M}"
    assert [row[1] for row in read(client, DATA).table(0)[1:]] == [shown]


def test_one_session_is_ended_and_nobody_elses(ana, berta):
    here, there, other = browser_of(ana), browser_of(ana), browser_of(berta)
    (mark,) = marks(here)
    sent_form(other, SESSIONS, sesion=mark)
    assert is_in(there)
    assert sent_form(here, SESSIONS, sesion=mark) == (302, DATA)
    assert [is_in(client) for client in (here, there, other)] == [True, False, True]


def test_all_sessions_but_this_are_ended(ana, berta):
    here, other = browser_of(ana), browser_of(berta)
    away = [browser_of(ana), browser_of(ana)]
    sent_form(here, SESSIONS)
    assert [is_in(client) for client in (here, *away, other)] == [True, False, False, True]


def test_a_new_password_ends_the_other_sessions_and_renews_the_key_of_this(ana, mailoutbox):
    here, there = browser_of(ana), browser_of(ana)
    key = here.cookies["sessionid"].value
    fields = {"old_password": PASSWORD, "new_password1": "otros corderos 8", "new_password2": "otros corderos 8"}
    assert sent_form(here, CHANGE, **fields) == (200, None)
    assert [is_in(client) for client in (here, there)] == [True, False]
    assert here.cookies["sessionid"].value != key
    assert letters(mailoutbox) == [("ana@example.com", "Su contraseña cambió")]


def test_the_password_is_not_changed_without_the_former(ana):
    fields = {"old_password": "otra", "new_password1": "otros corderos 8", "new_password2": "otros corderos 8"}
    page = browser_of(ana).post(CHANGE, fields).content.decode()
    assert "La contraseña actual no es esa." in page
    ana.refresh_from_db()
    assert ana.check_password(PASSWORD)


# Taken along, taken away


def test_the_archive_holds_the_account_and_nothing_that_lets_in(ana, berta):
    client = browser_of(ana)
    answer = client.get("/cuenta/datos/descarga/")
    assert (answer["Content-Disposition"], answer["Cache-Control"]) == (
        'attachment; filename="mis-datos.zip"',
        "private, no-store",
    )
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert archive.namelist() == ["cuenta.json"]
    document = json.loads(archive.read("cuenta.json"))
    assert document["cuenta"]["email"] == "ana@example.com"
    assert (document["grupos"], len(document["sesiones"]), document["consultas"]) == ([], 1, [])
    text = archive.read("cuenta.json").decode()
    ana.refresh_from_db()
    secrets = (ana.password, client.cookies["sessionid"].value, berta.email)
    assert [secret for secret in secrets if secret in text] == []


def test_closing_an_account_says_what_goes_and_what_stays_and_asks_for_the_password(ana):
    client = browser_of(ana)
    page = read(client, CLOSE)
    assert [
        sentence for source in sources() for sentence in (*source.removed, *source.kept) if sentence not in page.text
    ] == []
    assert "La contraseña no es esa." in client.post(CLOSE, {"password": "otra"}).content.decode()
    assert User.objects.filter(pk=ana.pk).exists()


def test_a_closed_account_is_gone_with_its_sessions_and_its_holder_is_told(ana, mailoutbox):
    client, elsewhere = browser_of(ana), browser_of(ana)
    answer = client.post(CLOSE, {"password": PASSWORD})
    assert (answer.status_code, "Su cuenta ya no existe." in answer.content.decode()) == (200, True)
    assert (User.objects.count(), Session.objects.filter(user__isnull=False).count()) == (0, 0)
    assert not is_in(elsewhere)
    assert letters(mailoutbox) == [("ana@example.com", "Eliminamos su cuenta")]
    assert "fue eliminada, como lo pidió" in mailoutbox[0].body


def test_staff_do_not_close_their_own_account(carla):
    client = browser_of(carla)
    assert "Las cuentas del personal las retira" in read(client, CLOSE).text
    client.post(CLOSE, {"password": PASSWORD})
    assert User.objects.filter(pk=carla.pk).exists()


# Cost


def test_mis_datos_and_the_dashboard_take_a_stated_number_of_queries(ana, network, django_assert_num_queries):
    client = browser_of(ana)
    browser_of(ana)
    # Session, person; publication.
    with django_assert_num_queries(3):
        client.get("/escritorio/")
    # And services, readings of the services, readings of the account, sessions, phone.
    with django_assert_num_queries(8):
        client.get(DATA)

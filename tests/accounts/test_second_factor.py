"""The second factor: set up, asked for, lost, taken away; demanded of staff."""

import re
import time
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.models import Session, User
from accounts.second_factor import PENDING
from tests.accounts.people import PASSWORD, browser_of, sent_form
from tests.layers.views.reading import parse, read

SETUP, QR, CODE = "/cuenta/segundo-factor/", "/cuenta/segundo-factor/qr.svg", "/cuenta/ingreso/codigo/"
SIGN_IN, DESK = "/cuenta/ingreso/", "/escritorio/"


def code_of(user: User, ahead: int = 0) -> str:
    """What the phone shows; `ahead`: so many half minutes later, since no code is taken twice."""
    device = TOTPDevice.objects.get(user=user)
    clock = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    clock.time = time.time() + 30 * ahead
    return f"{clock.token():06d}"


def with_phone(user: User) -> tuple[Client, list[str]]:
    """Their browser, and their recovery codes."""
    client = browser_of(user)
    client.get(SETUP)
    answer = client.post(SETUP, {"code": code_of(user)})
    return client, re.findall(r"<li><code>(\w+)</code></li>", answer.content.decode())


def password_given(user: User, **fields: str) -> Client:
    client = Client()
    assert sent_form(client, SIGN_IN, rut=user.rut, password=PASSWORD, **fields)[0] == 302
    return client


def is_in(client: Client) -> bool:
    return client.get("/cuenta/datos/").status_code == 200


def problem(answer) -> str:
    return " ".join(re.findall(r'id="id_code_error">(.*?)</p>', answer.content.decode())).strip()


def test_a_phone_is_added_by_a_code_of_its_own_and_other_sessions_end(ana, mailoutbox):
    elsewhere = browser_of(ana)
    client = browser_of(ana)
    page = read(client, SETUP)
    (picture,) = page.all("qr")
    assert picture.get("src") == QR
    assert problem(client.post(SETUP, {"code": "000000"})).startswith("Ese código no corresponde.")
    TOTPDevice.objects.update(throttling_failure_count=0)
    answer = client.post(SETUP, {"code": code_of(ana)})
    assert parse(answer.content.decode()).headings == ["Códigos de recuperación"]
    assert [is_in(each) for each in (client, elsewhere)] == [True, False]
    assert [letter.subject for letter in mailoutbox] == ["Activó el segundo factor"]
    assert "Le quedan 10 códigos de recuperación" in read(client, SETUP).text


def test_the_key_is_shown_to_its_owner_while_the_phone_is_added_and_never_again(ana, berta):
    client = browser_of(ana)
    drawn, again, other = client.get(QR), client.get(QR), browser_of(berta).get(QR)
    assert (drawn["Content-Type"], drawn["Cache-Control"]) == ("image/svg+xml", "private, no-store")
    assert drawn.content == again.content != other.content
    assert b"style=" not in drawn.content
    client.post(SETUP, {"code": code_of(ana)})
    assert (client.get(QR).status_code, Client().get(QR).status_code) == (404, 302)


def test_with_a_phone_the_password_alone_lets_nobody_in(ana):
    with_phone(ana)
    client = password_given(ana)
    assert not is_in(client)
    assert Session.objects.get(session_key=client.cookies["sessionid"].value).user is None
    assert sent_form(client, CODE, code=code_of(ana, ahead=1)) == (302, DESK)
    assert is_in(client)


def test_a_code_leads_on_to_where_one_was_going_and_nowhere_else(ana):
    with_phone(ana)
    client = password_given(ana, next="/cuenta/clave/")
    address = f"{CODE}?next=/cuenta/clave/"
    assert sent_form(client, address, code=code_of(ana, ahead=1)) == (302, "/cuenta/clave/")
    TOTPDevice.objects.update(last_t=-1)
    elsewhere = password_given(ana)
    assert sent_form(elsewhere, f"{CODE}?next=//evil.example/", code=code_of(ana), next="//evil.example/") == (
        302,
        DESK,
    )


def test_no_code_is_taken_twice(ana):
    with_phone(ana)
    code = code_of(ana, ahead=1)
    sent_form(password_given(ana), CODE, code=code)
    answer = password_given(ana).post(CODE, {"code": code})
    assert problem(answer) == "Ese código no corresponde o ya se usó. Escriba el que muestra ahora su teléfono."


def test_wrong_codes_make_the_next_one_wait_the_right_one_too(ana):
    with_phone(ana)
    client = password_given(ana)
    for _ in range(4):
        client.post(CODE, {"code": "000000"})
        TOTPDevice.objects.update(throttling_failure_timestamp=timezone.now() - timedelta(hours=1))
    client.post(CODE, {"code": "000000"})
    answer = client.post(CODE, {"code": code_of(ana, ahead=1)})
    assert re.fullmatch(r"Hubo códigos equivocados\. Espere 1[56] segundos antes de probar otro\.", problem(answer))
    assert not is_in(client)


def test_the_code_is_awaited_for_ten_minutes(ana):
    with_phone(ana)
    client = password_given(ana)
    session = client.session
    session[PENDING] = session[PENDING] | {"at": (timezone.now() - timedelta(minutes=11)).isoformat()}
    session.save()
    assert sent_form(client, CODE, code=code_of(ana, ahead=1)) == (302, SIGN_IN)
    assert not is_in(client)


def test_a_new_password_ends_the_wait_for_a_code(ana):
    """Whoever knew the former password does not get in by it, once its holder has chosen another one."""
    with_phone(ana)
    client = password_given(ana)
    ana.refresh_from_db()
    ana.set_password("otros corderos 8")
    ana.save()
    assert sent_form(client, CODE, code=code_of(ana, ahead=1)) == (302, SIGN_IN)
    assert not is_in(client)


def test_nobody_gives_a_code_before_their_password(ana):
    with_phone(ana)
    assert sent_form(Client(), CODE, code=code_of(ana, ahead=1)) == (302, SIGN_IN)


def test_a_recovery_code_lets_in_once(ana):
    _, codes = with_phone(ana)
    client = password_given(ana)
    assert sent_form(client, CODE, code=f" {codes[0].upper()[:4]} {codes[0].upper()[4:]}") == (302, DESK)
    assert "Le quedan 9 códigos de recuperación" in read(client, SETUP).text
    assert problem(password_given(ana).post(CODE, {"code": codes[0]})).startswith("Ese código no corresponde")


def test_new_recovery_codes_take_the_place_of_the_former(ana):
    client, old = with_phone(ana)
    answer = client.post(f"{SETUP}codigos/", {"password": PASSWORD})
    new = re.findall(r"<li><code>(\w+)</code></li>", answer.content.decode())
    assert (len(set(new)), set(new) & set(old)) == (10, set())
    assert client.post(f"{SETUP}codigos/", {"password": "otra"}).content.decode().count("La contraseña no es esa.") == 1


def test_it_is_taken_away_with_the_password(ana, mailoutbox):
    client, _ = with_phone(ana)
    client.post(f"{SETUP}quitar/", {"password": "otra"})
    assert not is_in(password_given(ana))
    assert sent_form(client, f"{SETUP}quitar/", password=PASSWORD) == (302, SETUP)
    assert is_in(password_given(ana))
    assert mailoutbox[-1].subject == "Su cuenta ya no tiene segundo factor"


def test_another_persons_code_is_no_use(ana, berta):
    with_phone(ana)
    _, codes = with_phone(berta)
    client = password_given(ana)
    for code in (code_of(berta, ahead=1), codes[0]):
        assert problem(client.post(CODE, {"code": code})) != ""
    assert not is_in(client)


@pytest.fixture
def demanded(settings) -> None:
    settings.STAFF_SECOND_FACTOR = True


def test_staff_are_led_to_set_it_up_and_come_back(demanded, carla):
    client = browser_of(carla)
    for address in (DESK, "/cuenta/datos/", "/publicar/", "/clientes/"):
        answer = client.get(address)
        expected = {"/publicar/": (404, None)}.get(address, (302, f"{SETUP}?next={address}"))
        assert (answer.status_code, answer.headers.get("Location")) == expected, address
    answer = client.get("/administracion/", follow=True)
    assert answer.redirect_chain[-1] == (f"{SETUP}?next=/administracion/", 302)
    assert "El personal de la cooperativa ingresa con un segundo factor." in answer.content.decode()
    done = client.post(f"{SETUP}?next=/administracion/", {"code": code_of(carla)})
    assert 'href="/administracion/"' in done.content.decode()
    assert client.get("/administracion/").status_code == 200


def test_a_session_without_a_code_is_asked_for_one_once_there_is_a_phone(demanded, carla, settings):
    settings.STAFF_SECOND_FACTOR = False
    early = browser_of(carla)
    TOTPDevice.objects.create(user=carla, name="Teléfono")
    settings.STAFF_SECOND_FACTOR = True
    answer = early.get("/administracion/", follow=True)
    assert answer.redirect_chain[-1] == (f"{CODE}?next=%2Fadministracion%2F", 302)
    assert sent_form(early, f"{CODE}?next=/administracion/", code=code_of(carla)) == (302, "/administracion/")
    assert early.get("/administracion/").status_code == 200


def test_staff_cannot_take_it_away(demanded, carla):
    client, _ = with_phone(carla)
    sent_form(client, f"{SETUP}quitar/", password=PASSWORD)
    assert TOTPDevice.objects.filter(user=carla).exists()
    assert "Quitar" not in read(client, SETUP).text


def test_customers_are_not_asked_for_one(demanded, ana):
    assert is_in(browser_of(ana))

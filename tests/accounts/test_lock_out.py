"""Brute force, carried out: who guesses at passwords is slowed down, and its holder is not."""

import re

import pytest
from django.test import Client

from tests.accounts.people import ANA, BERTA, PASSWORD, browser_of, sent_form

IN, RECOVER = "/cuenta/ingreso/", "/cuenta/recuperar/"
GUESS = "una contraseña cualquiera"


def tries(client: Client, rut: str, times: int, password: str = GUESS, **options) -> list[int]:
    return [client.post(IN, {"rut": rut, "password": password}, **options).status_code for _ in range(times)]


def test_guessing_ends_at_the_fifth_try_however_the_rut_is_written(ana, client):
    assert (
        tries(client, ANA, 2) + tries(client, "11.111.111-1", 2) + tries(client, "111111111", 2)
        == [200] * 4 + [429] * 2
    )


def test_who_is_locked_out_is_told_how_long_and_their_password_does_not_help(ana, client):
    tries(client, ANA, 5)
    answer = client.post(IN, {"rut": ANA, "password": PASSWORD})
    assert answer.status_code == 429
    assert 890 < int(answer.headers["Retry-After"]) <= 900
    assert "Vuelva a intentarlo en 15 minutos." in answer.content.decode()
    assert client.get("/escritorio/").status_code == 302


def test_an_account_that_does_not_exist_locks_likewise(client, db):
    assert tries(client, BERTA, 6) == [200] * 4 + [429] * 2


def test_one_attackers_failures_do_not_lock_the_holder_out(ana):
    tries(Client(), ANA, 5, REMOTE_ADDR="203.0.113.7")
    holder = Client(REMOTE_ADDR="198.51.100.4")
    assert sent_form(holder, IN, rut=ANA, password=PASSWORD) == (302, "/escritorio/")


def test_many_addresses_together_lock_an_account(ana):
    told = [tries(Client(), ANA, 1, REMOTE_ADDR=f"203.0.113.{number}")[0] for number in range(1, 23)]
    assert told == [200] * 19 + [429] * 3


def test_one_address_that_tries_many_accounts_is_locked(ana, client):
    ruts = [f"{number:08d}-{check_digit(number)}" for number in range(5_000_001, 5_000_022)]
    assert [tries(client, rut, 1)[0] for rut in ruts] == [200] * 19 + [429] * 2
    assert tries(client, ANA, 1, PASSWORD) == [429]


def check_digit(number: int) -> str:
    from stdnum.cl.rut import calc_check_digit

    return calc_check_digit(str(number))


def test_a_forged_header_does_not_change_the_address(ana, client):
    told = [tries(client, ANA, 1, headers={"x-forwarded-for": f"203.0.113.{number}"})[0] for number in range(6)]
    assert told == [200] * 4 + [429] * 2


def test_behind_the_proxy_the_address_is_what_the_proxy_wrote(ana, client, settings):
    settings.BEHIND_PROXY = True
    told = [
        tries(client, ANA, 1, headers={"x-forwarded-for": f"10.9.8.{number}, 203.0.113.5"})[0] for number in range(6)
    ]
    assert told == [200] * 4 + [429] * 2
    elsewhere = {"x-forwarded-for": "203.0.113.5, 198.51.100.4"}
    assert tries(client, ANA, 1, PASSWORD, headers=elsewhere) == [302]


def test_a_new_password_by_mail_lets_its_holder_in_again(ana, client, mailoutbox):
    tries(client, ANA, 5)
    client.post(RECOVER, {"account": ANA})
    (link,) = re.findall(r"http://testserver(\S+)", mailoutbox[0].body)
    form = client.get(link).headers["Location"]
    new = {"new_password1": "otros corderos 8", "new_password2": "otros corderos 8"}
    assert sent_form(client, form, **new) == (302, "/cuenta/recuperar/lista/")
    assert tries(client, ANA, 1, "otros corderos 8") == [302]


def test_failures_write_nothing_of_the_person_into_the_log(ana, client, caplog):
    caplog.set_level("DEBUG")
    tries(client, ANA, 6, REMOTE_ADDR="203.0.113.7")
    said = "\n".join(record.getMessage() for record in caplog.records)
    assert "login failure" in said
    assert [word for word in (ANA, "203.0.113.7", GUESS) if word in said] == []


# A screen left open: whoever sits down at it does not know the password.


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("/cuenta/datos/eliminar/", "password"),
        ("/cuenta/clave/", "old_password"),
        ("/cuenta/segundo-factor/quitar/", "password"),
    ],
)
def test_guessing_at_an_open_session_is_counted_as_at_the_sign_in(address, field, ana):
    client = browser_of(ana)
    ana.totpdevice_set.create(name="Teléfono", confirmed=True)
    new = {"new_password1": "otros corderos 8", "new_password2": "otros corderos 8"}
    assert [client.post(address, {field: GUESS} | new).status_code for _ in range(5)] == [200] * 4 + [429]
    assert client.post(address, {field: PASSWORD} | new).status_code == 429
    assert tries(Client(), ANA, 1, PASSWORD) == [429]
    ana.refresh_from_db()
    assert (ana.check_password(PASSWORD), ana.totpdevice_set.count()) == (True, 1)

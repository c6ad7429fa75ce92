"""Where a request comes from, and as what it is counted."""

import pytest
from django.test import Client, RequestFactory

from accounts.addresses import client_address, counted_address
from accounts.limits import MOST
from tests.accounts.people import ANA, sent_form


@pytest.mark.parametrize(
    ("told", "address", "counted"),
    [
        ("203.0.113.7", "203.0.113.7", "203.0.113.7"),
        ("2001:db8:0:1:a:b:c:d", "2001:db8:0:1:a:b:c:d", "2001:db8:0:1::"),
        ("2001:DB8:0:2::1", "2001:db8:0:2::1", "2001:db8:0:2::"),
        ("::ffff:203.0.113.7", "203.0.113.7", "203.0.113.7"),
        ("", None, None),
        ("nada", None, None),
    ],
)
def test_an_ipv6_line_is_counted_as_one_whatever_address_it_takes(told, address, counted):
    request = RequestFactory(REMOTE_ADDR=told).get("/")
    assert (client_address(request), counted_address(request)) == (address, counted)


def test_who_takes_another_ipv6_address_each_time_sends_no_more_forms(db):
    clients = [Client(REMOTE_ADDR=f"2001:db8:0:1::{number}") for number in range(1, MOST + 2)]
    told = [sent_form(each, "/cuenta/recuperar/", account="nadie@example.com")[0] for each in clients]
    assert told == [302] * MOST + [429]
    neighbour = Client(REMOTE_ADDR="2001:db8:0:2::1")
    assert sent_form(neighbour, "/cuenta/recuperar/", account="nadie@example.com")[0] == 302


def test_nor_guesses_more_often(ana):
    guess = {"rut": ANA, "password": "una contraseña cualquiera"}
    clients = [Client(REMOTE_ADDR=f"2001:db8:0:1::{number}") for number in range(1, 6)]
    assert [sent_form(each, "/cuenta/ingreso/", **guess)[0] for each in clients] == [200] * 4 + [429]

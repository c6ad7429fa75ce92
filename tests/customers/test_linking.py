"""*Agregar cuenta*: proof, its limits, what the holder is told and can do about it."""

import re
from datetime import timedelta

import pytest
from django.core import mail, signing
from django.db import connection
from django.utils import timezone

from accounts.models import User
from customers.linking import REVOCABLE_DAYS, SALT, revocation_token, revoke
from customers.models import Dte, ProofAttempt, Service, ServiceLink
from tests.customers.conftest import browser_of
from tests.factories.customers import JANUARY, link, make_bill, make_service, months

pytestmark = pytest.mark.django_db
WRONG = "Los datos no coinciden con una de las tres últimas boletas de ese servicio. Revíselos y vuelva a intentarlo."
PROOF = {"number": "90001", "rut": "11.111.111-1", "folio": "4", "amount": "$952"}


@pytest.fixture
def confirmed(berta) -> User:
    """Berta, who pays Ana's bills; her e-mail is confirmed."""
    User.objects.filter(pk=berta.pk).update(email_confirmed_at=timezone.now())
    berta.refresh_from_db()
    return berta


@pytest.fixture
def service() -> Service:
    """Four bills, folios 1 to 4, of $952 each with IVA."""
    service = make_service("90001")
    for folio, month in enumerate(months(JANUARY, 4), 1):
        make_bill(service, month, folio=folio)
    return service


def add(user: User, **changes: str):
    return browser_of(user).post("/clientes/agregar/", PROOF | changes)


def test_a_right_proof_opens_the_service_and_is_written_down(confirmed, service):
    response = add(confirmed)
    assert (response.status_code, response["Location"]) == (302, "/clientes/90001/general/")
    assert list(ServiceLink.objects.values_list("user", "service", "proof", "revoked_at")) == [
        (confirmed.pk, "90001", "boleta", None)
    ]
    assert list(ProofAttempt.objects.values_list("user", "service_number", "address", "is_proven", "is_refused")) == [
        (confirmed.pk, "90001", "127.0.0.1", True, False)
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        {"number": "90009"},
        {"number": "90001' OR '1'='1"},
        {"rut": "22222222-2"},
        {"folio": "99"},
        {"amount": "953"},
        # January's is the fourth of the last bills.
        {"folio": "1"},
    ],
    ids=["unknown service", "SQL", "holder", "folio", "amount", "too old"],
)
def test_whichever_part_is_wrong_the_answer_and_the_questions_are_the_same(
    confirmed, service, wrong, django_assert_num_queries
):
    client = browser_of(confirmed)
    # Session, person; the try, the tries of account, address and service; the proof; the page's publication.
    with django_assert_num_queries(8):
        response = client.post("/clientes/agregar/", PROOF | wrong)
    assert response.status_code == 422
    assert re.findall(r'role="alert">([^<]+)<', response.content.decode()) == [WRONG]
    assert (ServiceLink.objects.count(), mail.outbox) == (0, [])


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"rut": "11111111-2"}, "El dígito verificador no corresponde a ese RUT. Revise que esté bien escrito."),
        ({"folio": "cuatro"}, "Escriba el folio con números."),
        ({"amount": "9" * 20}, "Escriba el monto con números, por ejemplo 47.045."),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field_and_is_no_try(confirmed, service, wrong, sentence):
    response = add(confirmed, **wrong)
    assert (response.status_code, sentence in response.content.decode()) == (422, True)
    assert ProofAttempt.objects.count() == 0


def test_after_five_wrong_tries_even_the_right_one_waits(confirmed, service):
    assert [add(confirmed, folio=str(90 + number)).status_code for number in range(5)] == [422] * 5
    response = add(confirmed)
    assert (response.status_code, response["Retry-After"]) == (429, "3600")
    assert "Hubo demasiados intentos. Vuelva a intentarlo en 60 minutos." in response.content.decode()
    assert (ServiceLink.objects.count(), ProofAttempt.objects.filter(is_refused=True).count()) == (0, 1)
    ProofAttempt.objects.update(tried_at=timezone.now() - timedelta(minutes=61))
    assert add(confirmed).status_code == 302


def test_tries_at_one_service_count_together_whoever_makes_them(confirmed, service, ana):
    User.objects.filter(pk=ana.pk).update(email_confirmed_at=timezone.now())
    ProofAttempt.objects.bulk_create(
        ProofAttempt(user=confirmed, service_number="90001", address="198.51.100.7", is_proven=False) for _ in range(5)
    )
    ana.refresh_from_db()
    assert add(ana).status_code == 429


def test_services_cannot_be_listed_by_trying_their_numbers(confirmed, service):
    answers = {add(confirmed, number=str(number), folio="9").status_code for number in range(90000, 90005)}
    assert answers == {422}
    assert add(confirmed, number="90005").status_code == 429


def test_who_has_not_confirmed_the_email_is_told_to(berta, service):
    response = add(berta)
    assert "confirme su correo" in response.content.decode()
    assert (ServiceLink.objects.count(), ProofAttempt.objects.count()) == (0, 0)


def test_a_form_from_elsewhere_is_not_taken(confirmed, service):
    client = browser_of(confirmed)
    client.handler.enforce_csrf_checks = True
    assert client.post("/clientes/agregar/", PROOF).status_code == 403
    assert ServiceLink.objects.count() == 0


def test_the_holder_is_told_and_can_take_the_access_away(client, confirmed, service):
    add(confirmed)
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (["titular90001@example.com"], "Una cuenta agregó su servicio 90001")
    assert "la cuenta de Berta P. agregó el servicio 90001" in letter.body
    path = re.search(r"http://testserver(/clientes/vinculos/\S+/)", letter.body)[1]
    assert client.get(path).status_code == 200
    assert ServiceLink.objects.filter(revoked_at=None).count() == 1, "opening the page does nothing"
    assert client.post(path).status_code == 200
    assert ServiceLink.objects.filter(revoked_at=None).count() == 0
    assert (client.get(path).status_code, browser_of(confirmed).get("/clientes/90001/general/").status_code) == (
        404,
        404,
    )


def test_a_service_added_twice_is_one_link_and_one_letter(confirmed, service):
    assert [add(confirmed).status_code, add(confirmed).status_code] == [302, 302]
    assert (ServiceLink.objects.count(), len(mail.outbox)) == (1, 1)


@pytest.mark.parametrize("salt", [SALT, "accounts.confirm_email"])
def test_a_token_serves_its_one_purpose_for_its_time(client, ana, service, salt, monkeypatch):
    own = link(ana, service)
    token = signing.dumps(own.pk, salt=salt)
    assert client.get(f"/clientes/vinculos/{token}/").status_code == (200 if salt == SALT else 404)
    later = timezone.now().timestamp() + (REVOCABLE_DAYS + 1) * 24 * 3600
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert client.get(f"/clientes/vinculos/{revocation_token(own)[:-1]}x/").status_code == 404
    assert client.get(f"/clientes/vinculos/{token}/").status_code == 404


def test_one_gives_up_ones_own_service_and_nobody_elses(ana, berta, service):
    link(ana, service)
    assert browser_of(berta).post("/clientes/90001/quitar/").status_code == 404
    assert ServiceLink.objects.filter(revoked_at=None).count() == 1
    assert browser_of(ana).get("/clientes/90001/quitar/").status_code == 200
    assert browser_of(ana).post("/clientes/90001/quitar/").status_code == 302
    assert ServiceLink.objects.filter(revoked_at=None).count() == 0


def test_giving_up_twice_at_once_is_giving_up_once(ana, service):
    """The other one is done as soon as this one has found the service."""
    own = link(ana, service)
    client = browser_of(ana)

    def other(execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        if sql.startswith('SELECT "customers_service"'):
            revoke(own)
        return result

    with connection.execute_wrapper(other):
        response = client.post("/clientes/90001/quitar/")
    assert (response.status_code, response["Location"]) == (302, "/clientes/")
    assert ServiceLink.objects.filter(revoked_at=None).count() == 0


@pytest.mark.parametrize(("folio", "status"), [(10**15 - 1, 302), (2**31, 302), (10**15, 422)])
def test_folios_are_as_long_as_deliveries_bring_them(confirmed, service, folio, status):
    Dte.objects.filter(folio=4).update(folio=folio)
    assert add(confirmed, folio=str(folio)).status_code == status

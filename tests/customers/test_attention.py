"""The desk of *atención*: what it tells of services that were set aside, and what it does not."""

import pytest
from django.contrib.auth.models import Group

from accounts.models import User
from customers.models import Delivery, SetAside
from tests.customers.conftest import browser_of
from tests.factories.customers import make_service
from tests.layers.views.reading import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    someone = User.objects.create_user("55555555-5", is_staff=True)
    someone.groups.add(Group.objects.get(name="atención"))
    return browser_of(someone)


def finding(check: str, reason: str) -> dict:
    return {"check": check, "layer": "boletas", "line": 2, "field": "iva", "value": "191", "reason": reason}


def test_a_service_set_aside_is_told_by_what_was_checked_without_a_persons_figures(desk, django_assert_num_queries):
    make_service("90001")
    label = "IVA distinto del 19 % de los cargos afectos"
    delivery = Delivery.objects.create(report={"checks": [{"key": "iva", "label": label}]})
    for number in ("90001", "90009"):
        findings = [finding("iva", "el 19 % de los cargos afectos es 190"), finding("iva", "es 195")]
        SetAside.objects.create(delivery=delivery, service_number=number, findings=[*findings, finding("gone", "x 7")])
    # Session, person, own permissions and groups'; services set aside, their delivery, those known; the page's publication.
    with django_assert_num_queries(8):
        page = read(desk, "/clientes/atencion/apartados/")
    told = f"boletas: {label}boletas: gone"
    assert [row[::2] for row in page.table()[1:]] == [["90001", told], ["90009", told]]
    assert not any(figure in page.text for figure in ("190", "191", "195", "x 7"))

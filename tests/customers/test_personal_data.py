"""What *Mis datos* says of a person's services."""

import pytest
from django.contrib.auth.models import Group

from accounts.models import User
from customers.access import service_for
from tests.customers.conftest import browser_of
from tests.factories.customers import link, make_service
from tests.layers.views.reading import read

pytestmark = pytest.mark.django_db


def carla(**name: str) -> User:
    user = User.objects.create_user("55555555-5", is_staff=True, **name)
    user.groups.add(Group.objects.get(name="atención"))
    return user


def readers(user: User) -> list[list[str]]:
    """Who, service, what."""
    return [row[1:] for row in read(browser_of(user), "/cuenta/datos/").table(0)[1:]]


def test_who_looked_is_told_when_they_work_here_no_more(ana):
    link(ana, make_service("90001"))
    staff = carla(first_name="Carla", paternal_surname="Mora")
    service_for(staff, "90001", "Detalle de cargos 01/2020")
    staff.delete()
    assert readers(ana) == [["Carla Mora", "90001", "Detalle de cargos 01/2020"]]


def test_staff_without_a_name_are_not_told_by_their_rut(ana):
    link(ana, make_service("90001"))
    service_for(carla(), "90001")
    assert readers(ana) == [["Funcionario", "90001", "Información general"]]

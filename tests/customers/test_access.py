"""Fetching and permission are one act: one's own by a link in force, staff noted, everybody else 404."""

import pytest
from django.contrib.auth.models import Group
from django.http import Http404
from django.utils import timezone

from accounts.models import User
from customers.access import own_services, service_for
from customers.models import Service, StaffReading
from tests.factories.customers import link, make_service

pytestmark = pytest.mark.django_db


def staff(group: str) -> User:
    user = User.objects.create_user("55555555-5", is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    return user


def test_ones_own_service_is_read_by_one_query_and_not_noted(ana, django_assert_num_queries):
    link(ana, make_service("90001"))
    with django_assert_num_queries(1):
        service = service_for(ana, "90001")
        assert service.customer.name == "Ana Soto"
        assert not hasattr(service, "eg_contract")
    assert StaffReading.objects.count() == 0


@pytest.mark.parametrize("number", ["90001", "90009", "", "9" * 21, "9\0", "../90001", "90001' OR 1=1"])
def test_anothers_service_is_not_there_and_neither_is_nonsense(berta, number):
    make_service("90001")
    with pytest.raises(Http404):
        service_for(berta, number)


def test_a_link_that_is_over_opens_nothing(ana):
    over = link(ana, make_service("90001"))
    over.revoked_at = timezone.now()
    over.save()
    with pytest.raises(Http404):
        service_for(ana, "90001")
    assert list(own_services(ana)) == []


def test_atencion_reads_any_service_and_each_time_it_is_noted():
    make_service("90001")
    someone = staff("atención")
    assert service_for(someone, "90001", "Detalle de cargos 01/2020") == Service.objects.get()
    assert list(StaffReading.objects.values_list("staff", "service", "subject")) == [
        (someone.pk, "90001", "Detalle de cargos 01/2020")
    ]


@pytest.mark.parametrize("group", ["planificación", "publicación"])
def test_other_staff_read_nothing_personal(group):
    make_service("90001")
    with pytest.raises(Http404):
        service_for(staff(group), "90001")
    assert StaffReading.objects.count() == 0


def test_the_permission_without_being_staff_is_not_enough(berta):
    make_service("90001")
    berta.groups.add(Group.objects.get(name="atención"))
    with pytest.raises(Http404):
        service_for(berta, "90001")

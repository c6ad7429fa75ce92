"""The way to a person's data by a service's number: fetching and permission are one act.

Whoever may not see a service gets 404, as for none.
"""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.http import Http404

from accounts.models import User
from customers.models import Service, ServiceLink, StaffReading

READ_ANY = "customers.read_any_service"
LONGEST_NUMBER = 20


def service_for(user: User, number: str, subject: str = "Información general") -> Service:
    """The service with its customer and contract; `subject` is what staff are noted to have read. Raises Http404."""
    if "\0" in number or len(number) > LONGEST_NUMBER:
        raise Http404
    found = Service.objects.select_related("customer", "eg_contract").filter(number=number)
    if own := found.filter(links__user=user, links__revoked_at=None).first():
        return own
    service = found.first() if may_read_any(user) else None
    if service is None:
        raise Http404
    note_reading(user, [service], subject)
    return service


def own_services(user: User) -> QuerySet[Service]:
    """Those linked to the account, the links in force alone."""
    linked = ServiceLink.objects.filter(user=user, revoked_at=None).values("service")
    return Service.objects.filter(number__in=linked).order_by("number")


def may_read_any(user: User) -> bool:
    return user.is_staff and user.has_perm(READ_ANY)


def note_reading(user: User, services: Iterable[Service], subject: str) -> None:
    StaffReading.objects.bulk_create(
        StaffReading(staff=user, person=user.full_name, service=service, subject=subject) for service in services
    )

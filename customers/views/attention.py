"""The desk of *atención*: a service by number, RUT or name; services set aside, and those that no transformer feeds."""

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import PersonRequest, staff_with
from accounts.rut import RutError, parse_rut
from customers.access import READ_ANY, note_reading
from customers.models import Service, SetAside
from customers.pages.menu import Entry, manual, trail_to
from customers.placement import services_without_transformer
from customers.views.private import View
from layers.pages.trail import Step

MOST = 20
MOST_LISTED = 500
LONGEST = 100


def staff_page(view: View) -> View:
    return staff_with(READ_ANY)(require_safe(view))


@staff_page
def attention(request: PersonRequest) -> HttpResponse:
    """What is found is read, so it is noted; hence few at a time."""
    asked = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
    found = list(services_like(asked)[: MOST + 1]) if asked else []
    note_reading(request.user, found[:MOST], "Búsqueda de servicios")
    context = {"asked": asked, "found": found[:MOST], "more": len(found) > MOST, "most": MOST}
    return render(request, "customers/attention/search.html", desk("Buscar un servicio", request) | context)


def services_like(asked: str):
    by_name = Q(pk__isnull=False)
    for word in asked.split():
        by_name &= Q(customer__name__unaccent__icontains=word)
    try:
        by_rut = Q(customer__rut=parse_rut(asked))
    except RutError:
        by_rut = Q(pk=None)
    services = Service.objects.select_related("customer")
    return services.filter(Q(number=asked) | by_rut | by_name).order_by("customer__name", "number")


@staff_page
def set_aside(request: PersonRequest) -> HttpResponse:
    """What is wrong with each, by the check that it failed: values, and reasons that name them, are a person's."""
    rows = list(SetAside.objects.prefetch_related("delivery").order_by("service_number")[:MOST_LISTED])
    known = set(
        Service.objects.filter(number__in=[row.service_number for row in rows]).values_list("number", flat=True)
    )
    context = {"rows": [(row, reasons(row), row.service_number in known) for row in rows]}
    return render(request, "customers/attention/set_aside.html", desk("Servicios apartados", request) | context)


def reasons(row: SetAside) -> list[str]:
    labels = {check["key"]: check["label"] for check in row.delivery.report.get("checks", [])}
    texts = (f"{each['layer']}: {labels.get(each['check'], each['check'])}" for each in row.findings)
    return list(dict.fromkeys(texts))


@staff_page
def unfed(request: PersonRequest) -> HttpResponse:
    title = "Servicios sin transformador"
    context = {"rows": list(services_without_transformer()[:MOST_LISTED])}
    return render(request, "customers/attention/unfed.html", desk(title, request) | context)


def desk(title: str, request: PersonRequest) -> dict:
    menu = [
        Entry("Buscar un servicio", reverse("attention")),
        Entry("Servicios apartados", reverse("attention-set-aside")),
        Entry("Servicios sin transformador", reverse("attention-unfed")),
        manual(),
    ]
    trail = trail_to(Step("Atención", reverse("attention")), Step(title, request.path))
    return {"title": title, "menu_of_service": menu, "trail": trail}

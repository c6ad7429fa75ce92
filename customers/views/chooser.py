"""*Ver información*: which service."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from accounts.access import PersonRequest
from customers.access import own_services
from customers.pages.menu import chooser_menu, trail_to
from customers.views.private import read_page


@read_page
def chooser(request: PersonRequest) -> HttpResponse:
    """*Enviar* leads to the service's page; what is not one's own is not found there."""
    asked = request.GET.get("numero", "").strip()
    services = list(own_services(request.user))
    if asked in {service.number for service in services}:
        return HttpResponseRedirect(reverse("customer-general", args=[asked]))
    context = {
        "title": "Ver información",
        "menu_of_service": chooser_menu(),
        "trail": trail_to(),
        "services": services,
        "problem": "Elija uno de sus servicios." if "numero" in request.GET else "",
    }
    return render(request, "customers/chooser.html", context)

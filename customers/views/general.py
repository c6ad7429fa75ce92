"""*Información general*, *usuario* and *técnica*."""

from django.http import HttpResponse

from accounts.access import PersonRequest
from customers.access import service_for
from customers.models import Service
from customers.pages.general import technical_facts, user_facts
from customers.selectors import transformer_of
from customers.views.private import current_publication, read_page, service_page
from layers.pages.facts import Fact


@read_page
def general(request: PersonRequest, number: str) -> HttpResponse:
    service = service_for(request.user, number, "Información general")
    context = {
        "user_facts": user_facts(service),
        "technical_facts": technical(request, service),
        "with_history": True,
    }
    return service_page(request, service, "Información general", "general", context)


@read_page
def user(request: PersonRequest, number: str) -> HttpResponse:
    service = service_for(request.user, number, "Información usuario")
    return service_page(request, service, "Información usuario", "general", {"user_facts": user_facts(service)})


@read_page
def technical_page(request: PersonRequest, number: str) -> HttpResponse:
    service = service_for(request.user, number, "Información técnica")
    context = {"technical_facts": technical(request, service)}
    return service_page(request, service, "Información técnica", "general", context)


def technical(request: PersonRequest, service: Service) -> list[Fact]:
    return technical_facts(service, transformer_of(service, current_publication(request)))

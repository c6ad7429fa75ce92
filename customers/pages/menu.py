"""The left menus: of the chooser, and of a service."""

from dataclasses import dataclass

from django.urls import reverse

from customers.models import Service
from layers.pages.trail import HOME, Step


@dataclass(frozen=True)
class Entry:
    label: str
    url: str


#: Label and route, in the order of the screen.
OF_SERVICE = (
    ("Información general", "customer-general"),
    ("Información usuario", "customer-user"),
    ("Información técnica", "customer-technical"),
    ("Consumo y cargos históricos", "customer-consumption"),
)
OF_EG = (
    ("Historial consumo inyecciones", "customer-injections"),
    ("Información remanente", "customer-remainder"),
    ("Medidor consumo e inyectada", "customer-meter"),
    ("Copia de documentos", "customer-documents"),
)


def has_eg(service: Service) -> bool:
    return hasattr(service, "eg_contract")


def menu_of(service: Service) -> list[Entry]:
    entries = OF_SERVICE + (OF_EG if has_eg(service) else ())
    return [*(Entry(label, reverse(route, args=[service.number])) for label, route in entries), manual()]


def chooser_menu() -> list[Entry]:
    return [
        Entry("Ver información", reverse("customer-chooser")),
        Entry("Agregar cuenta", reverse("customer-add")),
        manual(),
    ]


def manual() -> Entry:
    return Entry("Manual", reverse("manual"))


def trail_to(*steps: Step) -> list[Step]:
    """Inicio / Clientes / …"""
    return [HOME, Step("Clientes", reverse("customer-chooser")), *steps]


def service_trail(service: Service, *steps: Step) -> list[Step]:
    """Inicio / Clientes / Servicio 11261 / …"""
    return trail_to(Step(f"Servicio {service.number}", reverse("customer-general", args=[service.number])), *steps)

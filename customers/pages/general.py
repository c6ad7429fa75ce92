"""Whose a service is, where it stands and what feeds it."""

from accounts.rut import show_rut
from customers.models import Service
from layers import formats
from layers.enums import Layer
from layers.models import Transformer
from layers.pages.asset import map_selection
from layers.pages.facts import Fact, Value
from layers.territory import comunas_by_code


def user_facts(service: Service) -> list[Fact]:
    place = comunas_by_code().get(service.comuna_code)
    return [
        fact("RUT cliente", show_rut(service.customer.rut)),
        fact("Nombre", service.customer.name),
        fact("Correo", service.customer.email),
        fact("Dirección", service.address),
        fact("Comuna", place.name if place else service.comuna_code),
        fact("Región", place.region if place else ""),
        fact("Fecha de facturación", formats.day(service.billed_on) if service.billed_on else ""),
    ]


def technical_facts(service: Service, transformer: Transformer | None) -> list[Fact]:
    return [
        fact("Capacidad empalme [kVA]", number(service.connection_capacity_kva)),
        transformer_fact(service, transformer),
        fact("Capacidad transformador [kVA]", number(transformer.rated_power_kva) if transformer else ""),
        fact("Tensión transformador [V]", (transformer.voltage_class or "") if transformer else ""),
    ]


def transformer_fact(service: Service, transformer: Transformer | None) -> Fact:
    """With the way to its place on the map; one that the published network lacks goes by its number."""
    if transformer is None:
        return fact("Transformador", service.transformer_id or "")
    url = map_selection(Layer.TRANSFORMERS, transformer.id)
    return Fact("", "Transformador", "", [Value(transformer.name or transformer.id, url)])


def fact(label: str, text: str) -> Fact:
    """Empty: unknown."""
    return Fact("", label, "", [Value(text)] if text else [])


def number(value: float | None) -> str:
    return "" if value is None else formats.number(value)

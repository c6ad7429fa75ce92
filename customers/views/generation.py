"""*Información remanente*, *Medidor consumo e inyectada* and *Copia de documentos*."""

from django.http import HttpResponse
from django.urls import reverse

from accounts.access import PersonRequest
from customers.enums import DocumentKind
from customers.pages.explained import meter_events, reading_lines, remainder_lines
from customers.pages.general import fact
from customers.pages.month_chart import figures_chart
from customers.pages.rows import with_words
from customers.pages.words import kwh
from customers.selectors import documents_of, price_index, readings_of, remainders_of
from customers.tables import ReadingTable, RemainderTable
from customers.views.history import service_with_eg
from customers.views.months import grid
from customers.views.private import charts_of, current_publication, read_page, service_page
from layers import formats

IN_REMAINDER = ("injection_kwh",)
IN_READINGS = (
    *("injection_kwh", "injection_before_kwh", "injection_now_kwh"),
    *("consumption_kwh", "consumption_before_kwh", "consumption_now_kwh"),
)
OF_METER = {"Consumo": "consumption_kwh", "Inyección": "injection_kwh"}
PESOS = ("previous_clp", "adjusted_clp", "available_clp", "accumulated_clp", "settlement_clp")


@read_page
def remainder(request: PersonRequest, number: str) -> HttpResponse:
    title = "Información remanente"
    service = service_with_eg(request, number, title)
    current_publication(request)
    rows = remainders_of(service)
    words = [f"{with_words(row, IN_REMAINDER, 2)} {with_words(row, PESOS, 0)}" for row in rows]
    context = {
        "facts": [
            fact("Forma de liquidación", service.eg_contract.get_settlement_form_display()),
            fact("Frecuencia", service.eg_contract.get_settlement_frequency_display()),
        ],
        "charts": charts_of(
            figures_chart("Inyección", "kWh", rows, {"Inyección": "injection_kwh"}, kwh),
            figures_chart("Disponible descuento", "$", rows, {"Disponible": "available_clp"}, formats.pesos),
        ),
        "lines": remainder_lines(rows, price_index(row.month for row in rows)),
        **grid(request, RemainderTable, rows, words),
    }
    return service_page(request, service, title, "figures", context)


@read_page
def meter(request: PersonRequest, number: str) -> HttpResponse:
    title = "Medidor consumo e inyectada"
    service = service_with_eg(request, number, title)
    current_publication(request)
    rows = readings_of(service)
    context = {
        "charts": charts_of(figures_chart("Consumo e inyección", "kWh", rows, OF_METER, kwh)),
        "lines": reading_lines(rows),
        "events": meter_events(rows),
        **grid(request, ReadingTable, rows, [with_words(row, IN_READINGS, 2) for row in rows]),
    }
    return service_page(request, service, title, "figures", context)


@read_page
def documents(request: PersonRequest, number: str) -> HttpResponse:
    title = "Copia de documentos"
    service = service_with_eg(request, number, title)
    current_publication(request)
    on_file = documents_of(service)
    rows = [
        (kind.label, reverse("customer-document", args=[number, kind.value]) if kind.value in on_file else "")
        for kind in DocumentKind
    ]
    return service_page(request, service, title, "documents", {"rows": rows})

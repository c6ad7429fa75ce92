"""*Consumo y cargos históricos*, *Detalle de cargos* and *Historial consumo inyecciones*."""

from datetime import date

from django.http import HttpResponse

from accounts.access import PersonRequest
from customers.access import service_for
from customers.models import Bill, Service
from customers.pages.balance import balance_in_words
from customers.pages.bill import charge_rows, sum_note, totals
from customers.pages.general import user_facts
from customers.pages.history import charges_chart, consumption_chart, has_dte, injection_chart, month_rows
from customers.pages.menu import has_eg
from customers.pages.words import month_name
from customers.selectors import bill_of, bills_of, earlier_charges, injections_of
from customers.tables import ConsumptionTable, InjectionTable
from customers.views.months import grid
from customers.views.private import charts_of, current_publication, read_page, service_page
from layers.views.asked import NotHere


@read_page
def consumption(request: PersonRequest, number: str) -> HttpResponse:
    title = "Consumo y cargos históricos"
    service = service_for(request.user, number, title)
    current_publication(request)
    rows = month_rows(service, bills_of(service), {})
    context = {
        "charts": charts_of(consumption_chart(rows), charges_chart(rows)),
        **grid(request, ConsumptionTable, rows, [row.words for row in rows]),
    }
    return service_page(request, service, title, "history", context)


@read_page
def injections(request: PersonRequest, number: str) -> HttpResponse:
    title = "Historial consumo inyecciones"
    service = service_with_eg(request, number, title)
    current_publication(request)
    rows = month_rows(service, bills_of(service), injections_of(service))
    context = {
        "charts": charts_of(injection_chart(rows)),
        **grid(request, InjectionTable, rows, [row.words for row in rows]),
    }
    return service_page(request, service, title, "history", context)


@read_page
def bill_detail(request: PersonRequest, number: str, month: date) -> HttpResponse:
    service = service_for(request.user, number, f"Detalle de cargos {month:%m/%Y}")
    current_publication(request)
    bill = bill_of(service, month)
    if bill is None:
        raise NotHere(f"El servicio {number} no tiene boleta de {month_name(month)}.")
    return service_page(request, service, f"Detalle de cargos, {month_name(month)}", "bill", of_bill(service, bill))


def of_bill(service: Service, bill: Bill) -> dict:
    charges = list(bill.charges.all())
    remainder = service.remainders.filter(month=bill.month).first() if has_eg(service) else None
    return {
        "bill": bill,
        "user_facts": user_facts(service),
        "rows": charge_rows(charges, earlier_charges(bill)),
        "totals": totals(bill),
        "sum_note": sum_note(bill, charges),
        "has_dte": has_dte(bill),
        "balance": balance_in_words(remainder),
    }


def service_with_eg(request: PersonRequest, number: str, subject: str) -> Service:
    """Raises Http404 for a service without generation."""
    service = service_for(request.user, number, subject)
    if not has_eg(service):
        raise NotHere(f"El servicio {number} no tiene equipo de generación.")
    return service

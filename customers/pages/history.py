"""Consumption, charges and injections month by month: rows for a table, and the same as charts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse

from customers.models import Bill, Injection, Service
from customers.pages.month_chart import figures_chart
from customers.pages.words import iso_month, kwh, month_name
from customers.selectors import window_of
from layers import formats
from layers.charts import Chart


@dataclass(frozen=True)
class MonthRow:
    """A month of a service. Unknown is None; an address is empty where nothing lies."""

    month: date
    consumption_kwh: Decimal | None
    charges_clp: int | None
    injection_kwh: Decimal | None
    detail_url: str
    annex_url: str
    dte_url: str

    @property
    def words(self) -> str:
        """What *Buscar* looks through."""
        values = (kwh(self.consumption_kwh), formats.pesos(self.charges_clp), kwh(self.injection_kwh, exact=True))
        return f"{self.month:%m/%Y %m-%Y} {month_name(self.month)} {' '.join(values)}"


def month_rows(service: Service, bills: dict[date, Bill], injections: dict[date, Injection]) -> list[MonthRow]:
    """Newest first."""
    months = window_of([*bills, *injections])
    return [month_row(service, month, bills.get(month), injections.get(month)) for month in months]


def month_row(service: Service, month: date, bill: Bill | None, injection: Injection | None) -> MonthRow:
    where = [service.number, iso_month(month)]
    return MonthRow(
        month=month,
        consumption_kwh=bill.consumption_kwh if bill else None,
        charges_clp=bill.net_charges_clp if bill else None,
        injection_kwh=injection.injection_kwh if injection else None,
        detail_url=reverse("customer-bill", args=where) if bill else "",
        annex_url=reverse("customer-annex", args=where) if injection and injection.annex_id else "",
        dte_url=reverse("customer-dte", args=where) if bill and has_dte(bill) else "",
    )


def has_dte(bill: Bill) -> bool:
    return hasattr(bill, "dte") and bill.dte.file_id is not None


def consumption_chart(rows: Sequence[MonthRow]) -> Chart | None:
    return figures_chart("Consumo", "kWh", rows, {"Consumo": "consumption_kwh"}, kwh)


def charges_chart(rows: Sequence[MonthRow]) -> Chart | None:
    return figures_chart("Cargos", "$", rows, {"Cargos": "charges_clp"}, formats.pesos)


def injection_chart(rows: Sequence[MonthRow]) -> Chart | None:
    names = {"Consumo": "consumption_kwh", "Inyección": "injection_kwh"}
    return figures_chart("Consumo e inyección", "kWh", rows, names, kwh)

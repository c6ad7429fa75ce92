"""The customer's tables: a row a month. All are drawn by includes/grid.html, and sorted and searched within their 36 months."""

from collections.abc import Callable
from typing import Any

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString

from customers.pages.words import month_name
from layers import formats
from layers.tables import UNKNOWN

RIGHT = {"td": {"class": "numeric"}, "th": {"class": "numeric"}}
NOTHING = "-"


class MonthColumn(tables.Column):
    """`pattern` writes a part of the month; both parts are sorted by the whole."""

    def __init__(self, heading: str, pattern: str) -> None:
        super().__init__(verbose_name=heading, accessor="month")
        self.pattern = pattern

    def render(self, value: Any) -> str:
        return value.strftime(self.pattern)


class FigureColumn(tables.Column):
    """A number as `shown` writes it; S/I where unknown. `side` tells columns of one heading apart for those who hear them."""

    def __init__(self, heading: str, shown: Callable[[Any], str], accessor: str, side: str = "") -> None:
        label = format_html('{}<span class="visually-hidden"> de {}</span>', heading, side) if side else heading
        super().__init__(verbose_name=label, accessor=accessor, default=UNKNOWN, attrs=RIGHT)
        self.shown = shown

    def render(self, value: Any) -> str:
        return self.shown(value)


class WayColumn(tables.Column):
    """A word that leads on; what does not exist is a dash."""

    def __init__(self, heading: str, word: str, accessor: str) -> None:
        super().__init__(verbose_name=heading, accessor=accessor, orderable=False, empty_values=())
        self.word = word

    def render(self, value: str, record: Any) -> str | SafeString:
        if not value:
            return NOTHING
        about = f" de {month_name(record.month)}"
        return format_html('<a href="{}">{}<span class="visually-hidden">{}</span></a>', value, self.word, about)


def decimals(how_many: int) -> Callable[[Any], str]:
    return lambda value: formats.number(value, how_many, exact=True)


def whole(value: Any) -> str:
    return formats.number(value, 0)


def energy(how_many: int, *, exact: bool) -> Callable[[Any], str]:
    return lambda value: f"{formats.number(value, how_many, exact=exact)} kWh"


class MonthTable(tables.Table):
    month = MonthColumn("Mes", "%m")
    year = MonthColumn("Año", "%Y")


class ConsumptionTable(MonthTable):
    consumption = FigureColumn("Consumo", energy(3, exact=False), "consumption_kwh")
    charges = FigureColumn("Cargos", formats.pesos, "charges_clp")
    detail = WayColumn("Ver cargos", "Detalle", "detail_url")
    dte = WayColumn("Ver DTE", "Ver DTE", "dte_url")


class InjectionTable(MonthTable):
    consumption = FigureColumn("Consumo", energy(3, exact=False), "consumption_kwh")
    injection = FigureColumn("Inyección", energy(3, exact=True), "injection_kwh")
    annex = WayColumn("Ver anexo inyección", "Ver anexo", "annex_url")
    dte = WayColumn("Ver DTE", "Ver DTE", "dte_url")


class RemainderTable(MonthTable):
    injection = FigureColumn("Inyección [kWh]", decimals(2), "injection_kwh")
    price = FigureColumn("Valor inyección [$/kWh]", whole, "price_clp_per_kwh")
    previous = FigureColumn("Remanente anterior [$]", whole, "previous_clp")
    adjusted = FigureColumn("Remanente ajustado [$]", whole, "adjusted_clp")
    available = FigureColumn("Disponible descuento [$]", whole, "available_clp")
    accumulated = FigureColumn("Remanente acumulado [$]", whole, "accumulated_clp")
    settled_on = tables.Column("Fecha liquidación", accessor="settled_on", default="–")
    settlement = FigureColumn("Monto liquidación [$]", whole, "settlement_clp")

    def render_settled_on(self, value: Any) -> str:
        return formats.day(value)


class ReadingTable(MonthTable):
    injection = FigureColumn("Inyección [kWh]", decimals(2), "injection_kwh")
    injection_before = FigureColumn("Lectura anterior", decimals(2), "injection_before_kwh", "inyección")
    injection_now = FigureColumn("Lectura actual", decimals(2), "injection_now_kwh", "inyección")
    consumption = FigureColumn("Consumo [kWh]", decimals(2), "consumption_kwh")
    consumption_before = FigureColumn("Lectura anterior", decimals(2), "consumption_before_kwh", "consumo")
    consumption_now = FigureColumn("Lectura actual", decimals(2), "consumption_now_kwh", "consumo")

"""The words around a grid."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.paginator import Page
from django.http import HttpRequest
from django_tables2 import Table

from layers import formats
from layers.filters import LONGEST
from layers.territory import comunas_by_code

PAGE_SIZES = (10, 25, 50, 100)
LABELS = {
    "comuna": "Comuna",
    "subestacion": "Subestación",
    "alimentador": "Alimentador",
    "vnr": "VNR",
    "conductor": "Conductor",
}


@dataclass(frozen=True)
class Chip:
    """A filter that is on: what it says, and the address without it."""

    name: str
    value: str
    text: str
    without: str


def chips_of(given: Mapping[str, str], request: HttpRequest, feeder_names: Mapping[str, str | None]) -> list[Chip]:
    return [
        Chip(name, value, chip_text(name, value, feeder_names), without(request, name)) for name, value in given.items()
    ]


def chip_text(name: str, value: str, feeder_names: Mapping[str, str | None]) -> str:
    if name == "comuna":
        place = comunas_by_code().get(value)
        return f"{LABELS[name]} {place.name if place else value}"
    return f"{LABELS[name]} {(feeder_names.get(value) if name == 'alimentador' else None) or value}"


def without(request: HttpRequest, name: str) -> str:
    query = request.GET.copy()
    for gone in (name, "pagina"):
        query.pop(gone, None)
    return f"{request.path}?{query.urlencode()}" if query else request.path


def around(table: Table, request: HttpRequest) -> dict:
    """What the template says around a table: what was asked, where in it one is, and the way to its other pages."""
    pages = table.paginator.get_elided_page_range(table.page.number, on_each_side=1, on_ends=1)
    return {
        "table": table,
        "text": request.GET.get("q", "").replace("\0", "")[:LONGEST],
        "order": table.order_by[0] if "orden" in request.GET and table.order_by else "",
        "showing": showing(table.page),
        "page_numbers": list(pages),
        "sizes": PAGE_SIZES,
    }


def showing(page: Page) -> str:
    """`Mostrando 1 a 10 de 36`."""
    total = page.paginator.count
    if not total:
        return ""
    first, last, of_all = (formats.number(each) for each in (page.start_index(), page.end_index(), total))
    return f"Mostrando {first} a {last} de {of_all}"

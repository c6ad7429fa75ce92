"""What findings and changes share: the filters that were asked for, and the words around their grids."""

from typing import Any

import django_tables2 as tables
from django.http import HttpRequest

from data_import.models import Run
from layers.pages.grid import around
from layers.views.grids import paged

LONGEST = 100


def wanted(request: HttpRequest, *names: str) -> dict[str, str]:
    """`text`, and each filter, as asked; bounded, without what a database cannot compare."""
    text = {"text": clean(request.GET.get("q", ""))}
    return text | {name: clean(request.GET.get(name, "")) for name in names}


def clean(text: str) -> str:
    return text.replace("\0", "").encode("utf-8", "ignore").decode("utf-8").strip()[:LONGEST]


def grid(request: HttpRequest, table: tables.Table) -> dict[str, Any]:
    return around(paged(table, request), request)  # type: ignore[arg-type]  # any table can be paged


def file_name(run: Run, what: str, suffix: str) -> str:
    return f"{what}-ensayo-{run.pk}{suffix}"


def query_of(request: HttpRequest) -> str:
    """The filters, for the address of a download or of the map's points."""
    query = request.GET.copy()
    for own in ("orden", "pagina", "mostrar"):
        query.pop(own, None)
    return f"?{query.urlencode()}" if query else ""

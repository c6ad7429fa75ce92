"""A table of months: searched, sorted, in pages, all of it in the address."""

from collections.abc import Sequence
from typing import Any

import django_tables2 as tables
from django.http import HttpRequest

from customers.pages.rows import matching
from layers.filters import LONGEST
from layers.pages.grid import around
from layers.views.grids import paged


def grid(request: HttpRequest, table: type[tables.Table], rows: Sequence[Any], words: Sequence[str]) -> dict:
    """`words` of each row: what *Buscar* looks through."""
    asked = request.GET.get("q", "").replace("\0", "")[:LONGEST]
    found = matching(rows, words, asked)
    empty = "Ningún mes tiene lo que busca." if rows else "Aún no hay meses con información."
    return {**around(paged(table(found), request), request), "empty": empty}

"""Replacement-value codes: the search, and the breakdown of each."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from layers.labels import vnr_page
from layers.models import VnrCode
from layers.pages.actions import kept_as_pdf
from layers.pages.grid import around
from layers.pages.trail import HOME, Step
from layers.pages.vnr import find_vnr, uses_of
from layers.tables import VnrTable
from layers.views.asked import NotHere, asked_publication, page
from layers.views.grids import paged


@require_safe
def vnr_grid(request: HttpRequest) -> HttpResponse:
    publication = asked_publication(request)
    query = request.GET.get("q", "").replace("\0", " ").strip()[:100]
    words = Q(code__icontains=query) | Q(description__unaccent__icontains=query)
    table = paged(VnrTable(VnrCode.objects.filter(words, publication=publication)), request)
    context = {
        "empty": "No hay códigos VNR con ese texto. Pruebe con el comienzo del código o una palabra de su descripción.",
        "actions": kept_as_pdf(request.get_full_path()),
        **around(table, request),
        "trail": [HOME, Step("VNR", reverse("vnr"))],
    }
    return page(request, "layers/vnr_grid.html", context)


@require_safe
def vnr_detail(request: HttpRequest, code: str) -> HttpResponse:
    publication = asked_publication(request)
    value = None if "\0" in code else find_vnr(code, publication)
    if value is None:
        shown = code.replace("\0", "")[:60]
        raise NotHere(f"No encontramos el código VNR {shown}. Revíselo o búsquelo en la lista de códigos.")
    context = {
        "vnr": value,
        "uses": uses_of(value, publication),
        "actions": kept_as_pdf(vnr_page(code)),
        "trail": [HOME, Step("VNR", reverse("vnr")), Step(code, vnr_page(code))],
    }
    return page(request, "layers/vnr.html", context)

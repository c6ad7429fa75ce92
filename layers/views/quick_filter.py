"""One box, several ways to a transformer's page: its plate, its pole's plate, what other apps know."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from layers.enums import Layer
from layers.labels import asset_page
from layers.models import Transformer
from layers.pages.trail import HOME, Step
from layers.quick_ways import Slowed, Way, find_way, ways
from layers.views.asked import asked_publication, page

MOST = 50


@require_safe
def quick_filter(request: HttpRequest) -> HttpResponse:
    way = find_way(request.GET.get("por", "placa"))
    number = request.GET.get("numero", "").replace("\0", " ").strip()[:64]
    try:
        response = answer(request, way, number)
    except Slowed as slowed:
        response = filter_page(request, way, number, [], str(slowed), status=429)
        response["Retry-After"] = str(slowed.seconds)
    if way and way.is_private:
        response["Cache-Control"] = "private, no-store"
    return response


def answer(request: HttpRequest, way: Way | None, number: str) -> HttpResponse:
    publication = asked_publication(request)
    found = list(way.find(number, publication, request))[:MOST] if way and number else []
    if len(found) == 1:
        return HttpResponseRedirect(asset_page(Layer.TRANSFORMERS, found[0].id))
    return filter_page(request, way, number, found, problem(request, way, number, found))


def filter_page(
    request: HttpRequest, way: Way | None, number: str, found: Sequence[Transformer], problem: str, status: int = 200
) -> HttpResponse:
    context = {
        "ways": [(each.value, each.label) for each in ways()],
        "way": way.value if way else "placa",
        "number": number,
        "found": [(asset_page(Layer.TRANSFORMERS, each.id), each) for each in found],
        "problem": problem,
        "trail": [HOME, Step("Filtro por placa", reverse("quick-filter"))],
    }
    return page(request, "layers/quick_filter.html", context, status)


def problem(request: HttpRequest, way: Way | None, number: str, found: Sequence[Transformer]) -> str:
    if "numero" not in request.GET or found:
        return ""
    if not number:
        return "Escriba el número que quiere buscar."
    label = way.label.lower() if way else "ese número"
    return f"No encontramos un transformador con {label} {number}. Revise el número."

"""One box, three ways to a transformer's page: its plate, its pole's plate, a customer's number."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from layers.enums import Layer
from layers.labels import asset_page
from layers.models import Transformer
from layers.pages.trail import HOME, Step
from layers.plates import transformers_by_plate, transformers_on_pole
from layers.views.asked import asked_publication, page

MOST = 50
BY: dict[str, Callable] = {"placa": transformers_by_plate, "poste": transformers_on_pole}
WAYS = (("placa", "Placa transformador"), ("poste", "Placa poste"), ("cliente", "Número cliente"))
NO_CUSTOMERS = "La búsqueda por número de cliente estará disponible cuando el portal tenga los datos de clientes."


@require_safe
def quick_filter(request: HttpRequest) -> HttpResponse:
    publication = asked_publication(request)
    way = request.GET.get("por", "placa")
    number = request.GET.get("numero", "").replace("\0", " ").strip()[:64]
    found = list(BY[way](number, publication)[:MOST]) if way in BY and number else []
    if len(found) == 1:
        return HttpResponseRedirect(asset_page(Layer.TRANSFORMERS, found[0].id))
    context = {
        "ways": WAYS,
        "way": way if way in dict(WAYS) else "placa",
        "number": number,
        "found": [(asset_page(Layer.TRANSFORMERS, each.id), each) for each in found],
        "problem": problem(request, way, number, found),
        "trail": [HOME, Step("Filtro por placa", reverse("quick-filter"))],
    }
    return page(request, "layers/quick_filter.html", context)


def problem(request: HttpRequest, way: str, number: str, found: list[Transformer]) -> str:
    if "numero" not in request.GET or found:
        return ""
    if way == "cliente":
        return NO_CUSTOMERS
    if not number:
        return "Escriba el número que quiere buscar."
    return (
        f"No encontramos un transformador con {dict(WAYS).get(way, 'ese número').lower()} {number}. Revise el número."
    )

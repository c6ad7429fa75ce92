"""¿Cuál es mi transformador?: by a place, or by what is painted on it."""

import math

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from layers.enums import Layer
from layers.labels import asset_page, label_of
from layers.models import Publication
from layers.pages.likely import CLOSER, COARSE_M, address_at, answer_at, coarse_map, network_map
from layers.pages.trail import HOME, Step
from layers.plates import pole_place, transformers_by_plate, transformers_on_pole
from layers.search import coordinates, towns
from layers.views.asked import asked_publication, page

#: How wide a town is looked at, web mercator metres.
TOWN_M = 9000
WIDEST_M = 400_000
MOST = 20


@require_safe
def my_transformer(request: HttpRequest) -> HttpResponse:
    publication = asked_publication(request)
    text = request.GET.get("texto", "").replace("\0", " ").strip()[:100]
    if text:
        return by_text(request, text, publication)
    if "lon" not in request.GET and "lat" not in request.GET:
        return answer(request, {"near_map": network_map(publication)})
    place = asked_place(request)
    if place is None:
        problem = "No entendimos ese lugar. Longitud y latitud van en grados, por ejemplo -72.953 y -40.333."
        return answer(request, {"problem": problem, "near_map": network_map(publication)})
    return by_place(request, *place, publication)


def by_place(request: HttpRequest, lon: float, lat: float, publication: Publication) -> HttpResponse:
    """While the map is too coarse to touch a house on, only the map, nearer."""
    width = number(request.GET.get("ancho")) or 0
    if COARSE_M < width <= WIDEST_M:
        return answer(request, {"near_map": coarse_map(lon, lat, width, publication), "is_coarse": True})
    found = answer_at(lon, lat, publication)
    return answer(request, {"answer": found, "near_map": found.near_map})


def by_text(request: HttpRequest, text: str, publication: Publication) -> HttpResponse:
    """A plate leads to its transformer, or to its pole's place; a town or coordinates to a place."""
    found = list(transformers_by_plate(text, publication)[:MOST]) or list(
        transformers_on_pole(text, publication)[:MOST]
    )
    if len(found) == 1:
        return HttpResponseRedirect(asset_page(Layer.TRANSFORMERS, found[0].id))
    if found:
        several = [
            (label_of(Layer.TRANSFORMERS, each.id), asset_page(Layer.TRANSFORMERS, each.id), each.name)
            for each in found
        ]
        return answer(request, {"several": several, "text": text})
    address = place_address(text, publication)
    if address:
        return HttpResponseRedirect(address)
    problem = (
        f"No encontramos «{text}» como placa, localidad ni coordenadas. Revise el número, o toque su casa en el mapa."
    )
    return answer(request, {"problem": problem, "text": text, "near_map": network_map(publication)})


def place_address(text: str, publication: Publication) -> str | None:
    pole = pole_place(text, publication)
    if pole:
        return address_at(*pole)
    for result in coordinates(text):
        if result.lon is not None and result.lat is not None:
            return address_at(result.lon, result.lat)
    town = next(iter(towns(text)), None)
    return (
        address_at(town.lon, town.lat, ancho=TOWN_M) if town and town.lon is not None and town.lat is not None else None
    )


def asked_place(request: HttpRequest) -> tuple[float, float] | None:
    lon, lat = number(request.GET.get("lon")), number(request.GET.get("lat"))
    if lon is None or lat is None or abs(lon) > 180 or abs(lat) > 85:
        return None
    return lon, lat


def number(text: str | None) -> float | None:
    """With a decimal point or comma."""
    try:
        value = float((text or "").strip()[:30].replace(",", "."))
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def answer(request: HttpRequest, context: dict) -> HttpResponse:
    own = {
        "trail": [HOME, Step("¿Cuál es mi transformador?", reverse("my-transformer"))],
        "closer": CLOSER,
        "coarse_m": int(COARSE_M),
    }
    return page(request, "layers/my_transformer.html", own | context)

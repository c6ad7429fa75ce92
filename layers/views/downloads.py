"""The page of downloads, and the files: of the network, a layer, a feeder; all of it, a rectangle, or what a search found."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from layers.api.filters import BBOX, boxes
from layers.api.parameters import PUBLICATION, Parameter, read_parameters, text
from layers.api.problems import Problem
from layers.catalogue import find_layer
from layers.crs import CRS84
from layers.exports import Format, find_format
from layers.exports.base import FEEDER, LAYER, NETWORK
from layers.exports.contents import feeder_download, layer_download, network_download
from layers.exports.files import finished
from layers.exports.selection import Selection
from layers.models import Feeder, Publication
from layers.pages.downloads import download_choices
from layers.pages.trail import HOME, Step
from layers.search import search
from layers.views.asked import NotHere, asked_publication, page
from layers.views.file_response import file_response

QUERY = Parameter("q", text, "Solo lo que encuentra esta búsqueda")
View = Callable[..., HttpResponseBase]


def in_words(view: View) -> View:
    """A download's address is asked for by people: what is wrong with it is said on a page."""

    @wraps(view)
    def answer(request: HttpRequest, **asked) -> HttpResponseBase:
        try:
            return view(request, **asked)
        except Problem as problem:
            return page(request, "layers/problem.html", {"sentence": problem.detail}, problem.status)

    return answer


@require_safe
@in_words
def downloads_page(request: HttpRequest) -> HttpResponseBase:
    publication = asked_publication(request)
    selection = asked_selection(request, publication)
    context = {
        "choices": download_choices(publication, selection, request.GET),
        "query": request.GET.get("q", ""),
        "licence": settings.DATA_LICENCE,
        "licence_url": settings.DATA_LICENCE_URL,
        "selection": selection,
        "trail": [HOME, Step("Descargas", reverse("downloads"))],
    }
    return page(request, "layers/downloads.html", context)


@require_safe
@in_words
def network_file(request: HttpRequest, suffix: str) -> HttpResponseBase:
    publication, format_ = asked_publication(request), asked_format(suffix, NETWORK)
    selection = asked_selection(request, publication)
    stored = finished(publication, format_) if selection.is_whole else None
    return file_response(request, network_download(publication, selection), format_, stored)


@require_safe
@in_words
def layer_file(request: HttpRequest, layer: str, suffix: str) -> HttpResponseBase:
    publication, format_ = asked_publication(request), asked_format(suffix, LAYER)
    found = find_layer(layer)
    if found is None:
        raise NotHere(f"No existe la capa {layer[:50]}. Vea en Descargas las que hay.")
    selection = asked_selection(request, publication)
    return file_response(request, layer_download(publication, found, selection), format_)


@require_safe
@in_words
def feeder_file(request: HttpRequest, feeder_id: str, suffix: str) -> HttpResponseBase:
    publication, format_ = asked_publication(request), asked_format(suffix, FEEDER)
    read_parameters(request.GET, [PUBLICATION])
    feeder = Feeder.objects.filter(publication=publication, id=feeder_id).defer("geom").first()
    if feeder is None:
        raise NotHere(f"No encontramos el alimentador {feeder_id[:50]}. Revise el número o búsquelo en el mapa.")
    return file_response(request, feeder_download(publication, feeder), format_)


def asked_format(suffix: str, scope: str) -> Format:
    format_ = find_format(suffix, scope)
    if format_ is None:
        raise NotHere("No hay descargas en ese formato. Vea en Descargas los que hay.")
    return format_


def asked_selection(request: HttpRequest, publication: Publication) -> Selection:
    """Raises a Problem for what makes no sense; what a search does not find is not there."""
    asked = read_parameters(request.GET, [BBOX, QUERY, PUBLICATION])
    corners, query = asked["bbox"], asked["q"]
    return Selection(
        boxes=tuple(boxes(corners, CRS84)) if corners else (),
        found=found_by(query, publication) if query else None,
    )


def found_by(query: str, publication: Publication) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for result in search(query, publication):
        if result.is_asset:
            found.setdefault(result.layer, []).append(result.id)
    if not found:
        raise NotHere(f"La búsqueda «{query[:50]}» no encuentra nada que se pueda descargar.")
    return found

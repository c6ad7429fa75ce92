"""What every page does: finds the publication asked for, answers with a template, says in words what is not there."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from layers.catalogue import MapLayer
from layers.models import Publication
from layers.pages.asset import Asset, find_asset, not_found

LARGEST_NUMBER = 2**31 - 1


class NotHere(Http404):
    """The sentence is shown on the page."""


def asked_publication(request: HttpRequest) -> Publication:
    """That of `?publication=N`, else the current one; what the page says of its date follows it."""
    text = request.GET.get("publication")
    number = int(text) if text and text.isascii() and text.isdigit() else None
    if text and (number is None or number > LARGEST_NUMBER):
        raise NotHere("No existe esa publicación de la red.")
    try:
        publication = Publication.objects.defer("report", "source_files").asked(number)
    except Publication.DoesNotExist as error:
        raise NotHere(str(error)) from error
    # geoportal.context looks for it there.
    request.publication = publication  # type: ignore[attr-defined]
    return publication


def asked_asset(layer: MapLayer, asset_id: str, publication: Publication) -> Asset:
    asset = find_asset(layer, asset_id, publication)
    if asset is None:
        raise NotHere(not_found(layer, asset_id))
    return asset


def page(request: HttpRequest, template: str, context: dict, status: int = 200) -> HttpResponse:
    """Pages are revalidated: what they say may change with the next publication."""
    response = render(request, template, context, status=status)
    response["Cache-Control"] = "no-cache"
    return response

"""Open data: what the data are, where they come from, what the import found; and the same for machines."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from layers.dictionary import CLOSED, sheets
from layers.linked_data.dcat import catalogue
from layers.linked_data.schema_org import schema_dataset
from layers.models import Publication
from layers.pages.history import history, validation
from layers.pages.trail import HOME, Step
from layers.views.asked import asked_publication, page

JSON_LD = "application/ld+json"


@require_safe
def data_page(request: HttpRequest) -> HttpResponse:
    publication = asked_publication(request)
    context = {
        "sheets": sheets(),
        "closed": CLOSED,
        "history": history(),
        "validation": validation(Publication.objects.values_list("report", flat=True).get(pk=publication.pk)),
        "licence": settings.DATA_LICENCE,
        "licence_url": settings.DATA_LICENCE_URL,
        "root": root_of(request),
        "trail": [HOME, Step("Datos", reverse("data"))],
    }
    return page(request, "layers/open_data.html", context)


@require_safe
def data_catalogue(request: HttpRequest) -> HttpResponse:
    return json_ld(catalogue(asked_publication(request), root_of(request)))


@require_safe
def data_set(request: HttpRequest) -> HttpResponse:
    return json_ld(schema_dataset(asked_publication(request), root_of(request)))


def json_ld(document: dict[str, Any]) -> HttpResponse:
    response = JsonResponse(document, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Type"] = JSON_LD
    response["Cache-Control"] = "no-cache"
    return response


def root_of(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"

"""What all views of the API share: they understand, ask and answer; errors become problems."""

import json
from collections.abc import Callable, Iterable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from rest_framework.exceptions import MethodNotAllowed
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from layers.api.links import JSON, link_header
from layers.api.openapi import ApiSchema
from layers.api.parameters import COMMON, Parameter, read_parameters
from layers.api.problems import Problem, problem_response
from layers.catalogue import MapLayer, find_layer, layers
from layers.models import Publication

NOTHING = QueryDict()
Reference = Callable[[type[Serializer]], dict]


class OneFormat(BaseContentNegotiation):
    """Each address has one format, whatever `Accept` says; clients name formats that we would have to guess."""

    def select_parser(self, request, parsers):
        return parsers[0] if parsers else None

    def select_renderer(self, request, renderers, format_suffix=None):
        return renderers[0], renderers[0].media_type


class ApiView(APIView):
    """Answers GET. `summary`, `parameters` and `answers` go into OpenAPI, with `layer` where the address names one."""

    http_method_names = ["get", "head", "options"]
    content_negotiation_class = OneFormat
    schema: Any = ApiSchema()
    summary = ""
    layer: MapLayer | None = None
    media = JSON

    def parameters(self, layer: Any) -> Iterable[Parameter]:
        return COMMON

    def answers(self, layer: Any, reference: Reference) -> dict[str, dict]:
        """Schemas of a good answer by media type. `reference` makes a component of a serializer."""
        return {self.media: self.answer_schema(layer, reference)}

    def answer_schema(self, layer: Any, reference: Reference) -> dict:
        return {"type": "object"}

    def asked(self, request: HttpRequest, layer: MapLayer | None = None) -> dict:
        given = request.GET if request.META.get("QUERY_STRING") else NOTHING
        return read_parameters(given, self.parameters(layer))

    def options(self, request, *args, **kwargs):
        return HttpResponse(status=204)


class LeanView(ApiView):
    """For the addresses that are asked most: without the framework's own request, negotiation and rendering."""

    def dispatch(self, request, *args, **kwargs) -> HttpResponse:
        try:
            if request.method not in {"GET", "HEAD"}:
                raise MethodNotAllowed(request.method)
            return self.get(request, *args, **kwargs)  # type: ignore[attr-defined]
        except Exception as error:  # the answer to any error is ours to give
            return problem_response(error, {"request": request})


class UnknownView(LeanView):
    schema: Any = None

    def get(self, request, *args, **kwargs) -> HttpResponse:
        raise Http404


def asked_layer(layer_id: str) -> MapLayer:
    layer = find_layer(layer_id)
    if layer is None:
        known = ", ".join(layer.id for layer in layers())
        raise Problem(404, f"No hay una capa {layer_id}. Las capas son: {known}.")
    return layer


def asked_publication(number: int | None) -> Publication:
    return Publication.objects.defer("report", "source_files").asked(number)


def json_answer(document: dict[str, Any], media: str = JSON) -> HttpResponse:
    """A document as JSON; its links stand in a header too."""
    text = json.dumps(document, cls=DjangoJSONEncoder, ensure_ascii=False, separators=(",", ":"))
    response = HttpResponse(text, content_type=media)
    if links := [link for link in document.get("links", ()) if "templated" not in link]:
        response["Link"] = link_header(links)
    return response

"""The OpenAPI description: drf-spectacular walks our addresses, once for each layer of the catalogue."""

import json
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from drf_spectacular.views import SpectacularSwaggerSplitView
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from layers.catalogue import layers

OPENAPI_JSON = "application/vnd.oai.openapi+json;version=3.0"
PROBLEM_JSON = "application/problem+json"
PROBLEM = {
    "type": "object",
    "description": "Qué estuvo mal (RFC 9457)",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
}


class ApiSchema(AutoSchema):
    """Reads `summary`, `parameters` and `answers` of our views; what they say of themselves is all there is."""

    view: Any

    def get_operation_id(self) -> str:
        words = [part.strip("{}") for part in self.path.removeprefix("/api/").split("/") if part]
        return "_".join(["get", *words]) if words else "get_landing"

    def get_summary(self) -> str:
        return self.view.summary

    def get_description(self) -> str:  # type: ignore[override]
        return self.view.layer.description if self.view.layer else ""

    def get_tags(self) -> list[str]:
        return [str(self.view.layer.plural) if self.view.layer else "Todo"]

    def get_auth(self) -> list:
        return []

    def _is_list_view(self, serializer=None) -> bool:
        return False

    def get_override_parameters(self) -> list:
        return [
            OpenApiParameter(
                parameter.name,
                parameter.schema,
                required=parameter.required,
                description=parameter.description,
                style="form" if parameter.schema.get("type") == "array" else None,
                explode=False if parameter.schema.get("type") == "array" else None,
            )
            for parameter in self.view.parameters(self.view.layer)
        ]

    def get_response_serializers(self) -> Any:
        answers = self.view.answers(self.view.layer, self.reference)
        found = {(200, media): OpenApiResponse(schema, "Lo pedido") for media, schema in answers.items()}
        wrong = {
            400: "Un parámetro no sirve",
            404: "No existe lo pedido",
            500: "Error nuestro",
            503: "La base de datos no responde",
        }
        problems = {(status, PROBLEM_JSON): OpenApiResponse(self.problem(), text) for status, text in wrong.items()}
        too_long = {
            (414, "text/html"): OpenApiResponse({"type": "string"}, "Dirección demasiado larga para el servidor")
        }
        return found | problems | too_long

    def reference(self, serializer: type[Serializer]) -> dict:
        return self.resolve_serializer(serializer, "response").ref

    def problem(self) -> dict:
        component = ResolvedComponent(name="Problem", type=ResolvedComponent.SCHEMA, schema=PROBLEM, object="Problem")
        self.registry.register_on_missing(component)
        return component.ref


class LayerGenerator(SchemaGenerator):
    """An address with a layer in it stands once for each layer."""

    def _get_paths_and_endpoints(self) -> list[tuple]:
        found = []
        for path, path_regex, method, callback in self.endpoints:  # type: ignore[misc,union-attr]
            for layer in layers() if "{layer}" in path else [None]:
                view = self.create_view(callback, method)
                view.layer = layer
                found.append((path.replace("{layer}", layer.id) if layer else path, path_regex, method, view))
        return [endpoint for endpoint in found if endpoint[0] != "/api"]


@cache
def openapi_text() -> str:
    schema = LayerGenerator(urlconf=settings.API_URLCONF).get_schema(public=True)
    return json.dumps(schema, ensure_ascii=False, separators=(",", ":"))


class OpenApiView(APIView):
    schema = None

    def get(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse(openapi_text(), content_type=OPENAPI_JSON)


class DocsView(SpectacularSwaggerSplitView):
    """Swagger UI with its script apart, as the content security policy asks."""

    schema = None
    url_name = "openapi"
    template_name = "layers/api_docs.html"

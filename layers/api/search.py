"""The search box."""

from collections.abc import Iterable
from dataclasses import asdict

from django.http import HttpResponse
from rest_framework.request import Request

from layers.api.documents import stamp
from layers.api.parameters import COMMON, Parameter
from layers.api.schemas import NUMBER, PUBLICATION, STRING
from layers.api.views import ApiView, asked_publication, json_answer
from layers.search import search

QUERY = Parameter(
    "q", str, "Identificador, placa, nombre, código VNR, conductor, comuna, localidad o coordenadas", required=True
)


class SearchView(ApiView):
    summary = "Búsqueda en todo, lo mejor primero"

    def parameters(self, layer) -> Iterable[Parameter]:
        return (QUERY, *COMMON)

    def answer_schema(self, layer, reference):
        texts = ("layer", "kind", "id", "label", "detail", "url")
        place = {name: {**NUMBER, "nullable": True} for name in ("lon", "lat")}
        result = {
            "type": "object",
            "properties": {**dict.fromkeys(texts, STRING), **place},
        }
        return {
            "type": "object",
            "properties": {"query": STRING, "results": {"type": "array", "items": result}, **PUBLICATION},
        }

    def get(self, request: Request) -> HttpResponse:
        asked = self.asked(request)
        publication = asked_publication(asked["publication"])
        results = [{**asdict(result), "kind": result.heading} for result in search(asked["q"], publication)]
        return json_answer({"query": asked["q"], "results": results, **stamp(publication)})

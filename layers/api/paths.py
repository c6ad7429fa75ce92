"""The way from an asset to its substation, and what it touches."""

import json
from collections.abc import Iterable

from django.db.models import Model
from django.http import HttpResponse
from rest_framework.request import Request

from layers.api.documents import stamp
from layers.api.links import GEOJSON
from layers.api.parameters import COMMON, Parameter, text
from layers.api.problems import Problem
from layers.api.schemas import FOUND_FEATURES, PUBLICATION, STRING
from layers.api.views import ApiView, asked_layer, asked_publication, json_answer
from layers.catalogue import MapLayer
from layers.labels import label_of
from layers.models import Publication, Substation
from layers.neighbours import Neighbour, neighbours_of
from layers.paths import Step, way_to_substation

ASSET = (
    Parameter("layer", text, "Capa del elemento", STRING, required=True),
    Parameter("id", text, "Identificador del elemento", STRING, required=True),
    *COMMON,
)


class AssetView(ApiView):
    def parameters(self, layer) -> Iterable[Parameter]:
        return ASSET

    def asset(self, request: Request) -> tuple[MapLayer, Model, Publication]:
        asked = self.asked(request)
        layer, publication = asked_layer(asked["layer"]), asked_publication(asked["publication"])
        found = layer.queryset(publication).defer("geom").filter(**{layer.id_column: asked["id"]}).first()
        if found is None:
            raise Problem(404, f"No hay {layer.singular.lower()} {asked['id'][:100]} en la publicación consultada.")
        return layer, found, publication


class PathView(AssetView):
    summary = "El camino de un elemento hasta su subestación"
    media = GEOJSON

    def answer_schema(self, layer, reference):
        return FOUND_FEATURES

    def get(self, request: Request) -> HttpResponse:
        _layer, asset, publication = self.asset(request)
        way = way_to_substation(asset, publication)
        document = {
            "type": "FeatureCollection",
            **stamp(publication),
            "length_m": way.length_m,
            "source": source(way.substation),
            **({"reason": way.reason} if way.reason else {}),
            "features": [step_feature(step) for step in way.steps],
        }
        return json_answer(document, GEOJSON)


def source(substation: Substation | None) -> dict | None:
    if substation is None:
        return None
    return {"layer": "subestaciones", "id": substation.id, "name": substation.name}


def step_feature(step: Step) -> dict:
    properties = {"layer": step.layer, "id": step.id, "label": label_of(step.layer, step.id), "length_m": step.length_m}
    return {"type": "Feature", "id": step.id, "geometry": json.loads(step.geometry), "properties": properties}


class NeighboursView(AssetView):
    summary = "Lo que un elemento toca"

    def answer_schema(self, layer, reference):
        member = {"type": "object", "properties": dict.fromkeys(("layer", "id", "label", "relation"), STRING)}
        return {"type": "object", "properties": {"neighbours": {"type": "array", "items": member}, **PUBLICATION}}

    def get(self, request: Request) -> HttpResponse:
        layer, _asset, publication = self.asset(request)
        found = neighbours_of(layer, request.GET["id"], publication)
        return json_answer({"neighbours": [neighbour_entry(neighbour) for neighbour in found], **stamp(publication)})


def neighbour_entry(neighbour: Neighbour) -> dict:
    return {
        "layer": neighbour.layer,
        "id": neighbour.id,
        "label": label_of(neighbour.layer, neighbour.id),
        "relation": neighbour.relation,
    }

"""What lies under a click."""

from collections.abc import Iterable

from django.http import Http404, HttpResponse
from rest_framework.request import Request

from layers.api.links import GEOJSON
from layers.api.parameters import COMMON, Parameter, between, number, one_of
from layers.api.schemas import FOUND_FEATURES, NUMBER
from layers.api.views import ApiView, asked_publication, json_answer
from layers.catalogue import delivered_layers
from layers.identify import Click, Hit, Hits, hits_at
from layers.labels import label_of
from layers.tiles import DEEPEST_ZOOM

LARGEST_RADIUS_PX, RADIUS_PX = 40, 12


def layer_ids(value: str) -> list[str]:
    read = one_of(layer.id for layer in delivered_layers())
    return [str(read(name)) for name in value.split(",")]


def zoom(value: str) -> int:
    return round(between(0, DEEPEST_ZOOM, number)(value))


LON = Parameter(
    "lon", between(-180, 180), "Longitud en grados", {**NUMBER, "minimum": -180, "maximum": 180}, required=True
)
LAT = Parameter("lat", between(-90, 90), "Latitud en grados", {**NUMBER, "minimum": -90, "maximum": 90}, required=True)
ZOOM = Parameter("z", zoom, "Nivel de zoom del mapa", {**NUMBER, "minimum": 0, "maximum": DEEPEST_ZOOM}, required=True)
RADIUS = Parameter(
    "radius_px",
    between(0, LARGEST_RADIUS_PX),
    "Radio de búsqueda en pixeles",
    {**NUMBER, "minimum": 0, "maximum": LARGEST_RADIUS_PX, "default": RADIUS_PX},
    default=RADIUS_PX,
)
LAYERS = Parameter("layers", layer_ids, "Capas en que se busca, separadas por comas; sin él, todas", {"type": "string"})


class IdentifyView(ApiView):
    summary = "Qué hay bajo un clic, lo más cercano primero"
    media = GEOJSON

    def parameters(self, layer) -> Iterable[Parameter]:
        return (LON, LAT, ZOOM, RADIUS, LAYERS, *COMMON)

    def answer_schema(self, layer, reference):
        return FOUND_FEATURES

    def get(self, request: Request) -> HttpResponse:
        asked = self.asked(request)
        among = asked["layers"] or [layer.id for layer in delivered_layers()]
        click = Click(asked["lon"], asked["lat"], asked["z"], asked["radius_px"])
        hits = hits_at(click, among=[str(layer) for layer in among], publication=asked["publication"])
        if hits is None:
            asked_publication(asked["publication"])
            raise Http404
        return json_answer(document(hits), GEOJSON)


def document(hits: Hits) -> dict:
    stamp = {"publication": hits.publication, "data_as_of": hits.data_as_of, "stale": hits.stale}
    features = [feature(hit, stamp) for hit in hits.nearest_first]
    return {"type": "FeatureCollection", "numberReturned": len(features), **stamp, "features": features}


def feature(hit: Hit, stamp: dict) -> dict:
    properties = {
        "layer": hit.layer,
        "id": hit.id,
        "label": label_of(hit.layer, hit.id),
        "detail": hit.label,
        "kind": hit.kind,
        "distance_m": hit.distance_m,
        "feeder_id": hit.feeder_id,
        **stamp,
    }
    return {"type": "Feature", "id": hit.id, "geometry": hit.geometry, "properties": properties}

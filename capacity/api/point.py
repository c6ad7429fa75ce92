"""What a generator of so many kW would meet at a point; and every number that the answer rests on."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from rest_framework.request import Request

from capacity.criteria import CRITERIA
from capacity.models import NodeCapacity
from capacity.passport import issue
from capacity.selectors import Answer, answer_at, at
from capacity.services import values_in_force, values_with_sources
from capacity.technologies import TECHNOLOGIES
from layers.api.documents import stamp
from layers.api.parameters import COMMON, Parameter, between, one_of
from layers.api.problems import Problem
from layers.api.schemas import NUMBER, PUBLICATION
from layers.api.views import ApiView, asked_publication, json_answer
from layers.models import Publication

LARGEST_KW = 1_000_000
LON = Parameter("lon", between(-180, 180), "Longitud en grados", NUMBER, required=True)
LAT = Parameter("lat", between(-90, 90), "Latitud en grados", NUMBER, required=True)
KW = Parameter("kw", between(0, LARGEST_KW), "Potencia que se quiere conectar, en kW", NUMBER)
TECHNOLOGY = Parameter(
    "technology", one_of(TECHNOLOGIES), "Tecnología", {"type": "string", "enum": list(TECHNOLOGIES)}, default="fv"
)
NOT_COMPUTED = "Aún no se ha calculado la capacidad de esta publicación."


class PointView(ApiView):
    summary = "Cuánta generación admite la red en un punto, y qué la limita"

    def parameters(self, layer) -> Iterable[Parameter]:
        return (LON, LAT, KW, TECHNOLOGY, *COMMON)

    def answer_schema(self, layer, reference):
        parts = {"point": {"type": "object"}, "criteria": {"type": "array", "items": {"type": "object"}}}
        return {"type": "object", "properties": {**parts, **PUBLICATION}}

    def get(self, request: Request) -> HttpResponse:
        asked = self.asked(request)
        publication, answer = answered(asked)
        return json_answer(document(publication, answer, asked))


class PassportView(PointView):
    summary = "La respuesta de un punto con todo lo que hace falta para recalcularla"

    def get(self, request: Request) -> HttpResponse:
        publication, answer = answered(self.asked(request))
        response = json_answer(issue(publication, answer))
        name = f"capacidad-{answer.node.id}-{publication.cutoff_on:%Y-%m-%d}.json"
        response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
        return response


class ParametersView(ApiView):
    summary = "Todos los parámetros del cálculo de capacidad"

    def answer_schema(self, layer, reference):
        parameters = {"type": "array", "items": {"type": "object"}}
        return {"type": "object", "properties": {"parameters": parameters, **PUBLICATION}}

    def get(self, request: Request) -> HttpResponse:
        publication = asked_publication(self.asked(request)["publication"])
        return json_answer({"parameters": values_with_sources(), **stamp(publication)})


def answered(asked: dict) -> tuple[Publication, Answer]:
    """Raises a 404 that says why there is no answer."""
    publication = asked_publication(asked["publication"])
    technology = TECHNOLOGIES[asked["technology"]]
    answer = answer_at(publication, at(asked["lon"], asked["lat"]), asked["kw"], technology, values_in_force())
    if answer is None:
        raise Problem(404, NOT_COMPUTED)
    return publication, answer


def document(publication: Publication, answer: Answer, asked: dict) -> dict:
    query = {
        "lon": asked["lon"],
        "lat": asked["lat"],
        "technology": answer.technology.key,
        "publication": publication.number,
    }
    return {
        "point": {**figures(answer.node), **fast_track(answer), "distance_m": answer.distance_m},
        "kw": answer.kw,
        "technology": answer.technology.key,
        "alternatives": [{**figures(each.node), "distance_m": each.distance_m} for each in answer.alternatives],
        "criteria": answer.criteria,
        "accepts": answer.accepts,
        "accepts_fast_track": answer.accepts_fast_track,
        "lift": lift_of(answer.node),
        "passport_url": f"/api/capacity/passport?{urlencode(query)}",
        **stamp(publication),
        "engine": answer.node.run.engine,
    }


def lift_of(node: NodeCapacity) -> str | None:
    """What would let more in."""
    return CRITERIA[node.limiting_criterion].lift or None if node.limiting_criterion else None


def fast_track(answer: Answer) -> dict:
    return {"fast_track_kw": answer.fast_track_kw, "fast_track_criterion": answer.fast_track_criterion}


def figures(node: NodeCapacity) -> dict:
    lon, lat = place_of(node)
    return {
        "node": node.node,
        "feeder_id": node.feeder_id,
        "transformer_id": node.transformer_id,
        "phase_code": node.phase_code,
        "phase_count": node.phase_count,
        "lon": lon,
        "lat": lat,
        "capacity_kw": node.capacity_kw,
        "capacity_accepted_kw": node.capacity_accepted_kw,
        "capacity_pending_kw": node.capacity_pending_kw,
        "capacity_p10_kw": node.capacity_p10_kw,
        "capacity_p90_kw": node.capacity_p90_kw,
        "fast_track_kw": node.fast_track_kw,
        "fast_track_criterion": node.fast_track_criterion,
        "installable_kw": node.installable_kw,
        "injectable_kw": node.injectable_kw,
        "limiting_criterion": node.limiting_criterion,
        "limiting_asset": node.limiting_asset,
        "confidence": node.confidence,
        "reason": node.reason,
    }


def place_of(node: NodeCapacity) -> tuple[float | None, float | None]:
    """The end of the span that feeds it that lies at the node is not known here: the middle of the span, or the node."""
    if node.geom is None:
        return None, None
    middle = node.geom.interpolate_normalized(0.5) if node.geom.geom_type == "LineString" else node.geom
    return round(middle.x, 7), round(middle.y, 7)

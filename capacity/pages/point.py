"""A point's answer in words."""

from dataclasses import dataclass
from urllib.parse import urlencode

from capacity.api.point import lift_of, place_of
from capacity.criteria import CRITERIA
from capacity.enums import Confidence
from capacity.models import NodeCapacity
from capacity.selectors import Answer, Found
from layers import formats
from layers.labels import map_address
from layers.models import Publication


@dataclass(frozen=True)
class CriterionRow:
    label: str
    margin: str
    limit: str
    asset: str
    source: str
    is_verified: bool
    is_binding: bool


@dataclass(frozen=True)
class PlaceRow:
    text: str
    url: str
    capacity: str
    distance: str
    phases: str


@dataclass(frozen=True)
class PointPage:
    """`verdict`: one sentence. `facts`: (label, value)."""

    title: str
    verdict: str
    why: str
    lift: str | None
    facts: list[tuple[str, str]]
    criteria: list[CriterionRow]
    alternatives: list[PlaceRow]
    assumed: list[str]
    map_url: str
    passport_url: str


def point_page(publication: Publication, answer: Answer, asked: dict) -> PointPage:
    node = answer.node
    query = {
        "lon": asked["lon"],
        "lat": asked["lat"],
        "technology": answer.technology.key,
        "publication": publication.number,
    }
    lon, lat = place_of(node)
    return PointPage(
        title=title_of(node),
        verdict=verdict(answer),
        why=why(node),
        lift=lift_of(node),
        facts=facts(answer),
        criteria=[criterion_row(each, node) for each in answer.criteria],
        alternatives=[place_row(each, asked) for each in answer.alternatives],
        assumed=node.assumed,
        map_url=map_address(lon or asked["lon"], lat or asked["lat"]),
        passport_url=f"/api/capacity/passport?{urlencode(query)}",
    )


def title_of(node: NodeCapacity) -> str:
    return f"Transformador {node.transformer_id}" if node.transformer_id else f"Nodo {node.node}"


def verdict(answer: Answer) -> str:
    room = formats.quantity(answer.node.capacity_kw, "kW", 1)
    if answer.node.capacity_kw is None:
        reason = answer.node.reason or "no evaluable"
        return f"{reason[0].upper()}{reason[1:]}."
    if answer.kw is None:
        return f"Aquí la red admite hoy {room}."
    asked = formats.quantity(answer.kw, "kW", 1)
    if not answer.accepts:
        return f"{asked} no caben: aquí la red admite hoy {room}."
    if answer.accepts_fast_track:
        return f"{asked} caben, y pasan los criterios simplificados de la norma: la red admite hoy {room}."
    return f"{asked} caben en la red, que admite hoy {room}, pero requieren un estudio de conexión."


def why(node: NodeCapacity) -> str:
    if not node.limiting_criterion:
        return ""
    return f"Lo limita: {CRITERIA[node.limiting_criterion].label.lower()}, en {node.limiting_asset}."


def facts(answer: Answer) -> list[tuple[str, str]]:
    node = answer.node
    kw = [
        ("Capacidad hoy", node.capacity_kw),
        ("Con los proyectos aceptados", node.capacity_accepted_kw),
        ("Con todos los proyectos", node.capacity_pending_kw),
        *([("CIP", node.installable_kw), ("IEP", node.injectable_kw)] if node.transformer_id else []),
    ]
    return [
        *((label, formats.quantity(value, "kW", 1)) for label, value in kw),
        ("Sin estudio", fast_track(answer)),
        ("Entre (percentiles 10 y 90)", band(node)),
        ("Confianza", str(Confidence(node.confidence).label)),
        ("Fases", node.phase_code or formats.UNKNOWN),
        ("Distancia", formats.distance(answer.distance_m)),
    ]


def fast_track(answer: Answer) -> str:
    """Never a bare zero."""
    if answer.fast_track_kw is None or answer.fast_track_criterion is None:
        return formats.UNKNOWN
    label = CRITERIA[answer.fast_track_criterion].label.lower()
    return f"{formats.quantity(answer.fast_track_kw, 'kW', 1)}, por: {label}"


def band(node: NodeCapacity) -> str:
    if node.capacity_p10_kw is None:
        return formats.UNKNOWN
    return f"{formats.number(node.capacity_p10_kw, 1)} y {formats.quantity(node.capacity_p90_kw, 'kW', 1)}"


def criterion_row(criterion: dict, node: NodeCapacity) -> CriterionRow:
    margin = criterion["margin_kw"]
    unit = "" if criterion["unit"] == "–" else criterion["unit"]
    return CriterionRow(
        label=criterion["label"],
        margin="no limita" if margin is None else formats.quantity(margin, "kW", 1),
        limit="" if criterion["limit"] is None else formats.quantity(criterion["limit"], unit),
        asset=criterion["asset"],
        source=criterion["source"],
        is_verified=criterion["verified"],
        is_binding=criterion["criterion"] == node.limiting_criterion,
    )


def place_row(found: Found, asked: dict) -> PlaceRow:
    node = found.node
    lon, lat = place_of(node)
    query = urlencode({"lon": lon, "lat": lat, "kw": asked["kw"], "tecnologia": asked["tecnologia"]})
    return PlaceRow(
        text=f"{title_of(node)}, alimentador {node.feeder_id}",
        url=f"/capacidad/punto/?{query}",
        capacity=formats.quantity(node.capacity_kw, "kW", 1),
        distance=formats.distance(found.distance_m),
        phases=node.phase_code or formats.UNKNOWN,
    )

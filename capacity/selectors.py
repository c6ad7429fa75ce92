"""What the network can take at a point: the nearest node, and the places around that take what is asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import floor

from django.contrib.gis.db.models.functions import Distance, GeometryDistance
from django.contrib.gis.geos import Point
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Length

from capacity.criteria import CRITERIA
from capacity.models import NodeCapacity
from capacity.technologies import Technology
from layers.geometry import STORAGE_SRID
from layers.models import Feeder, Publication

#: Some twenty kilometres.
AROUND_DEGREES = 0.2
ALTERNATIVES = 5


@dataclass(frozen=True)
class Found:
    node: NodeCapacity
    distance_m: float


@dataclass(frozen=True)
class Answer:
    """`node`: the nearest with the phases that are needed. The figures are those of the technology asked for."""

    node: NodeCapacity
    distance_m: float
    kw: float | None
    technology: Technology
    criteria: list[dict]
    fast_track_kw: float | None
    fast_track_criterion: str | None
    alternatives: list[Found]

    @property
    def accepts(self) -> bool | None:
        return verdict(self.kw, self.node.capacity_kw)

    @property
    def accepts_fast_track(self) -> bool | None:
        return verdict(self.kw, self.fast_track_kw)


def verdict(kw: float | None, room_kw: float | None) -> bool | None:
    return None if kw is None or room_kw is None else kw <= room_kw


def answer_at(
    publication: Publication, place: Point, kw: float | None, technology: Technology, values: Mapping[str, float]
) -> Answer | None:
    """None where nothing has been computed for the publication."""
    node = nearest(publication, place, technology).first()
    if node is None:
        return None
    criteria = [for_technology(each, technology, values) for each in node.criteria]
    fast = fast_track_of(criteria)
    return Answer(
        node=node,
        distance_m=metres(node),
        kw=kw,
        technology=technology,
        criteria=criteria,
        fast_track_kw=fast["margin_kw"] if fast else None,
        fast_track_criterion=fast["criterion"] if fast else None,
        alternatives=alternatives(publication, place, kw, technology, node) if kw is not None else [],
    )


def fast_track_of(criteria: list[dict]) -> dict | None:
    screens = (each for each in criteria if CRITERIA[each["criterion"]].is_fast_track and each["margin_kw"] is not None)
    return min(screens, key=lambda each: each["margin_kw"], default=None)


def metres(node: NodeCapacity) -> float:
    """As `nearest` measured it."""
    return round(node.distance.m, 1)  # type: ignore[attr-defined]


def nearest(publication: Publication, place: Point, technology: Technology) -> QuerySet[NodeCapacity]:
    """By the index of distances; of nodes equally far the one of the lower number."""
    rows = NodeCapacity.objects.select_related("run").filter(
        publication=publication, phase_count__gte=technology.phase_count
    )
    return rows.annotate(distance=Distance("geom", place)).order_by(GeometryDistance("geom", place), Length("id"), "id")


def alternatives(
    publication: Publication, place: Point, kw: float, technology: Technology, node: NodeCapacity
) -> list[Found]:
    """The nearest place of each feeder that takes it, nearest first."""
    rows = nearest(publication, place, technology).filter(capacity_kw__gte=kw).exclude(id=node.id)
    best = rows.filter(feeder_id=OuterRef("id"), geom__dwithin=(place, AROUND_DEGREES)).values("id")[:1]
    feeders = Feeder.objects.filter(publication=publication).values_list(Subquery(best), flat=True)
    found = rows.filter(id__in=[each for each in feeders if each]).defer("criteria", "assumed")
    return [Found(each, metres(each)) for each in found[:ALTERNATIVES]]


def for_technology(criterion: dict, technology: Technology, values: Mapping[str, float]) -> dict:
    """The closed forms depend on the machine; the rows hold them for photovoltaics."""
    factor = {
        "step_screen": values["machine_factor_fv"] / values[technology.machine_factor],
        "short_circuit_screen": values["fault_ratio_inverter"] / values[technology.fault_ratio],
    }.get(criterion["criterion"], 1.0)
    if factor == 1.0 or criterion["margin_kw"] is None:
        return criterion
    kw = floor(criterion["margin_kw"] * factor * 10) / 10
    return {**criterion, "value": kw, "margin_kw": kw}


def at(lon: float, lat: float) -> Point:
    return Point(lon, lat, srid=STORAGE_SRID)

"""¿Cuál es mi transformador?: the candidates in words, the likely one's way and the map."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from layers import formats
from layers.enums import Layer
from layers.labels import asset_page, label_of
from layers.models import Publication, Transformer
from layers.pages.way import WaySummary, summary_of
from layers.paths import Way, way_to_substation
from layers.reach import LOW_VOLTAGE_WITHIN_M, Candidate, candidates_at, is_in_doubt
from layers.small_map import SmallMap, box_of, draw
from layers.small_map.box import positions_of

#: Web mercator metres from side to side; a map wider than the second is too coarse to tell houses apart.
NEAR_M, COARSE_M = 700.0, 2500.0
#: A touch on a coarse map looks so much nearer.
CLOSER = 6


@dataclass(frozen=True)
class Likely:
    label: str
    url: str
    name: str
    power: str
    plate: str
    reason: str


@dataclass(frozen=True)
class Answer:
    """The likely one first. `way` and its map are the likely one's."""

    candidates: list[Likely]
    is_in_doubt: bool
    near_map: SmallMap
    way: WaySummary | None
    way_map: SmallMap | None
    address: str


def answer_at(lon: float, lat: float, publication: Publication) -> Answer:
    found = candidates_at(lon, lat, publication)
    way = way_of(found[0], publication) if found else None
    return Answer(
        candidates=[likely(each) for each in found],
        is_in_doubt=is_in_doubt(found),
        near_map=near_map(lon, lat, found, way, publication),
        way=summary_of(way) if way else None,
        way_map=way_map(lon, lat, way, publication) if way and way.steps else None,
        address=address_at(lon, lat),
    )


def address_at(lon: float, lat: float, **more: float) -> str:
    """The page for a place: it can be kept."""
    return f"{reverse('my-transformer')}?{urlencode({'lon': f'{lon:.5f}', 'lat': f'{lat:.5f}', **more})}"


def likely(candidate: Candidate) -> Likely:
    return Likely(
        label=label_of(Layer.TRANSFORMERS, candidate.id),
        url=asset_page(Layer.TRANSFORMERS, candidate.id),
        name=candidate.name or "",
        power=formats.quantity(candidate.rated_power_kva, "kVA"),
        plate=candidate.pole_plate or "",
        reason=reason(candidate),
    )


def reason(candidate: Candidate) -> str:
    stands = f"El transformador está a {formats.distance(candidate.distance_m)}."
    if candidate.low_voltage_m is not None:
        return f"Su red de baja tensión pasa a {formats.distance(candidate.low_voltage_m)} de este punto. {stands}"
    if candidate.distance_m <= LOW_VOLTAGE_WITHIN_M:
        return f"{stands} No conocemos red de baja tensión suya más cerca."
    return f"{stands} Su baja tensión no llega a {LOW_VOLTAGE_WITHIN_M} m de este punto."


def way_of(candidate: Candidate, publication: Publication) -> Way:
    row = Transformer.objects.defer("geom").get(publication=publication, id=candidate.id)
    return way_to_substation(row, publication)


def near_map(lon: float, lat: float, found: Sequence[Candidate], way: Way | None, publication: Publication) -> SmallMap:
    places = [(lon, lat), *((each.lon, each.lat) for each in found[:1])]
    box = box_of(places, NEAR_M)
    assert box is not None  # noqa: S101  there is at least one place
    steps = [step.geometry for step in way.steps] if way else []
    description = "Mapa del punto elegido y de los transformadores cercanos"
    return draw(publication, box, description, rings=places[1:], way=steps, pin=(lon, lat))


def way_map(lon: float, lat: float, way: Way, publication: Publication) -> SmallMap | None:
    steps = [step.geometry for step in way.steps]
    ends = [(lon, lat), *([way.substation.geom.coords] if way.substation else [])]
    box = box_of([*ends, *line_places(steps)], NEAR_M)
    if box is None:
        return None
    description = "Mapa del recorrido hasta la subestación"
    return draw(publication, box, description, way=steps, pin=(lon, lat), prefix="r-")


def line_places(steps: Sequence[str]) -> list[tuple[float, float]]:
    return [position for text in steps for position in positions_of(json.loads(text))]


def coarse_map(lon: float, lat: float, width_m: float, publication: Publication) -> SmallMap | None:
    box = box_of([(lon, lat)], width_m)
    return None if box is None else draw(publication, box, "Mapa para acercarse a su casa", pin=(lon, lat))


def network_map(publication: Publication) -> SmallMap | None:
    if publication.extent is None:
        return None
    west, south, east, north = publication.extent.extent
    box = box_of([(west, south), (east, north)])
    return None if box is None else draw(publication, box, "Mapa de la red")

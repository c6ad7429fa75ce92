"""Which transformers may serve a place: those whose low voltage passes near it, then those that stand near it."""

import math
from dataclasses import dataclass

from layers import prepared
from layers.models import Publication

#: A service drop is rarely longer than a few spans.
LOW_VOLTAGE_WITHIN_M = 500
TRANSFORMER_WITHIN_M = 2000
#: Nearer to each other than this, two of them are as likely.
AS_LIKELY_M = 20
MOST = 5
METRES_PER_DEGREE = 111_320

STATEMENT = """
    WITH place AS (SELECT ST_SetSRID(ST_MakePoint(%(lon)s::float8, %(lat)s::float8), 4326) AS point),
    low AS (
        SELECT s.transformer_id AS id, min(ST_Distance(s.geom::geography, place.point::geography)) AS metres
        FROM layers_span s, place
        WHERE s.publication_id = %(publication)s::int AND s.voltage_class = 'BT' AND s.transformer_id IS NOT NULL
          AND s.geom && ST_Expand(place.point, %(low_dx)s::float8, %(low_dy)s::float8)
        GROUP BY s.transformer_id),
    near AS (
        SELECT t.id FROM layers_transformer t, place
        WHERE t.publication_id = %(publication)s::int
          AND t.geom && ST_Expand(place.point, %(near_dx)s::float8, %(near_dy)s::float8)
        ORDER BY t.geom <-> place.point LIMIT %(most)s::int)
    SELECT t.id, t.name, t.rated_power_kva, t.feeder_id, t.pole_plate, ST_X(t.geom), ST_Y(t.geom), low.metres,
           ST_Distance(t.geom::geography, place.point::geography)
    FROM layers_transformer t CROSS JOIN place LEFT JOIN low ON low.id = t.id
    WHERE t.publication_id = %(publication)s::int AND t.id IN (SELECT id FROM low UNION SELECT id FROM near)
    ORDER BY least(low.metres, ST_Distance(t.geom::geography, place.point::geography)), t.id
    LIMIT %(most)s::int"""


@dataclass(frozen=True)
class Candidate:
    """`low_voltage_m`: how near its low voltage comes, None beyond LOW_VOLTAGE_WITHIN_M or where there is none."""

    id: str
    name: str | None
    rated_power_kva: float | None
    feeder_id: str | None
    pole_plate: str | None
    lon: float
    lat: float
    low_voltage_m: float | None
    distance_m: float

    @property
    def nearest_m(self) -> float:
        return self.distance_m if self.low_voltage_m is None else min(self.low_voltage_m, self.distance_m)

    @property
    def reaches(self) -> bool:
        return self.nearest_m <= LOW_VOLTAGE_WITHIN_M


def candidates_at(lon: float, lat: float, publication: Publication) -> list[Candidate]:
    """The likely one first."""
    low, near = degrees(LOW_VOLTAGE_WITHIN_M, lat), degrees(TRANSFORMER_WITHIN_M, lat)
    boxes = {"low_dx": low[0], "low_dy": low[1], "near_dx": near[0], "near_dy": near[1]}
    asked = {"publication": publication.number, "lon": lon, "lat": lat, "most": MOST, **boxes}
    return [Candidate(*row) for row in prepared.rows(STATEMENT, asked)]


def degrees(metres: float, lat: float) -> tuple[float, float]:
    """So many metres as degrees of longitude and of latitude."""
    return metres / (METRES_PER_DEGREE * max(0.1, math.cos(math.radians(lat)))), metres / METRES_PER_DEGREE


def is_in_doubt(candidates: list[Candidate]) -> bool:
    return len(candidates) > 1 and candidates[1].nearest_m - candidates[0].nearest_m < AS_LIKELY_M

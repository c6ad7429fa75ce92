"""What lies under a click: rows of the tiles drawn at that zoom, within a radius in pixels."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from layers import prepared
from layers.age import is_stale
from layers.catalogue import delivered_layers
from layers.crs import HALF_WORLD_M, to_web_mercator

MOST_HITS = 50
TILE_PIXELS = 256

# Lines of no feeder are drawn among the feeders' but are nothing to open. Of a feeder's rows the nearest counts.
STATEMENT = """
    SELECT p.number, p.cutoff_on, p.is_demo, hit.layer, hit.id, hit.kind, hit.feeder_id, hit.distance_m::float8, hit.feature
    FROM layers_publication p
    LEFT JOIN LATERAL (
        SELECT near.*, row_number() OVER (PARTITION BY layer, id ORDER BY distance_m) AS turn
        FROM (
            SELECT f.layer, f.id, f.kind, f.feeder_id, f.feature, ST_Dimension(f.geom) AS dimension,
                   round(ST_Distance(ST_Transform(ST_ClosestPoint(f.geom, click.point), 4326)::geography,
                                     click.place::geography)::numeric, 1) AS distance_m
            FROM layers_tilefeature f,
                 (SELECT ST_SetSRID(ST_MakePoint(%(x)s::float8, %(y)s::float8), 3857) AS point,
                         ST_SetSRID(ST_MakePoint(%(lon)s::float8, %(lat)s::float8), 4326) AS place) click
            WHERE f.publication_id = p.number AND f.layer = ANY(%(layers)s::text[])
              AND f.min_zoom <= %(z)s::int AND f.max_zoom >= %(z)s::int
              AND f.geom && (SELECT ST_Expand(ST_SetSRID(ST_MakePoint(%(x)s::float8, %(y)s::float8), 3857),
                                              %(radius)s::float8))
              AND ST_DWithin(f.geom, click.point, %(radius)s::float8)
              AND (f.layer <> 'alimentadores' OR f.feeder_id IS NOT NULL)
        ) near
    ) hit ON hit.turn = 1
    WHERE p.number = %(publication)s::int OR (%(publication)s::int IS NULL AND p.is_current)
    ORDER BY hit.distance_m, hit.dimension, array_position(%(order)s::text[], hit.layer::text), hit.id
    LIMIT %(most)s::int"""


@dataclass(frozen=True)
class Hit:
    """`label` is the short text drawn beside it; `distance_m` along the ground."""

    layer: str
    id: str
    kind: str
    label: str | None
    feeder_id: str | None
    distance_m: float
    geometry: dict


@dataclass(frozen=True)
class Hits:
    publication: int
    data_as_of: date
    stale: bool
    nearest_first: list[Hit]


@dataclass(frozen=True)
class Click:
    """A place in degrees, looked at from a zoom of the map."""

    lon: float
    lat: float
    zoom: int
    radius_px: float

    def asked(self) -> dict[str, float]:
        x, y = to_web_mercator(self.lon, self.lat)
        radius = self.radius_px * metres_per_pixel(self.zoom)
        return {"lon": self.lon, "lat": self.lat, "x": x, "y": y, "z": self.zoom, "radius": radius}


def hits_at(click: Click, *, among: Sequence[str], publication: int | None = None) -> Hits | None:
    """What lies there of the layers named. None where there is no such publication."""
    found = prepared.rows(
        STATEMENT,
        {**click.asked(), "layers": list(among), "order": layer_order(), "publication": publication, "most": MOST_HITS},
    )
    if not found:
        return None
    number, cutoff_on, is_demo = found[0][:3]
    nearest_first = [hit(values[3:]) for values in found if values[3] is not None]
    return Hits(number, cutoff_on, is_stale(cutoff_on, is_demo=is_demo), nearest_first)


def hit(found: tuple) -> Hit:
    layer, asset_id, kind, feeder_id, distance_m, feature = found
    drawn = json.loads(feature)
    return Hit(layer, asset_id, kind, drawn["properties"].get("label"), feeder_id, distance_m, drawn["geometry"])


@cache
def layer_order() -> list[str]:
    return [str(layer.id) for layer in delivered_layers()]


def metres_per_pixel(zoom: int) -> float:
    """In web mercator's metres, which are longer than the ground's away from the equator."""
    return 2 * HALF_WORLD_M / (TILE_PIXELS * 2**zoom)

"""Land, lakes, limits of comunas and names of towns under the network. Read from files once a process."""

import json
from dataclasses import dataclass
from functools import cache

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from layers.crs import EARTH_RADIUS_M
from layers.small_map.box import HEIGHT, WIDTH, Box
from layers.territory import BASE

#: Beyond the frame, so that no cut edge shows.
BLEED_PX = 4
MOST_TOWNS = 8


#: A name and the pixels where it stands, as text.
Name = tuple[str, str, str]


@dataclass(frozen=True)
class BaseMap:
    """SVG path data, empty where there is nothing of a kind; towns with their place in pixels."""

    lakes: str
    limits: str
    towns: list[Name]


def base_map(box: Box) -> BaseMap:
    towns = [(name, box.pixel(lon, lat)) for name, lon, lat in town_places()]
    shown = [(name, px(x), px(y)) for name, (x, y) in towns if 30 < x < WIDTH - 30 and 14 < y < HEIGHT - 10]
    return BaseMap(path_of(lakes(), box), path_of(limits(), box), shown[:MOST_TOWNS])


@cache
def town_places() -> list[tuple[str, float, float]]:
    """Name, longitude, latitude; the largest first."""
    found = sorted(features("geonames_towns"), key=lambda each: -(each["properties"].get("population") or 0))
    return [(each["properties"]["name"], *each["geometry"]["coordinates"][:2]) for each in found]


@cache
def lakes() -> list[BaseGeometry]:
    return [
        in_mercator(each["geometry"]) for each in features("gshhg_riobueno") if each["properties"]["kind"] == "lake"
    ]


@cache
def limits() -> list[BaseGeometry]:
    """The comunas' limits as lines."""
    return [shapely.boundary(in_mercator(each["geometry"])) for each in features("comunas")]


def features(name: str) -> list[dict]:
    return json.loads((BASE / f"{name}.geojson").read_text(encoding="utf-8"))["features"]


def in_mercator(geometry: dict) -> BaseGeometry:
    return shapely.transform(shapely.from_geojson(json.dumps(geometry)), mercator)


def mercator(degrees: np.ndarray) -> np.ndarray:
    """Longitudes and latitudes, a row each, as web mercator metres."""
    radians = np.radians(degrees)
    return EARTH_RADIUS_M * np.column_stack((radians[:, 0], np.arcsinh(np.tan(radians[:, 1]))))


def path_of(shapes: list[BaseGeometry], box: Box) -> str:
    """What of the shapes lies in the box, simplified to half a pixel."""
    bleed = BLEED_PX / box.scale
    frame = (box.west - bleed, box.south - bleed, box.east + bleed, box.north + bleed)
    near = [shape for shape in shapes if shapely.box(*frame).intersects(shapely.box(*shape.bounds))]
    cut = (shapely.clip_by_rect(shapely.simplify(shape, 0.5 / box.scale), *frame) for shape in near)
    return " ".join(line_path(line, box) for shape in cut for line in lines_of(shape))


def lines_of(shape: BaseGeometry) -> list[BaseGeometry]:
    if shape.is_empty:
        return []
    parts = shapely.get_parts(shape)
    rings = (shapely.get_rings(part) if part.geom_type == "Polygon" else [part] for part in parts)
    return [line for some in rings for line in some if line.geom_type in ("LineString", "LinearRing")]


def line_path(line: BaseGeometry, box: Box) -> str:
    places = [f"{px((x - box.west) * box.scale)} {px((box.north - y) * box.scale)}" for x, y in line.coords]
    return "M" + "L".join(places)


def px(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")

"""The piece of the world that a small map shows, 16:9."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from layers.crs import HALF_WORLD_M, from_web_mercator, to_web_mercator

WIDTH, HEIGHT = 640, 360
TILE_PIXELS = 256
#: What is shown around a thing that is small or a point, web mercator metres from side to side.
LEAST_WIDTH_M = 1000.0
#: Room between what is shown and the frame.
MARGIN = 1.15
Position = tuple[float, float]


@dataclass(frozen=True)
class Box:
    """Web mercator metres; `scale` is pixels of the drawing a metre."""

    west: float
    south: float
    east: float
    north: float

    @property
    def scale(self) -> float:
        return WIDTH / (self.east - self.west)

    @property
    def zoom(self) -> int:
        """The zoom of the map at which things look as large as here."""
        return max(0, min(22, int(math.log2(2 * HALF_WORLD_M * self.scale / TILE_PIXELS))))

    @property
    def ground_m_per_pixel(self) -> float:
        _lon, lat = from_web_mercator(self.west, (self.south + self.north) / 2)
        return math.cos(math.radians(lat)) / self.scale

    def pixel(self, lon: float, lat: float) -> Position:
        x, y = to_web_mercator(lon, lat)
        return (x - self.west) * self.scale, (self.north - y) * self.scale

    def degrees(self) -> tuple[float, float, float, float]:
        """West, south, east, north."""
        return (*from_web_mercator(self.west, self.south), *from_web_mercator(self.east, self.north))


def box_of(positions: Iterable[Sequence[float]], least_width_m: float = LEAST_WIDTH_M) -> Box | None:
    """The box around positions (longitude, latitude), or None where there are none."""
    places = [to_web_mercator(lon, lat) for lon, lat in positions]
    if not places:
        return None
    xs, ys = zip(*places, strict=True)
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    width = max(least_width_m, wide * MARGIN, high * MARGIN * WIDTH / HEIGHT)
    middle_x, middle_y = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    half_height = width * HEIGHT / WIDTH / 2
    return Box(middle_x - width / 2, middle_y - half_height, middle_x + width / 2, middle_y + half_height)


def positions_of(geometry: dict | None) -> list[Position]:
    """All positions of a GeoJSON geometry, in one list."""
    return flat(geometry["coordinates"]) if geometry else []


def flat(coordinates: list) -> list[Position]:
    if not coordinates:
        return []
    if isinstance(coordinates[0], int | float):
        return [(coordinates[0], coordinates[1])]
    return [position for part in coordinates for position in flat(part)]

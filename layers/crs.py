"""The reference systems that answers come in, and the axis order of each, which is its own."""

import math
from dataclasses import dataclass

from psycopg import sql

from layers.geometry import CRS84_URI, EPSG_4326_URI, STORAGE_SRID, WEB_MERCATOR_URI, WEB_SRID

EARTH_RADIUS_M = 6_378_137.0
#: Half the world's width in web mercator, metres; the world is drawn as a square.
HALF_WORLD_M = math.pi * EARTH_RADIUS_M


@dataclass(frozen=True)
class Crs:
    """`latitude_first`: coordinates are latitude, longitude, as EPSG orders 4326. `decimals` leave a centimetre."""

    uri: str
    srid: int
    decimals: int
    latitude_first: bool = False

    def drawn_sql(self, geometry: sql.Composable) -> sql.Composable:
        """The stored geometry in this system's units and axis order."""
        if self.latitude_first:
            return sql.SQL("ST_FlipCoordinates({})").format(geometry)
        if self.srid != STORAGE_SRID:
            return sql.SQL("ST_Transform({}, {})").format(geometry, sql.Literal(self.srid))
        return geometry

    def to_lon_lat(self, first: float, second: float) -> tuple[float, float]:
        """A position in this system as longitude, latitude; what lies beyond the world is put on its edge."""
        if self.latitude_first:
            first, second = second, first
        if self.srid == WEB_SRID:
            return from_web_mercator(first, second)
        return clamp(first, 360), clamp(second, 90)


CRS84 = Crs(CRS84_URI, STORAGE_SRID, decimals=7)
EPSG_4326 = Crs(EPSG_4326_URI, STORAGE_SRID, decimals=7, latitude_first=True)
WEB_MERCATOR = Crs(WEB_MERCATOR_URI, WEB_SRID, decimals=2)
SYSTEMS = {crs.uri: crs for crs in (CRS84, EPSG_4326, WEB_MERCATOR)}


def clamp(value: float, bound: float) -> float:
    return max(-bound, min(bound, value))


def from_web_mercator(x: float, y: float) -> tuple[float, float]:
    x, y = clamp(x, 2 * HALF_WORLD_M), clamp(y, HALF_WORLD_M)
    return math.degrees(x / EARTH_RADIUS_M), math.degrees(math.atan(math.sinh(y / EARTH_RADIUS_M)))


def to_web_mercator(lon: float, lat: float) -> tuple[float, float]:
    """Metres; latitudes beyond the square world's edge (85.06°) are put on it."""
    lat = clamp(lat, 85.06)
    return math.radians(lon) * EARTH_RADIUS_M, math.asinh(math.tan(math.radians(lat))) * EARTH_RADIUS_M

"""Which reference system a layer is in, and whether its coordinates can be that.

A wrong guess moves a network by hundreds of metres.
"""

import math
from dataclasses import dataclass

from django.db import connection
from psycopg import sql
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError

from data_import.mapping import Mapping, Region
from layers.geometry import STORAGE_SRID
from layers.sources import SourceError, SourceLayer

#: Geographic and projected systems of the region, WGS84's UTM zones and web mercator; a CRS outside the list is never used.
ALLOWED_SRIDS = frozenset(
    {4326, 3857, 4674, 5360, 5361, 5362, 8949, 8950, 8951, 9148, 9149, 9150, 9153, 9154, 9155, 20041, 20048, 20049}
    | {4248, 24877, 24878, 24879, 4618, 29188, 29189, 5527, 4979, 9147, 9152, 20040}
    | set(range(32601, 32661))
    | set(range(32701, 32761))
    | set(range(31965, 31986))
)
#: What PostGIS' own table lacks, and the WGS84 system in which PROJ gives the same coordinates to a millimetre.
SAME_COORDINATES = {
    **dict.fromkeys((8949, 9147, 9148, 9152, 9153, 20040, 20041), 4326),
    **dict.fromkeys((8950, 9149, 9154, 20048), 32718),
    **dict.fromkeys((8951, 9150, 9155, 20049), 32719),
}
#: The same system in the neighbouring UTM zones, where the codes are not consecutive.
NEIGHBOUR_ZONES = {5361: (5362,), 5362: (5361,)}


@dataclass(frozen=True)
class Bounds:
    west: float
    south: float
    east: float
    north: float

    @property
    def center(self) -> tuple[float, float]:
        return (self.west + self.east) / 2, (self.south + self.north) / 2

    @property
    def looks_like_degrees(self) -> bool:
        return max(map(abs, (self.west, self.east))) <= 180 and max(map(abs, (self.south, self.north))) <= 180


def resolve_srid(layer: SourceLayer, asked: int | None, mapping: Mapping) -> int | None:
    """The layer's EPSG code: what the operator says, else the file, else the mapping. Raises SourceError."""
    if asked is not None:
        return allowed(asked, layer, "--srid")
    if layer.srid is not None:
        return allowed(layer.srid, layer, "el archivo")
    if layer.crs_text:
        raise complaint(
            layer, f"El sistema de referencia del archivo no se reconoce ({layer.crs_text[:80]}): indíquelo con --srid."
        )
    return allowed(mapping.srid, layer, "el mapeo") if mapping.srid is not None else None


def allowed(srid: int, layer: SourceLayer, who: str) -> int:
    if srid not in ALLOWED_SRIDS:
        raise complaint(
            layer,
            f"EPSG:{srid}, que indica {who}, no está entre los sistemas admitidos: use, por ejemplo, --srid 32718 o 4326.",
        )
    return srid


def complaint(layer: SourceLayer, message: str) -> SourceError:
    return SourceError(message, file=layer.file, layer=layer.name)


def require_plausible(layer: SourceLayer, table: str, srid: int | None, region: Region) -> None:
    """Raises SourceError when a layer with geometries has no CRS, or one in which they cannot be."""
    if not has_geometries(table):
        return
    if srid is None:
        raise missing_crs(layer)
    bounds = drawn_bounds(table)
    problem = diagnose(bounds, srid, region) if bounds else None
    # A few stray points are refused row by row; they must not speak for the layer.
    if problem and (problem := diagnose(middle(table), srid, region)):
        raise complaint(layer, problem)


def missing_crs(layer: SourceLayer) -> SourceError:
    return complaint(
        layer, "No se sabe en qué sistema de referencia están las coordenadas (¿falta el .prj?): indíquelo con --srid."
    )


def is_geographic(srid: int | None) -> bool:
    return srid is not None and CRS.from_epsg(srid).is_geographic


def coordinate_limits(srid: int | None) -> tuple[float, float]:
    """How far from 0 x and y can be: the world's degrees, or metres in which PROJ follows (beyond, it ends the statement)."""
    if srid is None or is_geographic(srid):
        return 180, 90
    return (20_037_509, 20_048_966) if srid == 3857 else (10_000_000, 20_000_000)


MIDDLE = (
    "SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY st_xmin(geom)), "
    "percentile_disc(0.5) WITHIN GROUP (ORDER BY st_ymin(geom)) FROM {table} WHERE "
)
#: NaN is greater than infinity to PostgreSQL.
FINITE = (
    "not st_isempty(geom) AND st_xmax(geom) < 'Infinity' AND st_ymax(geom) < 'Infinity' AND st_xmin(geom) > '-Infinity'"
)


def has_geometries(table: str) -> bool:
    return query_row("SELECT exists(SELECT FROM {table} WHERE geom IS NOT NULL)", table)[0]


def drawn_bounds(table: str) -> Bounds | None:
    """Bounds of the finite geometries of a staged table, or None where it has none."""
    query = "SELECT min(st_xmin(geom)), min(st_ymin(geom)), max(st_xmax(geom)), max(st_ymax(geom)) FROM {table} WHERE "
    row = query_row(query + FINITE, table)
    return Bounds(*row) if row[0] is not None else None


def middle(table: str) -> Bounds:
    """The middle one of all places of a staged table, as bounds of no extent."""
    x, y = query_row(MIDDLE + FINITE, table)
    return Bounds(x, y, x, y)


def query_row(query: str, table: str) -> tuple:
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(query).format(table=sql.Identifier(table)))
        return cursor.fetchone()


def diagnose(bounds: Bounds, srid: int, region: Region) -> str | None:
    """What is wrong with reading `bounds` in `srid`, in a sentence that says what to do; None when it fits."""
    geographic = is_geographic(srid)
    if geographic and not bounds.looks_like_degrees:
        return (
            f"Las coordenadas parecen metros, pero EPSG:{srid} está en grados: indique el sistema correcto con --srid."
        )
    if not geographic and bounds.looks_like_degrees:
        return f"Las coordenadas parecen grados, pero EPSG:{srid} está en metros: indique --srid 4326 si son longitud y latitud."
    if lies_within(bounds.center, srid, region):
        return None
    if lies_within(bounds.center[::-1], srid, region):
        first, second = ("latitud", "longitud") if geographic else ("norte", "este")
        return f"Los ejes están cambiados: viene {first}, {second} donde debe venir {second}, {first}."
    for other in neighbour_zones(srid):
        if lies_within(bounds.center, other, region):
            return (
                f"El huso no corresponde: en EPSG:{srid} la red cae fuera de {region.name}; en EPSG:{other} cae dentro. "
                f"Use --srid {other}."
            )
    return f"La red cae fuera de {region.name}{spoken_place(bounds.center, srid)}: revise el sistema de referencia o la región."


def spoken_place(point: tuple[float, float], srid: int) -> str:
    longitude, latitude = to_degrees(point, srid)
    return f" (centro en {latitude:.4f}, {longitude:.4f})" if math.isfinite(longitude + latitude) else ""


def neighbour_zones(srid: int) -> tuple[int, ...]:
    if srid in NEIGHBOUR_ZONES:
        return NEIGHBOUR_ZONES[srid]
    return tuple(
        other
        for other in (srid - 1, srid + 1)
        if other in ALLOWED_SRIDS and "UTM zone" in crs_name(other) and "UTM zone" in crs_name(srid)
    )


def crs_name(srid: int) -> str:
    try:
        return CRS.from_epsg(srid).name
    except CRSError:
        return ""


def to_degrees(point: tuple[float, float], srid: int) -> tuple[float, float]:
    """Longitude and latitude of x, y."""
    return Transformer.from_crs(srid, STORAGE_SRID, always_xy=True).transform(*point)


def lies_within(point: tuple[float, float], srid: int, region: Region) -> bool:
    longitude, latitude = to_degrees(point, srid)
    west, south, east, north = region.extent
    return west <= longitude <= east and south <= latitude <= north


def utm_srid(longitude: float, latitude: float) -> int:
    """EPSG code of WGS84's UTM zone at a place."""
    zone = int((longitude + 180) // 6) % 60 + 1
    return (32600 if latitude >= 0 else 32700) + zone

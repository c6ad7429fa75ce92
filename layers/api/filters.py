"""Which rows of a layer are asked for: by box, by time and by every property of the catalogue."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from django.contrib.gis.geos import Polygon
from django.contrib.postgres.fields import ArrayField
from django.db.models import DateField, FloatField, IntegerField, Q, QuerySet

from layers.api.parameters import Parameter, day, number, one_of, text, whole
from layers.api.problems import Problem
from layers.api.schemas import property_schema
from layers.catalogue import Field, MapLayer
from layers.columns import GEOMETRY, column_of
from layers.crs import CRS84, SYSTEMS, Crs

Box = tuple[float, float, float, float]


def crs(value: str) -> Crs:
    if value not in SYSTEMS:
        raise ValueError(f"se espera uno de {', '.join(SYSTEMS)}")
    return SYSTEMS[value]


def four_corners(value: str) -> tuple[float, ...]:
    """First and second coordinate of one corner and of the opposite one; heights are dropped."""
    given = [number(part) for part in value.split(",")]
    if len(given) not in {4, 6}:
        raise ValueError("se esperan 4 números, o 6 con alturas, separados por comas")
    half = len(given) // 2
    return (*given[:2], *given[half : half + 2])


def interval(value: str) -> tuple[date | None, date | None]:
    """First and last day of a moment or an interval; None where it is open."""
    parts = [moment(part) for part in value.split("/")]
    start, end = parts[0], parts[-1]
    if len(parts) > 2 or parts == [None] or (start and end and start > end):
        raise ValueError("se espera una fecha, o un intervalo como 2020-01-01/2020-12-31 o ../2020-12-31")
    return start, end


def moment(value: str) -> date | None:
    if value in {"", ".."}:
        return None
    return datetime.fromisoformat(value).date() if "T" in value.upper() else day(value)


CRS_SCHEMA = {"type": "string", "enum": list(SYSTEMS), "default": CRS84.uri}
BBOX = Parameter(
    "bbox",
    four_corners,
    "Rectángulo: oeste, sur, este, norte (o el orden de bbox-crs)",
    {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 6},
)
BBOX_CRS = Parameter("bbox-crs", crs, "Sistema de referencia de bbox", CRS_SCHEMA, default=CRS84)
CRS = Parameter("crs", crs, "Sistema de referencia de las coordenadas que se entregan", CRS_SCHEMA, default=CRS84)
DATETIME = Parameter(
    "datetime", interval, "Fecha o intervalo: los datos valen desde la fecha de corte", {"type": "string"}
)


def field_parameter(layer: MapLayer, field: Field) -> Parameter:
    schema = property_schema(layer, field)
    if schema["type"] == "array":
        schema = {**schema["items"], "title": schema["title"]}
    return Parameter(field.name, reader_of(layer, field), f"Solo elementos con este valor: {field.label}", schema)


def reader_of(layer: MapLayer, field: Field) -> Callable[[str], Any]:
    if field.choices:
        return one_of(str(value) for value in field.choices.values)
    readers = {FloatField: number, IntegerField: whole, DateField: day}
    column = column_of(layer, field.name)
    return next((read for kind, read in readers.items() if isinstance(column, kind)), text)


def boxes(corners: tuple[float, ...], crs: Crs) -> Iterator[Box]:
    """The box in degrees; two where it crosses the antimeridian. Raises a 400 where south is above north."""
    west, south = crs.to_lon_lat(*corners[:2])
    east, north = crs.to_lon_lat(*corners[2:])
    if south > north:
        raise Problem(400, "bbox: el sur queda al norte del norte. Revise el orden de los números.")
    if west <= east:
        yield west, south, east, north
    else:
        yield west, south, 180, north
        yield -180, south, east, north


def in_boxes(rows: QuerySet, corners: tuple[float, ...] | None, crs: Crs) -> QuerySet:
    if corners is None:
        return rows
    inside = Q()
    for box in boxes(corners, crs):
        inside |= Q(**{f"{GEOMETRY}__intersects": Polygon.from_bbox(box)})
    return rows.filter(inside)


def at_time(rows: QuerySet, asked: tuple[date | None, date | None] | None, data_as_of: date) -> QuerySet:
    """All rows hold from the cut-off date on."""
    is_before = asked is not None and asked[1] is not None and asked[1] < data_as_of
    return rows.none() if is_before else rows


def with_values(rows: QuerySet, layer: MapLayer, asked: dict[str, Any]) -> QuerySet:
    for field in layer.fields:
        value, column = asked[field.name], column_of(layer, field.name)
        if value is None:
            continue
        if column is None:
            return rows.none()
        is_list = isinstance(column, ArrayField)
        rows = rows.filter(**{f"{column.attname}__contains": [value]} if is_list else {column.attname: value})
    return rows

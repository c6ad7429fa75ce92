"""GeoJSON read as a stream: one feature in memory at a time, numbers exact.

A FeatureCollection, a single feature or geometry, or one feature per line (also with RFC 8142's separators).
"""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from layers.sources import encoding
from layers.sources.crs import known_epsg
from layers.sources.errors import SourceError
from layers.sources.formats import GEOJSON, check
from layers.sources.json_stream import JsonDamage, JsonStream
from layers.sources.model import Member, Row, SourceLayer
from layers.sources.values import as_text
from layers.sources.wkb import MalformedGeometry, from_geojson

WGS84 = 4326
CRS84 = re.compile(r"(urn:ogc:def:crs:)?OGC:(?:[\d.]*:)?CRS84$", re.I)
EPSG = re.compile(r"(?:urn:ogc:def:crs:)?EPSG:(?:[\d.]*:)?(\d{1,6})$", re.I)
GEOMETRIES = {"Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon", "GeometryCollection"}


def describe(member: Member, asked: str | None) -> dict[str, Callable[[], SourceLayer]]:
    return {member.stem: partial(layer_of, member, asked)}


def layer_of(member: Member, asked: str | None) -> SourceLayer:
    check(member.path, member.name, GEOJSON)
    codec, reason = encoding.of_text(member.path, member.name, asked)
    survey = Survey()
    for feature in features(member, codec, survey.members):
        survey.add(feature)
    layer = SourceLayer(member.stem, member.name, survey.columns(), read=partial(read, member, codec))
    layer.count, layer.geometry_type, layer.numbers = survey.count, survey.geometry_type(), survey.numbers()
    layer.srid, layer.crs_text = crs_of(survey.members.get("crs"))
    if reason:
        layer.note(reason)
    return layer


class Survey:
    """What a first pass finds out: columns in the order met, kinds of geometry, members of the collection."""

    def __init__(self) -> None:
        self.members: dict[str, Any] = {}
        self.count = 0
        self._columns: dict[str, None] = {}
        self._texts: set[str] = set()
        self._has_id = False
        self._kinds: set[str] = set()

    def add(self, feature: dict) -> None:
        self.count += 1
        self._has_id = self._has_id or feature.get("id") is not None
        properties = feature.get("properties") or {}
        self._columns.update(dict.fromkeys(properties))
        self._texts.update(name for name, value in properties.items() if value.__class__ is str)
        if kind := kind_of(feature.get("geometry")):
            self._kinds.add(kind)

    def columns(self) -> list[str]:
        own_id = ["id"] if self._has_id and "id" not in self._columns else []
        return own_id + list(self._columns)

    def numbers(self) -> frozenset[str]:
        """Columns without a single text."""
        return frozenset(self._columns) - self._texts

    def geometry_type(self) -> str | None:
        return min(self._kinds) if len(self._kinds) == 1 else "Geometry" if self._kinds else None


def kind_of(geometry: Any) -> str | None:
    return str(geometry.get("type")) if isinstance(geometry, dict) else None


def crs_of(crs: Any) -> tuple[int | None, str | None]:
    """RFC 7946 is WGS 84 unless the older `crs` member names another."""
    if crs is None:
        return WGS84, None
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    if not isinstance(name, str):
        return None, (as_text(crs) or "")[:200]
    if CRS84.match(name):
        return WGS84, name
    found = EPSG.match(name)
    return known_epsg(int(found[1])) if found else None, name[:200]


def read(member: Member, codec: str, layer: SourceLayer) -> Iterator[Row]:
    for ordinal, feature in enumerate(features(member, codec, {})):
        properties = feature.get("properties") or {}
        if "id" in feature and "id" not in properties:
            properties = {**properties, "id": feature["id"]}
        values = [as_text(properties.get(column)) for column in layer.columns]
        yield ordinal, layer.storable(values), geometry_of(feature, ordinal, layer)


def geometry_of(feature: dict, ordinal: int, layer: SourceLayer) -> bytes | None:
    try:
        return from_geojson(feature.get("geometry"))
    except MalformedGeometry as error:
        message = f"La geometría del elemento {ordinal} de {layer.file} no se entiende: revise sus coordenadas."
        raise SourceError(message, file=layer.file, layer=layer.name) from error


def features(member: Member, codec: str, members: dict[str, Any]) -> Iterator[dict]:
    """Each feature; the other members of the collection are put in `members`."""
    try:
        with member.path.open(encoding=codec) as file:
            for feature in walked(JsonStream(file), members):
                yield checked(feature, member)
    except JsonDamage as error:
        message = f"{member.name} no es un GeoJSON correcto en la línea {error.line}: {error.reason}."
        raise SourceError(message, file=member.name, line=error.line) from error
    except UnicodeError as error:
        message = f"{member.name} no está en {encoding.spoken(codec)}: indique su codificación."
        raise SourceError(message, file=member.name) from error


def checked(feature: Any, member: Member) -> dict:
    if isinstance(feature, dict) and feature.get("type") in GEOMETRIES:
        return {"geometry": feature}
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if (
        not isinstance(feature, dict)
        or feature.get("type") != "Feature"
        or not isinstance(properties, (dict, type(None)))
    ):
        raise SourceError(
            f"{member.name} es un JSON pero no un GeoJSON: no trae una lista de elementos.", file=member.name
        )
    return feature


def walked(stream: JsonStream, members: dict[str, Any]) -> Iterator[Any]:
    """The features of the collection that opens the file, then every further value: one feature per line."""
    yield from walked_object(stream, members)
    while not stream.at_end():
        yield stream.value()


def walked_object(stream: JsonStream, members: dict[str, Any]) -> Iterator[Any]:
    """A collection's features, or the object itself when it is none."""
    streamed = False
    for key in stream.members():
        if key == "features" and stream.next_is("["):
            streamed = True
            yield from stream.elements()
        else:
            members[key] = stream.value()
    if not streamed:
        yield dict(members)

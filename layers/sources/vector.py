"""The one door to GDAL: shapefiles and geodatabases through fiona, with a single driver allowed."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import fiona

from layers.sources.crs import epsg_of_wkt
from layers.sources.errors import SourceError
from layers.sources.model import Member, Row, SourceLayer
from layers.sources.noise import Messages, quiet, speechless
from layers.sources.values import as_text
from layers.sources.wkb import from_coordinates, from_geojson

SHAPEFILE_DRIVER = "ESRI Shapefile"
GEODATABASE_DRIVER = "OpenFileGDB"
# Latin-1 hands over every byte as it is, so that the text is decoded here and not by GDAL's tables.
BYTES_AS_TEXT = "ISO-8859-1"


def linked(parts: dict[str, Path], folder: Path) -> Path:
    """Links under plain names: GDAL and fiona read meaning into some characters of a path."""
    place = Path(tempfile.mkdtemp(dir=folder, prefix="gdal"))
    for suffix, path in parts.items():
        (place / f"data{suffix}").symlink_to(path.resolve())
    return place / f"data{next(iter(parts))}"


@dataclass(frozen=True)
class Reading:
    """What is read and how; `codec` is the encoding of the text where GDAL hands over raw bytes."""

    path: Path
    driver: str
    member: Member
    codec: str | None = None
    to_text: Callable[[Any], str | None] = as_text
    options: dict[str, Any] = field(default_factory=dict)

    @contextmanager
    def collection(self, layer: str | None) -> Iterator[tuple[Any, Messages]]:
        """fiona's collection and GDAL's messages; whatever goes wrong inside is a SourceError."""
        options = {"encoding": BYTES_AS_TEXT, **self.options} if self.codec else self.options
        with quiet() as messages:
            try:
                with speechless():
                    opened = fiona.open(str(self.path), enabled_drivers=[self.driver], **options)
                with opened:
                    yield opened, messages
            except (SourceError, OSError):
                raise
            except Exception as error:  # GDAL and fiona raise many kinds, none of them for a reader's eyes
                raise damaged(self.member, layer) from error


def damaged(member: Member, layer: str | None) -> SourceError:
    where = f"La capa {layer} de {member.name}" if layer else member.name
    message = f"{where} está dañada o incompleta y no se puede leer: pida una copia nueva."
    return SourceError(message, file=member.name, layer=layer)


def layer_of(reading: Reading, name: str) -> SourceLayer:
    with reading.collection(name) as (opened, _):
        types = opened.schema["properties"]
        wkt = opened.crs_wkt
        geometry = opened.schema["geometry"].removeprefix("3D ")
    columns = [decoded(raw, reading.codec) for raw in types] if reading.codec else list(types)
    layer = SourceLayer(name, reading.member.name, columns, read=partial(read, reading))
    layer.srid, layer.crs_text = (epsg_of_wkt(wkt), wkt) if wkt else (None, None)
    layer.numbers = frozenset(
        column for column, kind in zip(columns, types.values(), strict=True) if kind.startswith(("int", "float"))
    )
    layer.geometry_type = {"None": None, "Unknown": "Geometry"}.get(geometry, geometry)
    return layer


def read(reading: Reading, layer: SourceLayer) -> Iterator[Row]:
    to_text, codec = reading.to_text, reading.codec
    with reading.collection(layer.name) as (opened, messages):
        for feature in opened:
            if messages.errors:
                raise damaged(reading.member, layer.name)
            fid = int(feature.id)
            values = [to_text(value) for value in plain(feature.properties).values()]
            if codec:
                values = [redecoded(value, codec, fid, layer) for value in values]
            yield fid, layer.storable(values), wkb_of(feature.geometry)
        if messages.errors:
            raise damaged(reading.member, layer.name)
    for warning in messages.warnings:
        layer.note(f"GDAL avisa: {warning}")


def plain(properties: Any) -> dict[str, Any]:
    # fiona's mapping copies itself for each value that is asked of it.
    return getattr(properties, "_data", properties)


def wkb_of(geometry: Any) -> bytes | None:
    if geometry is None or geometry.type == "GeometryCollection":
        return from_geojson(geometry)
    return from_coordinates(geometry.type, geometry.coordinates)


def redecoded(value: str | None, codec: str, fid: int, layer: SourceLayer) -> str | None:
    if value is None or value.isascii():
        return value
    try:
        return decoded(value, codec)
    except UnicodeDecodeError as error:
        message = f"La fila {fid} de {layer.file} no está en {codec.upper()}: indique la codificación correcta."
        raise SourceError(message, file=layer.file, layer=layer.name, line=fid) from error


def decoded(raw: str, codec: str) -> str:
    data = raw.encode("latin-1")
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        if error.reason != "unexpected end of data":
            raise
        return data.decode(codec, "ignore")  # a last character that did not fit its field

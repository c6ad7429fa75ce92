"""Shapefiles, zipped: for programs that know nothing newer. Names are cut to ten letters; the README tells which is which."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import fiona
import shapely
from django.db import connection, transaction
from psycopg import sql

from layers.exports.base import FEEDER, LAYER, NETWORK, Download, Format
from layers.exports.csv import Csv
from layers.exports.readme import NAME, readme
from layers.exports.scratch import pieces, scratch_folder
from layers.exports.streams import rows
from layers.exports.tables import DATE, LIST, NUMBER, WHOLE, Column, Table
from layers.exports.zipped import Member, zipped
from layers.geometry import STORAGE_SRID

LONGEST_NAME, LONGEST_TEXT = 10, 254
TYPES = {NUMBER: "float", WHOLE: "int32", DATE: "date"}
#: Cut to ten letters it would be called as conductor_id is.
SHORT_NAMES = {"conductor_type": "cond_type"}
#: A layer of both has a shapefile of each, since one holds a single kind of geometry.
PARTS = {"LineString": "", "Point": "_puntos"}
HOW_TO_OPEN = """Cada capa es un shapefile: sus archivos .shp, .shx, .dbf, .prj y .cpg van juntos.
Los nombres de sus campos tienen a lo más diez letras: la lista dice cuál es cuál.
Las tablas sin geometría van en CSV (UTF-8, separador coma, punto decimal)."""


class ShapefileArchive(Format):
    suffix = ".shp.zip"
    media = "application/zip"
    name = "Shapefile (ZIP)"
    use = "Para programas SIG antiguos; los nombres de los campos van cortados a diez letras."
    scopes = frozenset({NETWORK, FEEDER, LAYER})
    rank = 50

    def stream(self, download: Download) -> Iterator[bytes]:
        with scratch_folder() as folder:
            with transaction.atomic():
                for table in (table for table in download.tables if table.geometry):
                    for part, ending in parts(table):
                        write(folder / f"{table.id}{ending}.shp", download, part)
            yield from zipped(members(download, folder), download.publication.created_at.timetuple())


def members(download: Download, folder: Path) -> Iterator[Member]:
    yield NAME, [readme(download, HOW_TO_OPEN, "", short_names)]
    for table in download.tables:
        if not table.geometry:
            yield f"{table.id}.csv", Csv().table(download, table)
        for _, ending in parts(table):
            for path in sorted(folder.glob(f"{table.id}{ending}.*")):
                yield path.name, pieces(path)


def parts(table: Table) -> list[tuple[Table, str]]:
    """The shapefiles of a table, each with what its name ends in."""
    if table.geometry != "Geometry":
        return [(table, "")]
    return [(of_kind(table, kind), ending) for kind, ending in PARTS.items()]


def of_kind(table: Table, kind: str) -> Table:
    condition = sql.SQL("GeometryType(t.geom) = {}").format(sql.Literal(kind.upper()))
    return replace(table, geometry=kind, rows=sql.SQL("{} AND {}").format(table.rows, condition))


def short_names(table: Table) -> dict[str, str]:
    """Ten letters for each column, no two alike."""
    if not table.geometry:
        return {}
    found: dict[str, str] = {}
    for column in table.columns:
        short = SHORT_NAMES.get(column.name, column.name[:LONGEST_NAME])
        found[column.name] = numbered(short, set(found.values()))
    return found


def numbered(short: str, taken: set[str]) -> str:
    if short not in taken:
        return short
    return next(name for name in (f"{short[: LONGEST_NAME - 2]}_{n}" for n in range(2, 10)) if name not in taken)


def write(path: Path, download: Download, table: Table) -> None:
    names = short_names(table)
    schema = {"geometry": table.geometry, "properties": schema_properties(download, table)}
    query = download.select(table, [sql.SQL("ST_AsBinary(t.geom)"), *map(value, table.columns)])
    with fiona.open(path, "w", "ESRI Shapefile", schema, f"EPSG:{STORAGE_SRID}", encoding="UTF-8") as file:
        file.writerecords(record(row, list(names.values())) for row in rows(query))


def record(row: tuple, names: list[str]) -> dict:
    geometry, *values = row
    drawn = None if geometry is None else shapely.from_wkb(bytes(geometry)).__geo_interface__
    return {"type": "Feature", "geometry": drawn, "properties": dict(zip(names, values, strict=True))}


def value(column: Column) -> sql.Composable:
    if column.kind == NUMBER:
        return sql.SQL("{}::float8").format(column.value)
    if column.kind == LIST:
        return sql.SQL("left({}, {})").format(column.joined(), sql.Literal(LONGEST_TEXT))
    return sql.SQL("{}::text").format(column.value) if column.kind == DATE else column.value


def schema_properties(download: Download, table: Table) -> dict[str, str]:
    """Texts as wide as their longest: every row pays for it."""
    longest = text_widths(download, table)
    names = short_names(table)
    return {names[column.name]: TYPES.get(column.kind) or f"str:{longest[column.name]}" for column in table.columns}


def text_widths(download: Download, table: Table) -> dict[str, int]:
    texts = [column for column in table.columns if column.kind not in TYPES]
    widths = (sql.SQL("max(octet_length({}::text))").format(value(column)) for column in texts)
    with connection.cursor() as cursor:
        cursor.execute(download.select(table, widths))
        found = cursor.fetchone()
    return {column.name: min(max(width or 1, 1), LONGEST_TEXT) for column, width in zip(texts, found, strict=True)}


FORMATS = (ShapefileArchive(),)

"""GeoPackage: the whole in one file, for QGIS and every GIS, and for our own import."""

from collections.abc import Iterator
from pathlib import Path

from django.db import connection, transaction
from psycopg import sql

from layers.exports.base import FEEDER, LAYER, NETWORK, Download, Format
from layers.exports.scratch import pieces, scratch_folder
from layers.exports.streams import rows
from layers.exports.tables import DATE, LIST, NUMBER, WHOLE, Column, Table
from layers.geopackage import HEADER, Extent, GeoPackage

TYPES = {NUMBER: "DOUBLE", WHOLE: "INTEGER", DATE: "DATE"}
BLOB = sql.SQL("{} || ST_AsBinary(t.geom, 'NDR')").format(sql.Literal(HEADER))
EXTENT = ("ST_XMin(box)", "ST_YMin(box)", "ST_XMax(box)", "ST_YMax(box)")


class GeoPackageFormat(Format):
    suffix = ".gpkg"
    media = "application/geopackage+sqlite3"
    name = "GeoPackage"
    use = "Todas las capas en un archivo: arrástrelo a QGIS o ábralo en cualquier SIG."
    scopes = frozenset({NETWORK, FEEDER, LAYER})
    rank = 30

    def stream(self, download: Download) -> Iterator[bytes]:
        with scratch_folder() as folder:
            path = folder / "red.gpkg"
            write(path, download)
            yield from pieces(path)


def write(path: Path, download: Download) -> None:
    last_change = f"{download.publication.created_at:%Y-%m-%dT%H:%M:%S.000Z}"
    with transaction.atomic(), GeoPackage(path, last_change) as file:
        for table in download.tables:
            file.create(
                table.id,
                [(column.name, TYPES.get(column.kind, "TEXT")) for column in table.columns],
                geometry=table.geometry,
                description=f"{table.description}. {download.provenance}",
                extent=extent(download, table) if table.geometry else None,
            )
            file.write(table.id, rows(download.select(table, values(table))))


def values(table: Table) -> list[sql.Composable]:
    return [*([BLOB] if table.geometry else []), *map(value, table.columns)]


def value(column: Column) -> sql.Composable:
    """As sqlite3 takes it: text, float, integer."""
    if column.kind == NUMBER:
        return sql.SQL("{}::float8").format(column.value)
    if column.kind == LIST:
        return column.joined()
    return sql.SQL("{}::text").format(column.value) if column.kind == DATE else column.value


def extent(download: Download, table: Table) -> Extent | None:
    """West, south, east, north of the table's rows."""
    inner = download.select(table, [sql.SQL("ST_Extent(t.geom) AS box")])
    statement = sql.SQL("SELECT {} FROM ({}) found").format(sql.SQL(", ".join(EXTENT)), inner)
    with connection.cursor() as cursor:
        cursor.execute(statement)
        found = cursor.fetchone()
    return None if found[0] is None else found


FORMATS = (GeoPackageFormat(),)

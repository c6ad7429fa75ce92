"""GeoJSON (RFC 7946): longitude, latitude; a line a feature. PostgreSQL writes the features."""

import json
from collections.abc import Iterator

from psycopg import sql

from layers.crs import CRS84
from layers.exports.base import FEEDER, LAYER, Download, Format
from layers.exports.streams import lines
from layers.exports.tables import Table

FEATURE = """concat('{{"type":"Feature","id":', {id}, ',"geometry":', {geometry}, ',"properties":',
    (SELECT row_to_json(properties) FROM (SELECT {properties}) AS properties), '}}')"""


class GeoJson(Format):
    suffix = ".geojson"
    media = "application/geo+json"
    name = "GeoJSON"
    use = "Para páginas web y programas; también se arrastra a QGIS."
    scopes = frozenset({FEEDER, LAYER})
    rank = 40

    def stream(self, download: Download) -> Iterator[bytes]:
        """One table as it is; of several the public layers, each feature with its `layer`."""
        tables = download.layers if len(download.tables) > 1 else download.tables
        yield from self.collection(download, tables)

    def collection(self, download: Download, tables: tuple[Table, ...]) -> Iterator[bytes]:
        yield opening(download, tables)
        before = b"\n"
        for table in tables:
            for piece in lines(download.select(table, [feature_sql(table, names_layer=len(tables) > 1)])):
                yield before + piece.removesuffix(b"\n").replace(b"\n", b",\n")
                before = b",\n"
        yield b"\n]}\n"


def opening(download: Download, tables: tuple[Table, ...]) -> bytes:
    """The collection's own members, up to its features."""
    members = {
        "type": "FeatureCollection",
        "name": tables[0].id if len(tables) == 1 else download.stem,
        "publication": download.publication.number,
        "data_as_of": download.publication.cutoff_on.isoformat(),
        "description": download.provenance,
    }
    return json.dumps(members, ensure_ascii=False).removesuffix("}").encode() + b', "features": ['


def feature_sql(table: Table, *, names_layer: bool) -> sql.Composable:
    properties = [sql.SQL("{} AS {}").format(column.value, sql.Identifier(column.name)) for column in table.columns]
    if names_layer:
        properties.insert(0, sql.SQL("{}::text AS layer").format(sql.Literal(str(table.id))))
    identifier = table.column("id")
    drawn = sql.SQL("coalesce(ST_AsGeoJSON(t.geom, {}), 'null')").format(sql.Literal(CRS84.decimals))
    return sql.SQL(FEATURE).format(
        id=sql.SQL("to_json({}::text)").format(identifier.value) if identifier else sql.SQL("'null'"),
        geometry=drawn if table.geometry else sql.SQL("'null'"),
        properties=sql.SQL(", ").join(properties),
    )


FORMATS = (GeoJson(),)

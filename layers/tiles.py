"""One tile, by one statement. A published layer's rows were prepared at import; the others' are drawn as they stand."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import cache

from psycopg import sql

from layers import prepared
from layers.catalogue import MapLayer
from layers.columns import column_sql, table_sql
from layers.geometry import STORAGE_SRID, WEB_SRID

#: A tile holds no more features than these; the most important stay, and it says how many were left out.
MOST_FEATURES = 2000
DEEPEST_ZOOM = 24
MVT_EXTENT, MVT_BUFFER = 4096, 64

# The envelope stands in a subquery so that it is computed once a tile, not once a row.
# Names of the catalogue are filled in by psycopg.sql, everything asked for is bound.
ENVELOPE = "ST_TileEnvelope(%(z)s::int, %(x)s::int, %(y)s::int, margin => {margin})"
PREPARED_ROWS = """
    SELECT f.id, f.kind, f.feeder_id, f.phase_count, f.geom, f.feature
    FROM layers_tilefeature f
    WHERE f.publication_id = %(publication)s::int AND f.layer = {layer} AND f.geom && (SELECT {envelope})
      AND f.min_zoom <= %(z)s::int AND f.max_zoom >= %(z)s::int {most}"""
DRAWN_ROWS = """
    SELECT {id} AS id, {layer} AS kind, NULL::text AS feeder_id, NULL::int AS phase_count,
           ST_Transform(seen.shape, {web}) AS geom,
           (SELECT row_to_json(whole)::text FROM (
               SELECT 'Feature' AS type, {id} AS id, ST_AsGeoJSON(seen.shape, 6)::json AS geometry, (
                   SELECT row_to_json(shown)
                   FROM (SELECT {layer} AS kind, NULL AS feeder_id, NULL AS phase_count, {name} AS label) shown
               ) AS properties
           ) whole) AS feature
    FROM {table} t
    CROSS JOIN LATERAL (SELECT ST_SimplifyPreserveTopology(t.geom, 180 / (256 * 2 ^ %(z)s::int))) AS seen (shape)
    WHERE t.geom && (SELECT ST_Transform({envelope}, {stored})) {drawn_most}"""
TILE = """
    SELECT p.cutoff_on::text, tile.*
    FROM layers_publication p
    CROSS JOIN LATERAL (SELECT count(*), {body} FROM (SELECT {columns} FROM ({rows}) f) r) AS tile
    WHERE p.number = %(publication)s::int"""
#: One row more than a tile may hold tells that it is too large, without counting and sorting the usual ones.
ANY, ALL = f"LIMIT {MOST_FEATURES + 1}", ""
MOST_IMPORTANT = f"ORDER BY f.rank, f.serial LIMIT {MOST_FEATURES}"


@dataclass(frozen=True)
class Tile:
    body: bytes
    left_out: int


class TileFormat(ABC):
    """`columns` of each row `f`, the `body` that gathers the rows `r`, and how the answer is written from it."""

    name: str
    content_type: str
    margin: float
    columns: str
    body: str

    @abstractmethod
    def written(self, publication: int, data_as_of: str, body: bytes | None, left_out: int) -> bytes: ...


class GeoJsonTile(TileFormat):
    name = "geojson"
    content_type = "application/geo+json"
    margin = 0.0
    columns = "f.feature"
    body = "string_agg(r.feature, ',')"

    def written(self, publication: int, data_as_of: str, body: bytes | None, left_out: int) -> bytes:
        missing = f'"left_out":{left_out},' if left_out else ""
        stamp = f'"publication":{publication},"data_as_of":"{data_as_of}"'
        head = f'{{"type":"FeatureCollection",{stamp},{missing}"features":['
        return b"".join((head.encode(), body or b"", b"]}"))


class MvtTile(TileFormat):
    name = "mvt"
    content_type = "application/vnd.mapbox-vector-tile"
    margin = MVT_BUFFER / MVT_EXTENT
    columns = (
        "f.id, f.kind, f.feeder_id, f.phase_count, ST_AsMVTGeom(f.geom, "
        f"(SELECT ST_TileEnvelope(%(z)s::int, %(x)s::int, %(y)s::int)), {MVT_EXTENT}, {MVT_BUFFER}) AS geom"
    )
    body = f"ST_AsMVT(r, {{layer}}, {MVT_EXTENT}, 'geom')"

    def written(self, publication: int, data_as_of: str, body: bytes | None, left_out: int) -> bytes:
        return body or b""


TILE_FORMATS: dict[str, TileFormat] = {form.name: form for form in (GeoJsonTile(), MvtTile())}


@dataclass(frozen=True)
class TileAddress:
    """`key` names what stands there for good: publications never change."""

    layer: MapLayer
    publication: int
    form: TileFormat
    z: int
    y: int
    x: int

    @property
    def key(self) -> str:
        return f"{self.publication}/{self.layer.id}/{self.z}/{self.y}/{self.x}.{self.form.name}"


def make_tile(address: TileAddress) -> Tile | None:
    """None where there is no such publication."""
    found = ask(tile_statement(address.layer, address.form, ANY), address)
    if found is None:
        return None
    left_out, counted = (
        0,
        ask(count_statement(address.layer, address.form), address) if found[1] > MOST_FEATURES else None,
    )
    if counted:
        left_out = counted[1] - MOST_FEATURES
        found = ask(tile_statement(address.layer, address.form, MOST_IMPORTANT), address) or found
    data_as_of, _count, body = found
    return Tile(address.form.written(address.publication, data_as_of.decode(), body, left_out), left_out)


def ask(statement: str, address: TileAddress) -> tuple | None:
    place = {"z": address.z, "x": address.x, "y": address.y}
    return prepared.row(statement, {"publication": address.publication, **place}, as_bytes=True)


@cache
def tile_statement(layer: MapLayer, form: TileFormat, most: str) -> str:
    return statement(layer, form, form.columns, form.body, most=most)


@cache
def count_statement(layer: MapLayer, form: TileFormat) -> str:
    return statement(layer, form, "f.id", "NULL", most=ALL)


def statement(layer: MapLayer, form: TileFormat, columns: str, body: str, *, most: str) -> str:
    literal = sql.Literal(str(layer.id))
    rows = sql.SQL(PREPARED_ROWS if layer.is_published else DRAWN_ROWS).format(
        layer=literal,
        envelope=sql.SQL(ENVELOPE).format(margin=sql.Literal(form.margin)),
        most=sql.SQL(most),
        drawn_most=sql.SQL("" if most == ALL else f"LIMIT {MOST_FEATURES + 1}"),
        id=column_sql(layer, "id"),
        name=column_sql(layer, "name"),
        table=table_sql(layer),
        web=sql.Literal(WEB_SRID),
        stored=sql.Literal(STORAGE_SRID),
    )
    whole = sql.SQL(TILE).format(body=sql.SQL(body).format(layer=literal), columns=sql.SQL(columns), rows=rows)
    return whole.as_string()

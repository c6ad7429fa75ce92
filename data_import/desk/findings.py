"""An import's findings with their places, taken from the staged rows while they are there."""

from collections.abc import Mapping
from typing import Any

from django.db import connection
from psycopg import sql

from data_import.checks import CHECKS
from data_import.crs import coordinate_limits
from data_import.desk.spots import spot_of
from data_import.records import RECORDS
from data_import.staging import Raw, run
from layers.geometry import STORAGE_SRID

KEEP = (
    "CREATE TEMP TABLE kept_finding ON COMMIT DROP AS SELECT f.*, NULL::geometry place FROM (SELECT *, row_number() OVER "
    "(PARTITION BY kind ORDER BY layer, origin, fid, field, value) place_in_kind FROM import_finding) f "
    "WHERE place_in_kind <= %s"
)
FROM_STAGED = (
    "UPDATE kept_finding k SET place = {spot} FROM {staged} s "
    "WHERE k.layer = {layer} AND s.origin = k.origin AND s.fid = k.fid"
)
#: A demand lies where its transformer does.
FROM_ASSET = (
    "UPDATE kept_finding k SET place = s.geom FROM staged_transformadores s "
    "WHERE k.layer = 'demandas' AND k.asset_id IN (s.id, 'transformadores/' || s.id)"
)
#: A refused row was never staged, but as it came it may have a sound geometry.
FROM_RAW = (
    "UPDATE kept_finding k SET place = st_transform(st_setsrid({spot}, {srid}), {stored}) FROM {raw} r "
    "WHERE k.place IS NULL AND k.origin = {number} AND r.fid = k.fid AND CASE WHEN st_isempty(r.geom) THEN false "
    "WHEN st_isvalid(r.geom) THEN r.geom::box2d @ st_makeenvelope(-{x}, -{y}, {x}, {y})::box2d ELSE false END"
)
COLUMNS = ("kind", "severity", "layer", "line", "asset_id", "field", "value", "reason")
READ = (
    "SELECT origin, st_x(place), st_y(place), kind, severity, layer, fid, asset_id, field, value, reason "
    "FROM kept_finding ORDER BY place_in_kind"
)


def placed_findings(raws: Mapping[str, Raw], most: int) -> list[dict[str, Any]]:
    """The first `most` findings of each check, in the order of the checks, errors first; `place` is (longitude, latitude)."""
    run(KEEP, (most,))
    place_findings(raws)
    sources = {raw.number: raw.source for raw in raws.values()}
    found = []
    with connection.cursor() as cursor:
        cursor.execute(READ)
        for origin, longitude, latitude, *rest in cursor:
            source = sources.get(origin)
            names = {"file": source.file if source else None, "source": source.name if source else None}
            place = None if longitude is None else (longitude, latitude)
            found.append({**dict(zip(COLUMNS, rest, strict=True)), **names, "place": place})
    order = {key: number for number, key in enumerate(CHECKS)}
    return sorted(found, key=lambda each: (each["severity"] != "error", order.get(each["kind"], len(order))))


def place_findings(raws: Mapping[str, Raw]) -> None:
    layers = concerned("layer")
    for record in RECORDS.values():
        if record.geometry and record.name in layers:
            words = {"staged": sql.Identifier(record.table), "layer": sql.Literal(record.name)}
            run(sql.SQL(FROM_STAGED).format(spot=spot_of("s.geom"), **words))
    if "demandas" in layers:
        run(FROM_ASSET)
    origins = concerned("origin")
    for raw in raws.values():
        if raw.number in origins and raw.srid is not None:
            run(from_raw(raw, raw.srid))


def from_raw(raw: Raw, srid: int) -> sql.Composed:
    x, y = coordinate_limits(srid)
    return sql.SQL(FROM_RAW).format(
        spot=spot_of("r.geom"),
        raw=sql.Identifier(raw.table),
        number=sql.Literal(raw.number),
        srid=sql.Literal(srid),
        stored=sql.Literal(STORAGE_SRID),
        x=sql.Literal(x),
        y=sql.Literal(y),
    )


def concerned(column: str) -> set[Any]:
    """The layers, or source layers, of findings that have no place yet."""
    query = sql.SQL("SELECT DISTINCT {} FROM kept_finding WHERE place IS NULL").format(sql.Identifier(column))
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {value for (value,) in cursor.fetchall()}

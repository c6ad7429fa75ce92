"""GeoPackages through SQLite itself: its blobs are WKB behind a short header, so no GDAL is needed.

Opened read-only and only the tables it registers are read, never its views.
"""

import os
import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from layers.sources.crs import epsg_of_wkt, known_epsg
from layers.sources.errors import SourceError
from layers.sources.formats import GEOPACKAGE, check
from layers.sources.model import Member, Row, SourceLayer
from layers.sources.values import as_text
from layers.sources.wkb import BY_NAME, MalformedGeometry, flatten

LISTED = """
    select c.table_name, m.type, m.sql, g.column_name, g.geometry_type_name, coalesce(g.srs_id, c.srs_id)
    from gpkg_contents c
    left join sqlite_master m on lower(m.name) = lower(c.table_name) and m.type in ('table', 'view')
    left join gpkg_geometry_columns g on lower(g.table_name) = lower(c.table_name)
    where c.data_type in ('features', 'attributes', 'aspatial')
    order by c.rowid
"""
ATTRIBUTES_ONLY = """
    select c.table_name, m.type, m.sql, null, null, null
    from gpkg_contents c
    left join sqlite_master m on lower(m.name) = lower(c.table_name) and m.type in ('table', 'view')
    where c.data_type in ('attributes', 'aspatial')
    order by c.rowid
"""
CRS = """
    select srs_name, organization, organization_coordsys_id, definition
    from gpkg_spatial_ref_sys where srs_id = ?
"""
# What GDAL writes where the format asks for -1 or 0.
UNDEFINED = "Undefined SRS"
# The names GDAL gives to a row number of its own.
OWN_FIDS = {"fid", "ogc_fid", "__fid__"}
ENVELOPE_BYTES = (0, 32, 48, 48, 64)
BATCH = 500
TEXT = {str, type(None)}
LONGEST_VALUE = 256 << 20
# Values against the table's own rules: odd, but all there.
BROKEN_RULE = re.compile(r"value in|CHECK constraint failed")
NUMBER_TYPE = re.compile(r"(tiny|small|medium|big)?int|integer|real|double|float|numeric|decimal", re.I)
TYPES = (*BY_NAME, "GeometryCollection", "Geometry")
TYPE_NAMES = {name.upper(): name for name in TYPES}


@dataclass(frozen=True)
class Table:
    """How to read one: the encoding asked for, the columns of row number and geometry, which columns are booleans."""

    asked: str | None
    key: str | None
    geometry: str | None
    booleans: frozenset[int]


def describe(member: Member, asked: str | None) -> dict[str, Callable[[], SourceLayer]]:
    """The layers by name, each made when it is called for."""
    check(member.path, member.name, GEOPACKAGE)
    complain_of_unsaved_changes(member)
    with opened(member) as database:
        check_length(database, member)
        listed = listed_tables(database)
    if not listed:
        raise SourceError(f"El GeoPackage {member.name} no contiene capas.", file=member.name)
    if not all(isinstance(table[0], str) for table in listed):
        raise SourceError(damage(member), file=member.name)
    return {table[0]: partial(layer_of, member, asked, table) for table in listed}


def complain_of_unsaved_changes(member: Member) -> None:
    for suffix in ("-wal", "-journal"):
        side = member.path.with_name(member.path.name + suffix)
        if side.is_file() and side.stat().st_size:
            raise SourceError(
                f"{member.name} tiene cambios sin terminar de guardar ({side.name}): ciérrelo en el programa que lo "
                "usa y entréguelo otra vez.",
                file=member.name,
            )


@contextmanager
def opened(member: Member, layer: str | None = None) -> Iterator[sqlite3.Connection]:
    database = None
    try:
        database = connect(member.path)
        yield database
    except (sqlite3.Error, UnicodeDecodeError) as error:  # SQLite quotes a damaged file's bytes in its messages
        raise SourceError(damage(member, error), file=member.name, layer=layer) from error
    finally:
        if database is not None:
            database.close()


def connect(path: Path) -> sqlite3.Connection:
    path.open("rb").close()  # says plainly what SQLite calls "unable to open database file"
    database = sqlite3.connect(f"file:{quote(os.fsencode(path.resolve()))}?mode=ro&immutable=1", uri=True)
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
    database.execute("pragma trusted_schema = off")
    database.execute("pragma cell_size_check = on")
    return database


def damage(member: Member, error: Exception | None = None) -> str:
    if "Could not decode to UTF-8" in str(error):
        return f"{member.name} trae texto que no es UTF-8: indique su codificación en el mapeo."
    return f"El GeoPackage {member.name} está dañado o incompleto: pida una copia nueva."


def check_length(database: sqlite3.Connection, member: Member) -> None:
    (pages,) = database.execute("pragma page_count").fetchone()
    (size,) = database.execute("pragma page_size").fetchone()
    if member.path.stat().st_size < pages * size:
        raise SourceError(
            f"El GeoPackage {member.name} está cortado: tiene {member.path.stat().st_size} bytes de {pages * size}. "
            "Pida una copia nueva.",
            file=member.name,
        )


def listed_tables(database: sqlite3.Connection) -> list[tuple]:
    names = {name for (name,) in database.execute("select lower(name) from sqlite_master")}
    if "gpkg_contents" not in names:
        return []
    return database.execute(LISTED if "gpkg_geometry_columns" in names else ATTRIBUTES_ONLY).fetchall()


def layer_of(member: Member, asked: str | None, table: tuple) -> SourceLayer:
    name, kind, sql, geometry, type_name, srs_id = table
    if kind != "table" or str(sql).lstrip().lower().startswith("create virtual"):
        raise SourceError(
            f"La capa {name} de {member.name} no es una tabla sino una vista o falta: expórtela como tabla.",
            file=member.name,
            layer=name,
        )
    with opened(member, name) as database:
        check_structure(database, member, name)
        columns, key, booleans = columns_of(database, name, geometry)
        numbers = number_columns(database, name)
        srid, crs_text = crs_of(database, srs_id) if geometry else (None, None)
        count = stated_count(database, name)
    described = Table(asked, key, geometry, frozenset(booleans))
    layer = SourceLayer(name, member.name, columns, read=partial(read, member, described))
    layer.srid, layer.crs_text, layer.count, layer.numbers = srid, crs_text, count, numbers
    layer.geometry_type = TYPE_NAMES.get(str(type_name).upper(), "Geometry") if geometry else None
    return layer


def check_structure(database: sqlite3.Connection, member: Member, name: str) -> None:
    verdicts = [verdict for (verdict,) in database.execute(f"pragma quick_check({literal(name)})")]
    if any(verdict != "ok" and not BROKEN_RULE.search(verdict) for verdict in verdicts):
        message = f"La capa {name} de {member.name} está dañada: pida una copia nueva."
        raise SourceError(message, file=member.name, layer=name)


def columns_of(database: sqlite3.Connection, name: str, geometry: str | None) -> tuple[list[str], str | None, set[int]]:
    """(columns without geometry and GDAL's own row number, the row number's column, positions of booleans)."""
    described = database.execute(f"pragma table_info({literal(name)})").fetchall()
    key = row_number(database, name, described)
    left_out = {str(geometry).lower()} | ({key.lower()} & OWN_FIDS if key else set())
    kept = [(column, declared) for _, column, declared, *_ in described if column.lower() not in left_out]
    booleans = {at for at, (_, declared) in enumerate(kept) if str(declared).upper() in ("BOOLEAN", "BOOL")}
    return [column for column, _ in kept], key, booleans


def number_columns(database: sqlite3.Connection, name: str) -> frozenset[str]:
    described = database.execute(f"pragma table_info({literal(name)})")
    return frozenset(column for _, column, declared, *_ in described if NUMBER_TYPE.match(str(declared)))


def row_number(database: sqlite3.Connection, name: str, described: list[tuple]) -> str | None:
    """The column that numbers the rows: the integer key, else SQLite's rowid, None in tables without one."""
    keys = [column for _, column, declared, _, _, key in described if key]
    if len(keys) == 1 and str(next(row[2] for row in described if row[5])).upper() in ("INTEGER", "INT", "MEDIUMINT"):
        return keys[0]
    taken = {row[1].lower() for row in described}
    free = next((alias for alias in ("rowid", "_rowid_", "oid") if alias not in taken), None)
    try:
        database.execute(f"select {free} from {identifier(name)} limit 0")  # noqa: S608, quoted
    except sqlite3.OperationalError:
        return None
    return free


def crs_of(database: sqlite3.Connection, srs_id: Any) -> tuple[int | None, str | None]:
    found = database.execute(CRS, [srs_id]).fetchone()
    if found is None:
        return None, f"srs_id {srs_id}"
    name, organization, code, definition = found
    if str(organization).upper() == "EPSG" and isinstance(code, int):
        return known_epsg(code), f"EPSG:{code} ({name})"
    if srs_id in (-1, 0) or name == UNDEFINED:
        return None, None
    return epsg_of_wkt(str(definition)), str(name)


def stated_count(database: sqlite3.Connection, name: str) -> int | None:
    try:
        found = database.execute(
            "select feature_count from gpkg_ogr_contents where lower(table_name) = lower(?)", [name]
        ).fetchone()
    except sqlite3.OperationalError:  # GDAL's own table; others do without
        return None
    return found[0] if found and isinstance(found[0], int) else None


def read(member: Member, table: Table, layer: SourceLayer) -> Iterator[Row]:
    chosen = [identifier(column) if column else "null" for column in (table.key, table.geometry)]
    chosen += [identifier(column) for column in layer.columns]
    with opened(member, layer.name) as database:
        if table.asked and table.asked != "utf-8":
            database.text_factory = partial(lenient_text, table.asked)
        rows = database.execute(f"select {', '.join(chosen)} from {identifier(layer.name)}")  # noqa: S608, quoted
        read_before = 0
        while batch := rows.fetchmany(BATCH):
            yield from batch_rows(batch, table, layer, read_before)
            read_before += len(batch)


def batch_rows(batch: list[tuple], table: Table, layer: SourceLayer, read_before: int) -> Iterator[Row]:
    """Rows of many at once: looking at a whole column costs a fraction of looking at each of its values."""
    keys, blobs, *columns = zip(*batch, strict=True)
    fids = keys if table.key else range(read_before + 1, read_before + len(batch) + 1)
    texts = [layer.storable(column_text(column, at in table.booleans)) for at, column in enumerate(columns)]
    values = map(list, zip(*texts, strict=True)) if texts else ([] for _ in batch)
    shapes = [None if blob is None else geometry_of(blob, fid, layer) for fid, blob in zip(fids, blobs, strict=True)]
    return zip(fids, values, shapes, strict=True)


def column_text(column: tuple, is_boolean: bool) -> Sequence[str | None]:
    if is_boolean:
        column = tuple(map(boolean, column))
    return column if TEXT.issuperset(map(type, column)) else list(map(as_text, column))


def lenient_text(asked: str, raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode(asked, "replace")


def boolean(value: Any) -> Any:
    return bool(value) if value in (0, 1) else value


def geometry_of(blob: Any, fid: int, layer: SourceLayer) -> bytes:
    try:
        return flatten(without_header(blob))
    except MalformedGeometry as error:
        message = (
            f"La geometría de la fila {fid} de la capa {layer.name} ({layer.file}) está dañada: pida una copia nueva."
        )
        raise SourceError(message, file=layer.file, layer=layer.name, line=fid) from error


def without_header(blob: Any) -> bytes:
    """The WKB of a GeoPackage blob: magic, version, flags, SRS, then an envelope whose size the flags tell."""
    if not isinstance(blob, bytes) or blob[:2] != b"GP" or len(blob) < 13:
        raise MalformedGeometry("no GeoPackage header")
    envelope = blob[3] >> 1 & 7
    if envelope >= len(ENVELOPE_BYTES):
        raise MalformedGeometry("unknown envelope")
    return blob[8 + ENVELOPE_BYTES[envelope] :]


def identifier(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def literal(name: str) -> str:
    return "'" + name.replace("'", "''") + "'"

"""A GeoPackage written straight with sqlite3: the same rows give the same file, and a million of them take seconds."""

import sqlite3
import struct
from collections.abc import Iterable
from pathlib import Path

from data_import.records import RECORDS, Column, Record
from layers.geometry import STORAGE_SRID

APPLICATION_ID = 0x47504B47  # "GPKG"
USER_VERSION = 10_300
LAST_CHANGE = "2020-11-30T00:00:00.000Z"
SQL_TYPES = {"text": "TEXT", "month": "TEXT", "date": "DATE", "number": "REAL", "positive": "REAL"}
WGS84 = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],'
    'PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],'
    'AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]'
)
TABLES = """
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
    organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT
    DEFAULT '', last_change DATETIME NOT NULL, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
    CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
    srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
    CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
    CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
"""
HEADER = struct.pack("<2sBBi", b"GP", 0, 1, STORAGE_SRID)


class GeoPackage:
    """A canonical delivery: a table for each of our layers. Rows are dicts; `geom` holds (longitude, latitude) pairs."""

    def __init__(self, path: Path) -> None:
        path.unlink(missing_ok=True)
        self._database = sqlite3.connect(path)
        self._database.executescript(
            f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {USER_VERSION}; PRAGMA synchronous = OFF; {TABLES}"
        )
        self._describe_systems()
        for record in RECORDS.values():
            self._create(record)

    def __enter__(self) -> "GeoPackage":
        return self

    def __exit__(self, *_: object) -> None:
        self._database.commit()
        self._database.close()

    def _describe_systems(self) -> None:
        self._database.executemany(
            "INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)",
            [
                ("Undefined cartesian SRS", -1, "NONE", -1, "undefined", None),
                ("Undefined geographic SRS", 0, "NONE", 0, "undefined", None),
                ("WGS 84", STORAGE_SRID, "EPSG", STORAGE_SRID, WGS84, None),
            ],
        )

    def _create(self, record: Record) -> None:
        kind, srid = ("features", STORAGE_SRID) if record.geometry else ("attributes", None)
        columns = [f'"{column.name}" {sql_type(column)}' for column in record.columns]
        drawn = [f"geom {record.geometry.upper()}"] if record.geometry else []
        self._database.execute(
            f'CREATE TABLE "{record.name}" ({", ".join(["fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL", *drawn, *columns])})'
        )
        self._database.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change, srs_id) VALUES (?, ?, ?, ?, ?)",
            (str(record.name), kind, str(record.name), LAST_CHANGE, srid),
        )
        if record.geometry:
            self._database.execute(
                "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, 0, 0)",
                (str(record.name), record.geometry.upper(), STORAGE_SRID),
            )

    def write(self, layer: str, rows: Iterable[dict]) -> None:
        """Append rows; a column that a row does not name stays null."""
        record = RECORDS[layer]
        names = [column.name for column in record.columns]
        stored = ["geom", *names] if record.geometry else names
        columns, marks = ", ".join(f'"{name}"' for name in stored), ", ".join("?" * len(stored))
        values = ((*([packed(row.get("geom"))] if record.geometry else []), *map(row.get, names)) for row in rows)
        self._database.executemany(f'INSERT INTO "{record.name}" ({columns}) VALUES ({marks})', values)  # noqa: S608


def sql_type(column: Column) -> str:
    return SQL_TYPES[column.kind]


def packed(points: tuple[tuple[float, float], ...] | None) -> bytes | None:
    """A point or a line of points as a GeoPackage geometry, little-endian."""
    if points is None:
        return None
    if len(points) == 1:
        return HEADER + struct.pack("<BI2d", 1, 1, *points[0])
    return HEADER + struct.pack(f"<BII{2 * len(points)}d", 1, 2, len(points), *(value for point in points for value in point))

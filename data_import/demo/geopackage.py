"""A GeoPackage written straight with sqlite3: the same rows give the same file, and a million of them take seconds."""

import sqlite3
import struct
from collections.abc import Iterable
from pathlib import Path

from data_import.records import RECORDS, Record
from layers.geometry import STORAGE_SRID

SCHEMA = Path(__file__).with_suffix(".sql")
#: The demo's cut-off date: the clock of the machine would make two files differ.
LAST_CHANGE = "2020-11-30T00:00:00.000Z"
SQL_TYPES = {"text": "TEXT", "month": "TEXT", "date": "DATE", "number": "REAL", "positive": "REAL"}
HEADER = struct.pack("<2sBBi", b"GP", 0, 1, STORAGE_SRID)


class GeoPackage:
    """A canonical delivery, a table for each layer. Rows are dicts; `geom` holds (longitude, latitude) pairs."""

    def __init__(self, path: Path) -> None:
        path.unlink(missing_ok=True)
        self._database = sqlite3.connect(path)
        self._database.executescript(SCHEMA.read_text(encoding="utf-8"))
        for record in RECORDS.values():
            self._create(record)

    def __enter__(self) -> "GeoPackage":
        return self

    def __exit__(self, *_: object) -> None:
        self._database.commit()
        self._database.close()

    def _create(self, record: Record) -> None:
        kind, srid = ("features", STORAGE_SRID) if record.geometry else ("attributes", None)
        drawn = [f"geom {record.geometry.upper()}"] if record.geometry else []
        columns = [*drawn, *(f'"{column.name}" {SQL_TYPES[column.kind]}' for column in record.columns)]
        self._database.execute(
            f'CREATE TABLE "{record.name}" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, {", ".join(columns)})'
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


def packed(points: tuple[tuple[float, float], ...] | None) -> bytes | None:
    """A point or a line of points as a GeoPackage geometry, little-endian."""
    if points is None:
        return None
    if len(points) == 1:
        return HEADER + struct.pack("<BI2d", 1, 1, *points[0])
    return HEADER + struct.pack(
        f"<BII{2 * len(points)}d", 1, 2, len(points), *(value for point in points for value in point)
    )

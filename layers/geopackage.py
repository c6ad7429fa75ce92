"""A GeoPackage written straight with sqlite3: the same rows give the same file, and a million of them take seconds."""

import sqlite3
import struct
from collections.abc import Iterable, Sequence
from pathlib import Path

from layers.geometry import STORAGE_SRID

SCHEMA = Path(__file__).with_suffix(".sql")
#: Before the geometry itself: version, little-endian, no envelope, the CRS.
HEADER = struct.pack("<2sBBi", b"GP", 0, 1, STORAGE_SRID)
Extent = tuple[float, float, float, float]


class GeoPackage:
    """A file to be written once, table by table. Geometries are blobs: `HEADER` and WKB, or `packed` points."""

    def __init__(self, path: Path, last_change: str) -> None:
        """`last_change`: an ISO 8601 moment in UTC; the clock of the machine would make two files differ."""
        path.unlink(missing_ok=True)
        self._last_change = last_change
        self._columns: dict[str, list[str]] = {}
        self._database = sqlite3.connect(path)
        self._database.executescript(SCHEMA.read_text(encoding="utf-8"))

    def __enter__(self) -> "GeoPackage":
        return self

    def __exit__(self, *_: object) -> None:
        self._database.commit()
        self._database.close()

    def create(
        self,
        name: str,
        columns: Sequence[tuple[str, str]],
        *,
        geometry: str = "",
        description: str = "",
        extent: Extent | None = None,
    ) -> None:
        """An empty table of (name, SQL type) columns; with `geometry` (Point, LineString …) it has a `geom` before them."""
        stored = [("geom", geometry.upper()), *columns] if geometry else list(columns)
        self._columns[name] = [column for column, _ in stored]
        described = ", ".join(f"{quoted(column)} {kind}" for column, kind in stored)
        self._database.execute(
            f"CREATE TABLE {quoted(name)} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, {described})"
        )
        self._database.execute(
            "INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                name,
                "features" if geometry else "attributes",
                name,
                description,
                self._last_change,
                *(extent or (None,) * 4),
                STORAGE_SRID if geometry else None,
            ),
        )
        if geometry:
            self._database.execute(
                "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, 0, 0)",
                (name, geometry.upper(), STORAGE_SRID),
            )

    def write(self, name: str, rows: Iterable[Sequence]) -> None:
        """Append rows: the geometry, where the table has one, then a value for each column."""
        columns = self._columns[name]
        names, marks = ", ".join(map(quoted, columns)), ", ".join("?" * len(columns))
        self._database.executemany(f"INSERT INTO {quoted(name)} ({names}) VALUES ({marks})", rows)  # noqa: S608


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def packed(points: Sequence[tuple[float, float]] | None) -> bytes | None:
    """A point, or a line of points, as (longitude, latitude) pairs."""
    if points is None:
        return None
    if len(points) == 1:
        return HEADER + struct.pack("<BI2d", 1, 1, *points[0])
    flat = (value for point in points for value in point)
    return HEADER + struct.pack(f"<BII{2 * len(points)}d", 1, 2, len(points), *flat)

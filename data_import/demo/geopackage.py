"""The demo as a canonical delivery: one GeoPackage with a table for each of our layers."""

from collections.abc import Iterable
from pathlib import Path

from data_import.records import RECORDS
from layers.geopackage import GeoPackage, packed

#: The demo's cut-off date.
LAST_CHANGE = "2020-11-30T00:00:00.000Z"
SQL_TYPES = {"text": "TEXT", "month": "TEXT", "date": "DATE", "number": "REAL", "positive": "REAL"}


class CanonicalPackage:
    """Rows are dicts; `geom` holds (longitude, latitude) pairs."""

    def __init__(self, path: Path) -> None:
        self._file = GeoPackage(path, LAST_CHANGE)
        for record in RECORDS.values():
            columns = [(column.name, SQL_TYPES[column.kind]) for column in record.columns]
            self._file.create(str(record.name), columns, geometry=record.geometry)

    def __enter__(self) -> "CanonicalPackage":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.__exit__()

    def write(self, layer: str, rows: Iterable[dict]) -> None:
        """Append rows; a column that a row does not name stays null."""
        record = RECORDS[layer]
        names = [column.name for column in record.columns]
        drawn = bool(record.geometry)
        self._file.write(
            str(record.name),
            ((*([packed(row.get("geom"))] if drawn else []), *map(row.get, names)) for row in rows),
        )

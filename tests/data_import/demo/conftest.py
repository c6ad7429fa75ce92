import sqlite3
from pathlib import Path

import pytest
import shapely

from data_import.demo import write_demo
from data_import.records import RECORDS

Tables = dict[str, list[dict]]
GEOPACKAGE_HEADER_BYTES = 8


def read_tables(path: Path) -> Tables:
    """Every canonical layer as dicts; `geom` as a shape in degrees."""
    database = sqlite3.connect(path)
    database.row_factory = sqlite3.Row
    tables = {
        str(name): [dict(row) for row in database.execute(f'SELECT * FROM "{name}" ORDER BY fid')] for name in RECORDS
    }
    database.close()
    for rows in tables.values():
        blobs = [row["geom"] for row in rows if row.get("geom")]
        shapes = iter(shapely.from_wkb([blob[GEOPACKAGE_HEADER_BYTES:] for blob in blobs]))
        for row in rows:
            if row.get("geom"):
                row["geom"] = next(shapes)
    return tables


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.gpkg"
    write_demo(path)
    return path


@pytest.fixture(scope="session")
def demo(demo_file) -> Tables:
    return read_tables(demo_file)


@pytest.fixture(scope="session")
def by_id(demo) -> dict[str, dict[str, dict]]:
    """Layer → id → row."""
    return {layer: {row["id"]: row for row in rows} for layer, rows in demo.items() if rows and "id" in rows[0]}

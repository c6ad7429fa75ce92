"""A canonical GeoPackage of any size: feeders as combs, a trunk and its laterals, about 510 medium voltage spans a km²."""

import sqlite3
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path

WEST, NORTH = -73.1, -39.9
ROW_DEG, STEP_DEG = 0.00036, 0.000585  # 40 m between laterals, 50 m between poles, at 40° south
SPANS_PER_LATERAL = 100
LATERALS_PER_FEEDER = 100
TRANSFORMER_EVERY = 20
FEEDERS_ABREAST = 10
SPANS_PER_FEEDER = LATERALS_PER_FEEDER * (SPANS_PER_LATERAL + 1)
CONTENTS = """
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT, description TEXT,
  last_change TEXT, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER);
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL);
INSERT INTO gpkg_spatial_ref_sys VALUES ('WGS 84', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84"]', NULL);
"""
TABLES = {
    "subestaciones": ("POINT", "id TEXT, name TEXT"),
    "alimentadores": (None, "id TEXT, name TEXT, substation_id TEXT, kind TEXT, source_node TEXT"),
    "postes": ("POINT", "id TEXT, plate TEXT, height_m REAL"),
    "conductores": (None, "id TEXT, name TEXT, ampacity_a REAL, r_ohm_per_km REAL, x_ohm_per_km REAL"),
    "vanos": (
        "LINESTRING",
        "id TEXT, voltage_class TEXT, from_node TEXT, to_node TEXT, from_pole TEXT, to_pole TEXT, length_m REAL, "
        "conductor_id TEXT, phase_code TEXT, feeder_id TEXT, comuna_code TEXT, vnr_code TEXT",
    ),
    "transformadores": (
        "POINT",
        "id TEXT, name TEXT, rated_power_kva REAL, voltage_class TEXT, transformer_type TEXT, phase_code TEXT, from_node TEXT, "
        "to_node TEXT, feeder_id TEXT",
    ),
}


def point(x: float, y: float) -> bytes:
    return struct.pack("<2sBBiBIdd", b"GP", 0, 1, 4326, 1, 1, x, y)


def line(x1: float, y1: float, x2: float, y2: float) -> bytes:
    return struct.pack("<2sBBiBIIdddd", b"GP", 0, 1, 4326, 1, 2, 2, x1, y1, x2, y2)


class Comb:
    """One feeder: nodes are (lateral, position); position 0 lies on the trunk."""

    def __init__(self, number: int) -> None:
        self.number = number
        column, row = number % FEEDERS_ABREAST, number // FEEDERS_ABREAST
        self.west = WEST + column * (SPANS_PER_LATERAL + 2) * STEP_DEG
        self.north = NORTH - row * (LATERALS_PER_FEEDER + 2) * ROW_DEG

    def at(self, lateral: int, position: int) -> tuple[float, float]:
        return round(self.west + position * STEP_DEG, 6), round(self.north - lateral * ROW_DEG, 6)

    def node(self, lateral: int, position: int) -> str:
        return f"{self.number}-{lateral}-{position}"

    def poles(self) -> Iterator[tuple]:
        for lateral in range(LATERALS_PER_FEEDER):
            for position in range(SPANS_PER_LATERAL + 1):
                yield (
                    point(*self.at(lateral, position)),
                    self.node(lateral, position),
                    self.node(lateral, position),
                    9.5,
                )

    def edges(self) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
        for lateral in range(LATERALS_PER_FEEDER):
            if lateral:
                yield (lateral - 1, 0), (lateral, 0)
            for position in range(SPANS_PER_LATERAL):
                yield (lateral, position), (lateral, position + 1)

    def spans(self) -> Iterator[tuple]:
        for serial, (start, end) in enumerate(self.edges()):
            a, b = self.node(*start), self.node(*end)
            three = start[1] == 0 or start[0] % 3 == 0
            phases, length_m = ("RST", 50.0) if three else ("++R", 50.0)
            shape, feeder = line(*self.at(*start), *self.at(*end)), str(self.number)
            yield (
                shape,
                f"{feeder}-{serial}",
                "AT",
                a,
                b,
                a,
                b,
                length_m,
                "CU25",
                phases,
                feeder,
                "14204",
                "CDAACU3A025000",
            )

    def transformers(self) -> Iterator[tuple]:
        for lateral in range(LATERALS_PER_FEEDER):
            for position in range(TRANSFORMER_EVERY, SPANS_PER_LATERAL + 1, TRANSFORMER_EVERY):
                node = self.node(lateral, position)
                name, kind = "TRANSF.MON.10 KVA.7620 V.", "MONOFASICO"
                ends = (node, f"B{node}", str(self.number))
                yield point(*self.at(lateral, position)), f"T{node}", name, 10.0, "AT", kind, "++R", *ends


def write_comb_network(path: Path, spans: int) -> None:
    """At least `spans` medium voltage spans, in whole feeders; one substation."""
    combs = [Comb(number) for number in range(-(-spans // SPANS_PER_FEEDER))]
    database = sqlite3.connect(path)
    database.executescript("PRAGMA application_id = 1196444487; PRAGMA user_version = 10300; PRAGMA synchronous = OFF;")
    database.executescript(CONTENTS)
    for name, (geometry, columns) in TABLES.items():
        create_table(database, name, geometry, columns)
    fill(database, "subestaciones", [(point(*combs[0].at(0, 0)), "S", "Banco de pruebas")])
    feeders = ((str(c.number), f"PEINE {c.number}", "S", "Alimentador", c.node(0, 0)) for c in combs)
    fill(database, "alimentadores", feeders)
    fill(database, "conductores", [("CU25", "Cu 25 mm²", 120.0, 0.711, 0.4)])
    fill(database, "postes", (row for comb in combs for row in comb.poles()))
    fill(database, "vanos", (row for comb in combs for row in comb.spans()))
    fill(database, "transformadores", (row for comb in combs for row in comb.transformers()))
    database.commit()
    database.close()


def create_table(database: sqlite3.Connection, name: str, geometry: str | None, columns: str) -> None:
    shape = "geom BLOB, " if geometry else ""
    database.execute(f"CREATE TABLE {name} (fid INTEGER PRIMARY KEY, {shape}{columns})")
    database.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change, srs_id) "
        "VALUES (?, ?, ?, '2020-11-30T00:00:00Z', ?)",
        (name, "features" if geometry else "attributes", name, 4326 if geometry else None),
    )
    if geometry:
        database.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, 4326, 0, 0)", (name, geometry))


def fill(database: sqlite3.Connection, name: str, rows: Iterable[tuple]) -> None:
    columns = [row[1] for row in database.execute(f"PRAGMA table_info({name})")][1:]
    marks = ", ".join("?" * len(columns))
    database.executemany(f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({marks})", rows)

"""A canonical GeoPackage of any size: feeders as combs, a trunk and its laterals, about 510 medium voltage spans a km²."""

from collections.abc import Iterator
from pathlib import Path

from layers.geopackage import GeoPackage, packed

WEST, NORTH = -73.1, -39.9
ROW_DEG, STEP_DEG = 0.00036, 0.000585  # 40 m between laterals, 50 m between poles, at 40° south
SPANS_PER_LATERAL = 100
LATERALS_PER_FEEDER = 100
TRANSFORMER_EVERY = 20
FEEDERS_ABREAST = 10
SPANS_PER_FEEDER = LATERALS_PER_FEEDER * (SPANS_PER_LATERAL + 1)
TABLES = {
    "subestaciones": ("Point", "id TEXT, name TEXT"),
    "alimentadores": ("", "id TEXT, name TEXT, substation_id TEXT, kind TEXT, source_node TEXT"),
    "postes": ("Point", "id TEXT, plate TEXT, height_m REAL"),
    "conductores": ("", "id TEXT, name TEXT, ampacity_a REAL, r_ohm_per_km REAL, x_ohm_per_km REAL"),
    "vanos": (
        "LineString",
        "id TEXT, voltage_class TEXT, from_node TEXT, to_node TEXT, from_pole TEXT, to_pole TEXT, length_m REAL, "
        "conductor_id TEXT, phase_code TEXT, feeder_id TEXT, comuna_code TEXT, vnr_code TEXT",
    ),
    "transformadores": (
        "POINT",
        "id TEXT, name TEXT, rated_power_kva REAL, voltage_class TEXT, transformer_type TEXT, phase_code TEXT, from_node TEXT, "
        "to_node TEXT, feeder_id TEXT",
    ),
}


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
                    packed((self.at(lateral, position),)),
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
            shape, feeder = packed((self.at(*start), self.at(*end))), str(self.number)
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
                yield packed((self.at(lateral, position),)), f"T{node}", name, 10.0, "AT", kind, "++R", *ends


def write_comb_network(path: Path, spans: int) -> None:
    """At least `spans` medium voltage spans, in whole feeders; one substation."""
    combs = [Comb(number) for number in range(-(-spans // SPANS_PER_FEEDER))]
    with GeoPackage(path, "2020-11-30T00:00:00.000Z") as file:
        for name, (geometry, columns) in TABLES.items():
            file.create(name, [tuple(column.split()) for column in columns.split(", ")], geometry=geometry)
        file.write("subestaciones", [(packed((combs[0].at(0, 0),)), "S", "Banco de pruebas")])
        feeders = ((str(c.number), f"PEINE {c.number}", "S", "Alimentador", c.node(0, 0)) for c in combs)
        file.write("alimentadores", feeders)
        file.write("conductores", [("CU25", "Cu 25 mm²", 120.0, 0.711, 0.4)])
        file.write("postes", (row for comb in combs for row in comb.poles()))
        file.write("vanos", (row for comb in combs for row in comb.spans()))
        file.write("transformadores", (row for comb in combs for row in comb.transformers()))

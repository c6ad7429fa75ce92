"""Conductors as they hang in the south of Chile, and which one a line gets. Figures are those of a demonstration."""

import csv
import random
from dataclasses import asdict, dataclass
from pathlib import Path

from data_import.demo import golden
from data_import.demo.lines import Line

SOURCE = "catálogo de demostración"
FILE = Path(__file__).parent / "conductors.csv"


@dataclass(frozen=True)
class Conductor:
    id: str
    name: str
    material: str
    section_mm2: float
    r_ohm_per_km: float
    x_ohm_per_km: float
    ampacity_a: float | None
    vnr_material: str
    vnr_section: str
    price_clp_per_m: int


def read_catalogue() -> dict[str, Conductor]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return {row["id"]: conductor(row) for row in csv.DictReader(file)}


def conductor(row: dict[str, str]) -> Conductor:
    """An empty ampacity is an unknown one."""
    return Conductor(
        id=row["id"],
        name=row["name"],
        material=row["material"],
        section_mm2=float(row["section_mm2"]),
        r_ohm_per_km=float(row["r_ohm_per_km"]),
        x_ohm_per_km=float(row["x_ohm_per_km"]),
        ampacity_a=float(row["ampacity_a"]) if row["ampacity_a"] else None,
        vnr_material=row["vnr_material"],
        vnr_section=row["vnr_section"],
        price_clp_per_m=int(row["price_clp_per_m"]),
    )


CATALOGUE = read_catalogue()

#: By kind of line and number of phases: what hangs there.
MEDIUM = {
    ("branch", 3): ("AAAC-AZUSA", "AAAC-AZUSA", "AAAC-AMES", "CU-25", "CU-2AWG", golden.SPAN_CONDUCTOR),
    ("branch", 2): ("AAAC-AMES", "CU-16", "CU-4AWG"),
    ("street", 3): ("AAAC-AMES", "CU-25"),
    ("tie", 3): ("AAAC-AZUSA", "CU-35"),
    ("spur", 3): ("AAAC-AZUSA",),
}
LATERAL = ("CU-16", "CU-16", "CU-6AWG", "CU-6AWG", "CU-4AWG", "AAAC-AMES")
TRUNK = {13.2: ("AAAC-ALLIANCE", "AAAC-AZUSA", "CU-35"), 23: ("AAAC-BUTTE", "AAAC-ALLIANCE", "AAAC-AZUSA")}


def trunk_conductor(kv: float, share: float) -> Conductor:
    """Thinner the farther from the substation; `share` of the trunk's poles lies behind."""
    return CATALOGUE[TRUNK[kv][0 if share < 0.45 else 1 if share < 0.85 else 2]]


def line_conductor(line: Line, draw: random.Random) -> Conductor:
    return CATALOGUE[draw.choice(MEDIUM.get((line.kind, len(line.phases)), LATERAL))]


def service_conductor(phases: int, kva: float, draw: random.Random) -> Conductor:
    if phases == 3:
        return CATALOGUE["PRE-4X50" if kva >= 75 else "PRE-4X25"]
    return CATALOGUE[draw.choice(("PRE-2X16", "PRE-2X16", "PRE-2X25", "CU-BT16"))]


def vnr_code(conductor: Conductor, voltage_class: str, phases: int) -> str:
    return f"CDA{voltage_class[0]}{conductor.vnr_material}{phases}A{conductor.vnr_section}"


def conductor_rows() -> list[dict]:
    unpublished = ("vnr_material", "vnr_section", "price_clp_per_m")
    return [
        {**{key: value for key, value in asdict(conductor).items() if key not in unpublished}, "source": SOURCE}
        for conductor in CATALOGUE.values()
    ]

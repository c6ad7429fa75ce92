"""Conductors as they hang in the south of Chile, and which one a line gets. Figures are those of a demonstration."""

import random
from dataclasses import asdict, dataclass

from data_import.demo import golden
from data_import.demo.lines import Line

SOURCE = "catálogo de demostración"


@dataclass(frozen=True)
class Conductor:
    """`vnr` is the part of its VNR codes that names material and section."""

    id: str
    name: str
    material: str
    section_mm2: float
    r_ohm_per_km: float
    x_ohm_per_km: float
    ampacity_a: float | None
    vnr: str
    price_clp_per_m: int


CATALOGUE = {
    conductor.id: conductor
    for conductor in (
        Conductor(golden.SPAN_CONDUCTOR, "ALAMBRE CU DESNUDO 3 AWG 30", "Cobre", 26.67, 0.666, 0.416, None, "CU 025000", 2390),
        Conductor("CU-2AWG", "ALAMBRE CU DESNUDO 2 AWG", "Cobre", 33.63, 0.528, 0.409, 230, "CU 033600", 2980),
        Conductor("CU-4AWG", "ALAMBRE CU DESNUDO 4 AWG", "Cobre", 21.15, 0.840, 0.426, 170, "CU 021000", 1890),
        Conductor("CU-6AWG", "ALAMBRE CU DESNUDO 6 AWG", "Cobre", 13.30, 1.336, 0.443, 125, "CU 013000", 1210),
        Conductor("CU-16", "CABLE CU DESNUDO 16 MM2", "Cobre", 16.0, 1.111, 0.432, 115, "CU 016000", 1450),
        Conductor("CU-25", "CABLE CU DESNUDO 25 MM2", "Cobre", 25.0, 0.711, 0.418, 150, "CU 025001", 2260),
        Conductor("CU-35", "CABLE CU DESNUDO 35 MM2", "Cobre", 35.0, 0.508, 0.407, 190, "CU 035000", 3120),
        Conductor("AAAC-AMES", "CABLE AAAC AMES 77,5 MCM", "Aluminio AAAC", 39.3, 0.836, 0.405, 190, "AL 039300", 690),
        Conductor("AAAC-AZUSA", "CABLE AAAC AZUSA 123,3 MCM", "Aluminio AAAC", 62.4, 0.526, 0.390, 255, "AL 062400", 1040),
        Conductor("AAAC-ALLIANCE", "CABLE AAAC ALLIANCE 246,9 MCM", "Aluminio AAAC", 125.1, 0.263, 0.368, 395, "AL 125000", 1980),
        Conductor("AAAC-BUTTE", "CABLE AAAC BUTTE 312,8 MCM", "Aluminio AAAC", 158.6, 0.207, 0.360, 460, "AL 158600", 2490),
        Conductor("AAAC-CAIRO", "CABLE AAAC CAIRO 465,4 MCM", "Aluminio AAAC", 235.8, 0.139, 0.347, 590, "AL 235800", 3640),
        Conductor("PRE-2X16", "CABLE PREENSAMBLADO AL 2X16 MM2", "Aluminio XLPE", 16.0, 1.910, 0.100, 70, "AL 216000", 1180),
        Conductor("PRE-2X25", "CABLE PREENSAMBLADO AL 2X25 MM2", "Aluminio XLPE", 25.0, 1.200, 0.098, 95, "AL 225000", 1590),
        Conductor("PRE-4X25", "CABLE PREENSAMBLADO AL 3X25+50 MM2", "Aluminio XLPE", 25.0, 1.200, 0.096, 95, "AL 425000", 2870),
        Conductor("PRE-4X50", "CABLE PREENSAMBLADO AL 3X50+50 MM2", "Aluminio XLPE", 50.0, 0.641, 0.094, 145, "AL 450000", 4230),
        Conductor("CU-BT16", "CABLE CU PI 16 MM2", "Cobre", 16.0, 1.150, 0.300, None, "CU 316000", 1520),
    )
}  # fmt: skip

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
    material, section = conductor.vnr.split()
    return f"CDA{voltage_class[0]}{material}{phases}A{section}"


def conductor_rows() -> list[dict]:
    unpublished = ("vnr", "price_clp_per_m")
    return [
        {**{key: value for key, value in asdict(conductor).items() if key not in unpublished}, "source": SOURCE}
        for conductor in CATALOGUE.values()
    ]

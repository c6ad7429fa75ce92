"""The records that the old portal printed (spec: golden records), which the demo holds exactly."""

import csv
import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "golden"
LA_UNION = "LA UNION"
LA_UNION_POWER_KVA = 6060
PILMAIQUEN = "PILMAIQUEN"

TRANSFORMER = "328250"
TRANSFORMER_PHASE = "R"
POLE_PLATE = "8377"

SPAN = "338406"
SPAN_NODES = ("7706", "7705")
SPAN_LENGTH_M = 96.0
SPAN_CONDUCTOR = "CU-3AWG"

VNR_CODE = "12"
#: Codes that stand in a printed record: their prices are not known.
UNPRICED = frozenset({VNR_CODE, "CDAACU3A025000", "SA1AS2920010"})
SURCHARGES = {
    "flete_bodega": 0.0133,
    "bodega": 0.06,
    "flete_obra": 0.0278,
    "ingenieria": 0.0278,
    "intereses_intercalarios": 0.0291,
    "gastos_generales": 0.0588,
}

#: Month, minimum and maximum of transformer 328250, in the kWh that the old portal wrote.
DEMANDS = (("2020-01", 7.0003, 25.99), ("2020-02", 7.5, 30.0), ("2020-03", 6.9, 29.0))

NAME = re.compile(r"TRANSF\.(MON|BIF|TRIF)\.\s*(\d+) KVA\.(\d+) V\.")


def read_name(name: str) -> tuple[str, int]:
    """Abbreviation of the type (MON, BIF, TRIF) and kVA of a transformer's name."""
    if match := NAME.fullmatch(name):
        return match[1], int(match[2])
    raise ValueError(f"not a transformer's name: {name}")


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def la_union_transformers() -> tuple[str, ...]:
    return tuple(row["transformer_id"] for row in rows("feeder_la_union_transformers.csv"))


@cache
def pilmaiquen_transformers() -> tuple[tuple[str, str], ...]:
    """Number and name."""
    return tuple((row["transformer_id"], row["name"]) for row in rows("feeder_pilmaiquen_transformers.csv"))


RESERVED: dict[str, frozenset[int]] = {
    "nodos": frozenset(map(int, SPAN_NODES)),
    "vanos": frozenset({int(SPAN)}),
    "plates": frozenset({int(POLE_PLATE)}),
}

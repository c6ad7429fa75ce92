"""Worked examples of the method's page: the closed forms with numbers that can be followed by hand."""

from collections.abc import Mapping
from dataclasses import dataclass

from capacity.parameters import assumed_impedance_pct
from capacity.screens import current_a, fault_share_kva, linear_rise, step_kva, transformer_short_circuit_kva
from layers import formats

SIZES_KVA = (3, 10, 15, 75)
#: 1.5 MW over 10 km of copper of 25 mm² at 13.2 kV.
LINE_KW, LINE_KV, LINE_KM, LINE_MM2 = 1500, 13.2, 10, 25


@dataclass(frozen=True)
class SizeRow:
    """A transformer's short-circuit power, and what each screen leaves behind it; as people read them."""

    kva: str
    impedance: str
    short_circuit: str
    step: str
    fault: str
    rise: str


def size_rows(values: Mapping[str, float]) -> list[SizeRow]:
    return [size_row(kva, values) for kva in SIZES_KVA]


def size_row(kva: float, values: Mapping[str, float]) -> SizeRow:
    impedance_pct = assumed_impedance_pct(kva, values)
    short_circuit = transformer_short_circuit_kva(kva, impedance_pct)
    return SizeRow(
        kva=formats.quantity(kva, "kVA"),
        impedance=formats.quantity(impedance_pct, "%"),
        short_circuit=formats.quantity(short_circuit, "kVA", 0),
        step=formats.quantity(step_kva(short_circuit, values["step_screen_factor"]), "kVA", 1),
        fault=formats.quantity(fault_share_kva(short_circuit, values["short_circuit_share"]), "kVA", 1),
        rise=formats.quantity(short_circuit / values["iep_rise_factor"], "kW", 1),
    )


def line_sentence(values: Mapping[str, float]) -> str:
    ohm = values["copper_ohm_mm2_per_m"] / LINE_MM2 * LINE_KM * 1000
    current, rise = current_a(LINE_KW, LINE_KV, 3), linear_rise(LINE_KW, 0, complex(ohm), LINE_KV)
    return (
        f"{formats.quantity(LINE_KW, 'kW')} a {formats.quantity(LINE_KV, 'kV')}, tras {LINE_KM} km de cobre de {LINE_MM2} mm²: "
        f"{formats.quantity(current, 'A', 1)} y un alza de {formats.quantity(100 * rise, '%', 1)} a primer orden."
    )

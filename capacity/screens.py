"""The norm's closed forms: what they let pass without a power flow, and what explains one. Powers in kW and kVA.

Source of CIP and IEP: the simplified criteria of Chile's technical norm for generation at customers' premises, as a public
implementation of them states; the norm itself was not read, so every factor is a parameter marked *por verificar*.
"""

import math


def transformer_short_circuit_kva(rated_kva: float, impedance_pct: float) -> float:
    """At the low voltage terminals, behind an ideal network."""
    return rated_kva / (impedance_pct / 100)


def step_kva(short_circuit_kva: float, step_factor: float, machine_factor: float = 1.0) -> float:
    """Largest unit whose switching moves the voltage by at most 1 / `step_factor`. `machine_factor`: 1 for inverters."""
    return short_circuit_kva / (step_factor * machine_factor)


def fault_share_kva(short_circuit_kva: float, share: float, fault_current_ratio: float = 1.0) -> float:
    """Largest unit that adds at most `share` to the fault current. `fault_current_ratio`: its own over its rated current."""
    return share * short_circuit_kva / fault_current_ratio


def installable_kw(short_circuit_kva: float, *, step_factor: float, share: float, machine_factor: float = 1.0) -> float:
    """CIP: the largest generator at a low voltage connection."""
    return min(step_kva(short_circuit_kva, step_factor, machine_factor), fault_share_kva(short_circuit_kva, share))


def injectable_kw(
    short_circuit_kva: float,
    *,
    minimum_load_kw: float,
    other_generation_kw: float,
    rise_factor: float,
    installable_kw: float,
) -> float:
    """IEP: the largest steady injection without reverse flow through the transformer, rising 1 / `rise_factor` at most."""
    flow = max(0.0, minimum_load_kw - other_generation_kw)
    rise = max(0.0, short_circuit_kva / rise_factor - other_generation_kw)
    return min(flow, rise, installable_kw)


def current_a(power_kw: float, voltage_kv: float, phase_count: int) -> float:
    """`voltage_kv` between phases. One phase: against neutral; two: between them. Power factor 1."""
    voltage = {1: voltage_kv / math.sqrt(3), 2: voltage_kv, 3: voltage_kv * math.sqrt(3)}[phase_count]
    return power_kw / voltage


def linear_rise(power_kw: float, reactive_kvar: float, impedance_ohm: complex, voltage_kv: float) -> float:
    """Three-phase voltage rise as a share, to first order: for explaining, never for a limit."""
    return (power_kw * impedance_ohm.real + reactive_kvar * impedance_ohm.imag) / 1000 / voltage_kv**2

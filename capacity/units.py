"""Per unit: every power on one base; every voltage on its own network level's nominal, line to line."""

import math

S_BASE_VA = 1e6
#: A line's impedance per conductor, times this, is that of the three-phase line with the same relative voltage drop: two phases
#: carry the current out and back (2); phase and neutral likewise, at a √3 lower voltage (2 · 3).
IMPEDANCE_FACTOR = {1: 6.0, 2: 2.0, 3: 1.0}
#: The current of a line with so many phases, over that of a three-phase line carrying the same power.
CURRENT_FACTOR = {1: 3.0, 2: math.sqrt(3.0), 3: 1.0}


def base_impedance_ohm(nominal_v: float) -> float:
    return nominal_v**2 / S_BASE_VA


def base_current_a(nominal_v: float, phase_count: int = 3) -> float:
    """Current per conductor of one base power."""
    return S_BASE_VA / (math.sqrt(3.0) * nominal_v) * CURRENT_FACTOR[phase_count]


def transformer_impedance_pu(impedance_pct: float, rated_power_va: float) -> float:
    """From its own base to the common one; of a single-phase unit too, whose drop at its rating is the same share."""
    return impedance_pct / 100 * S_BASE_VA / rated_power_va

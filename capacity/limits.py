"""The limits that capacity is judged by, as the core needs them; where each comes from stands in `capacity.parameters`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Shares of a rating, and per unit of the nominal voltage.

    `worse_pu` and `worse_share`: how much a limit that is broken already may get worse before that counts against a newcomer.
    """

    thermal_share: float = 0.85
    rise_medium_voltage_pu: float = 0.06
    rise_low_voltage_pu: float = 0.05
    voltage_max_pu: float = 1.08
    step_pu: float = 0.03
    worse_pu: float = 0.0005
    worse_share: float = 0.001
    transformer_share: float = 1.0
    substation_share: float = 1.0
    step_screen_factor: float = 33.0
    short_circuit_share: float = 0.10

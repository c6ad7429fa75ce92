"""The limits that capacity is judged by, as the core needs them; where each comes from stands in `capacity.parameters`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Shares of a rating, and per unit of the nominal voltage.

    `worse_pu` and `worse_share`: how much a limit that is broken already may get worse before that counts against a newcomer.
    """

    thermal_share: float
    rise_medium_voltage_pu: float
    rise_low_voltage_pu: float
    voltage_max_pu: float
    step_pu: float
    worse_pu: float
    worse_share: float

"""What may be asked for: a technology decides what a generator does to the network's voltage and to a fault."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Technology:
    """`phase_count`: the phases it needs at least. `fault_ratio`: the parameter that tells its fault current."""

    key: str
    label: str
    phase_count: int
    fault_ratio: str

    @property
    def machine_factor(self) -> str:
        return f"machine_factor_{self.key}"


TECHNOLOGIES = {
    each.key: each
    for each in (
        Technology("fv", "Solar fotovoltaica", 1, "fault_ratio_inverter"),
        Technology("fv_almacenamiento", "Solar fotovoltaica con almacenamiento", 1, "fault_ratio_inverter"),
        Technology("hidro_sincrona", "Hidráulica, máquina síncrona", 3, "fault_ratio_machine"),
        Technology("asincrona", "Máquina asíncrona", 3, "fault_ratio_machine"),
    )
}

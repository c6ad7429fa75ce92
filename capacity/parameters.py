"""Every number that an answer on capacity depends on and the network's data do not hold: default, unit, source, whether verified.

The key is what the API and a passport call it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from capacity.limits import Limits

PMGD_NORM = "Norma técnica de conexión y operación de PMGD en media tensión, criterios de impacto no significativo"
EG_NORM = "Norma técnica de conexión y operación de equipamientos de generación en baja tensión (CIP e IEP)"
LAW = "Ley 21.118"
PRACTICE = "Práctica usual de planificación de redes"
MODEL = "Modelo de cálculo de este portal"


@dataclass(frozen=True)
class Parameter:
    key: str
    value: float
    unit: str
    label: str
    source: str
    is_verified: bool = False


PARAMETERS = (
    Parameter("thermal_share", 0.85, "pu", "Uso máximo de la capacidad de un conductor o equipo", PMGD_NORM),
    Parameter(
        "rise_medium_voltage_pu",
        0.06,
        "pu",
        "Alza de tensión máxima por toda la generación, en media tensión",
        PMGD_NORM,
    ),
    Parameter(
        "rise_low_voltage_pu", 0.05, "pu", "Alza de tensión máxima por toda la generación, en baja tensión", EG_NORM
    ),
    Parameter("voltage_max_pu", 1.08, "pu", "Tensión máxima en zona rural", PMGD_NORM),
    Parameter("step_pu", 0.03, "pu", "Variación de tensión máxima al conectar o desconectar", PMGD_NORM),
    Parameter("worse_pu", 0.0005, "pu", "Cuánto puede empeorar una tensión que ya estaba fuera de límite", MODEL, True),
    Parameter("worse_share", 0.001, "pu", "Cuánto puede empeorar una carga que ya estaba sobre su límite", MODEL, True),
    Parameter("transformer_share", 1.0, "pu", "Generación bajo un transformador, sobre su potencia", PMGD_NORM),
    Parameter(
        "substation_share", 1.0, "pu", "Generación menos demanda mínima, sobre la potencia de la subestación", PMGD_NORM
    ),
    Parameter("size_eg_kw", 300, "kW", "Tamaño máximo de un EG", LAW, True),
    Parameter("size_pmgd_kw", 9000, "kW", "Tamaño máximo de un PMGD", "Decreto 88 de 2019"),
    Parameter("step_screen_factor", 33, "–", "Kvs: potencia de cortocircuito sobre potencia de la unidad", EG_NORM),
    Parameter("short_circuit_share", 0.10, "pu", "Aporte máximo a la corriente de cortocircuito", PMGD_NORM),
    Parameter(
        "iep_rise_factor", 20, "–", "Potencia de cortocircuito sobre inyección permanente (alza de 5 %)", EG_NORM
    ),
    Parameter("machine_factor_fv", 1.0, "–", "Kman con inversor fotovoltaico", EG_NORM),
    Parameter("machine_factor_fv_almacenamiento", 1.0, "–", "Kman con inversor y almacenamiento", EG_NORM),
    Parameter("machine_factor_hidro_sincrona", 1.5, "–", "Kman de una máquina síncrona", EG_NORM),
    Parameter("machine_factor_asincrona", 4.0, "–", "Kman de una máquina asíncrona", EG_NORM),
    Parameter("fault_ratio_inverter", 1.0, "–", "Corriente de falla sobre nominal, con inversor", PRACTICE),
    Parameter("fault_ratio_machine", 6.0, "–", "Corriente de falla sobre nominal, de una máquina", PRACTICE),
    Parameter(
        "minimum_share_of_mean", 0.40, "pu", "Demanda mínima sobre la media del alimentador, si no se mide", PRACTICE
    ),
    Parameter(
        "minimum_share_of_kva", 0.05, "pu", "Demanda mínima sobre la potencia instalada, si nada se mide", PRACTICE
    ),
    Parameter("load_power_factor", 0.95, "–", "Factor de potencia de la demanda", PRACTICE),
    Parameter("head_voltage_pu", 1.0, "pu", "Tensión en la cabecera, si el alimentador no la declara", PRACTICE),
    Parameter(
        "head_short_circuit_mva", 100, "MVA", "Potencia de cortocircuito en la cabecera, si no se declara", PRACTICE
    ),
    Parameter("regulator_ratio", 1.0, "pu", "Relación de los reguladores de tensión", MODEL),
    Parameter("copper_ohm_mm2_per_m", 0.01777, "Ω·mm²/m", "Resistividad del cobre duro a 20 °C", PRACTICE),
    Parameter(
        "aluminium_ohm_mm2_per_m", 0.03284, "Ω·mm²/m", "Resistividad de la aleación de aluminio a 20 °C", PRACTICE
    ),
    Parameter("reactance_ohm_per_km", 0.40, "Ω/km", "Reactancia de una línea aérea, si no se conoce", PRACTICE),
    Parameter(
        "copper_a_per_mm2", 6.0, "A/mm²", "Capacidad de un conductor de cobre por su sección, si no se conoce", PRACTICE
    ),
    Parameter(
        "aluminium_a_per_mm2",
        4.0,
        "A/mm²",
        "Capacidad de un conductor de aluminio por su sección, si no se conoce",
        PRACTICE,
    ),
    Parameter("small_transformer_impedance_pct", 2.5, "%", "Impedancia de un transformador de hasta 5 kVA", PRACTICE),
    Parameter(
        "middle_transformer_impedance_pct",
        3.0,
        "%",
        "Impedancia de un transformador de más de 5 y hasta 50 kVA",
        PRACTICE,
    ),
    Parameter("large_transformer_impedance_pct", 4.0, "%", "Impedancia de un transformador de más de 50 kVA", PRACTICE),
)
BY_KEY: Mapping[str, Parameter] = {each.key: each for each in PARAMETERS}
DEFAULTS: Mapping[str, float] = {each.key: each.value for each in PARAMETERS}


def limits_of(values: Mapping[str, float]) -> Limits:
    return Limits(**{name: values[name] for name in Limits.__dataclass_fields__})


def assumed_impedance_pct(rated_kva: float, values: Mapping[str, float]) -> float:
    """A transformer's short-circuit impedance by its size."""
    size = "small" if rated_kva <= 5 else "middle" if rated_kva <= 50 else "large"
    return values[f"{size}_transformer_impedance_pct"]


def parameter(key: str) -> Parameter:
    return BY_KEY[key]

"""What is weighed at a node, each with its words; and all of one node's figures gathered to an answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import floor, inf

from capacity.enums import CriterionKey
from capacity.parameters import parameter


@dataclass(frozen=True)
class Criterion:
    """`limits`: parameters that hold its limit, the first of them shown. `counts_for`: capacity, fast track, or both."""

    key: CriterionKey
    limits: tuple[str, ...]
    is_capacity: bool = True
    is_fast_track: bool = False
    lift: str = ""

    @property
    def label(self) -> str:
        return str(self.key.label)


CRITERIA: Mapping[str, Criterion] = {
    each.key: each
    for each in (
        Criterion(
            CriterionKey.THERMAL,
            ("thermal_share",),
            lift="Reforzar ese tramo o limitar la inyección a la demanda de la hora.",
        ),
        Criterion(
            CriterionKey.RISE,
            ("rise_medium_voltage_pu", "rise_low_voltage_pu"),
            lift="Un conductor de mayor sección, un inversor que absorba reactivos o un punto más cercano a la subestación.",
        ),
        Criterion(
            CriterionKey.CEILING,
            ("voltage_max_pu",),
            lift="Bajar la tensión de cabecera o un inversor que absorba reactivos.",
        ),
        Criterion(
            CriterionKey.STEP,
            ("step_pu",),
            lift="Conectar por etapas o un punto con mayor potencia de cortocircuito.",
        ),
        Criterion(
            CriterionKey.TRANSFORMER,
            ("transformer_share",),
            is_fast_track=True,
            lift="Un transformador de mayor potencia.",
        ),
        Criterion(
            CriterionKey.SUBSTATION,
            ("substation_share",),
            is_fast_track=True,
            lift="Ampliar la subestación.",
        ),
        Criterion(CriterionKey.SIZE, ("size_pmgd_kw", "size_eg_kw"), is_fast_track=True),
        Criterion(
            CriterionKey.STEP_SCREEN,
            ("step_screen_factor",),
            is_capacity=False,
            is_fast_track=True,
            lift="Un estudio de conexión.",
        ),
        Criterion(
            CriterionKey.SHORT_CIRCUIT_SCREEN,
            ("short_circuit_share",),
            is_capacity=False,
            is_fast_track=True,
            lift="Un estudio de conexión.",
        ),
        Criterion(
            CriterionKey.REVERSE_FLOW_SCREEN,
            (),
            is_capacity=False,
            is_fast_track=True,
            lift="Un estudio de conexión, o almacenamiento que consuma en el día.",
        ),
    )
}


@dataclass(frozen=True)
class Margin:
    """How many kW one criterion leaves (infinite: it never binds here), and where it binds."""

    criterion: str
    margin_kw: float
    asset: str
    limit: float | None = None
    unit: str = ""

    def document(self, values: Mapping[str, float]) -> dict:
        criterion = CRITERIA[self.criterion]
        source = parameter(criterion.limits[0]) if criterion.limits else None
        return {
            "criterion": self.criterion,
            "label": criterion.label,
            "value": rounded(self.margin_kw),
            "limit": self.limit if self.limit is not None else (values[source.key] if source else None),
            "unit": self.unit or (source.unit if source else "kW"),
            "margin_kw": rounded(self.margin_kw),
            "asset": self.asset,
            "source": source.source if source else "Norma técnica de conexión y operación de PMGD en media tensión",
            "verified": source.is_verified if source else False,
        }


@dataclass(frozen=True)
class Figures:
    """What a node can take in one state of the network."""

    margins: tuple[Margin, ...]

    @property
    def binding(self) -> Margin:
        return lowest(margin for margin in self.margins if CRITERIA[margin.criterion].is_capacity)

    @property
    def fast_track(self) -> Margin:
        return lowest(margin for margin in self.margins if CRITERIA[margin.criterion].is_fast_track)


def lowest(margins: Iterable[Margin]) -> Margin:
    return min(margins, key=lambda margin: margin.margin_kw)


def rounded(kw: float) -> float | None:
    """Down to a tenth, never below zero; None where nothing binds."""
    return None if kw == inf else max(0.0, floor(kw * 10 + 1e-6) / 10)

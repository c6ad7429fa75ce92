"""For each check, the change that makes it find exactly one thing in the sound network, and that finding."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from data_import.checks import CHECKS
from data_import.report import CheckResult
from tests.data_import.deliveries import Network, point, row_of, span

ERROR, WARNING = "error", "warning"


@dataclass(frozen=True)
class Case:
    """What is changed in the sound network, and the one finding it makes; `also`: checks that cannot but speak as well."""

    key: str
    severity: str
    change: Callable[[Network], Any]
    layer: str
    line: int | None
    id: str | None
    field: str | None
    value: str | None
    reason: str
    also: set[str] = field(default_factory=set)

    @property
    def result(self) -> CheckResult:
        source = self.layer if self.line is not None else None
        finding = {
            "file": f"{source}.geojson" if source else None,
            "layer": self.layer,
            "source": source,
            "line": self.line,
            "id": self.id,
            "field": self.field,
            "value": self.value,
            "reason": self.reason,
        }
        return CheckResult(self.key, CHECKS[self.key].label, self.severity, 1, [finding])


def change(layer: str, name: str, /, **columns: Any) -> Callable[[Network], None]:
    return lambda network: row_of(network, layer, name).update(columns)


def add(layer: str, /, **row: Any) -> Callable[[Network], None]:
    return lambda network: network[layer].append(row)


def add_span(*arguments: Any, **columns: Any) -> Callable[[Network], None]:
    return lambda network: network["vanos"].append(span(*arguments, **columns))


def without_spans(network: Network) -> None:
    network["vanos"] = []
    del network["nodos"]


def without_sound_demand(network: Network) -> None:
    network["demandas"][0]["month"] = "marzo"


def without_id(network: Network) -> None:
    network["postes"].append({"id": " ", "geometry": point(9)})


def with_a_loose_switch(network: Network) -> None:
    network["nodos"].append({"id": "N9", "pole_id": "P4", "geometry": point(4)})
    network["equipos"].append(
        row_of(network, "equipos", "E1") | {"id": "E2", "state": "abierto", "from_node": "N1", "to_node": "N9"}
    )


def with_an_island(network: Network) -> None:
    network["nodos"] += [{"id": name, "pole_id": "P4", "geometry": point(4)} for name in ("I8", "I9")]
    network["vanos"].append(span("V9", "I8", "I9", 3))


def with_a_second_feeder(network: Network) -> None:
    """Feeder 2 starts where feeder 1 does, so its declared span hangs on whichever is traced."""
    row_of(network, "vanos", "V1")["feeder_id"] = "2"
    network["alimentadores"].append({"id": "2", "substation_id": "1", "source_node": "N9"})
    network["nodos"].append({"id": "N9", "pole_id": "P4", "geometry": point(4)})
    network["vanos"].append(span("V9", "N9", "N8", 4, feeder_id="2"))
    network["nodos"].append({"id": "N8", "pole_id": "P4", "geometry": point(4)})


CASES = [
    Case("row_refused", ERROR, without_id, "postes", 5, None, "id", None, "falta el valor"),
    Case(
        "layer_lost",
        ERROR,
        without_sound_demand,
        "demandas",
        None,
        None,
        None,
        "1 fila",
        "se perdieron todas las filas de la capa",
        also={"row_refused"},
    ),
    Case(
        "empty_layer",
        WARNING,
        lambda network: network.update(generadores=[]),
        "generadores",
        None,
        None,
        None,
        None,
        "la capa generadores viene sin filas",
    ),
    Case(
        "no_network",
        ERROR,
        lambda network: network.update(alimentadores=[]),
        "alimentadores",
        None,
        None,
        None,
        None,
        "la entrega no trae ni uno",
        also={"unknown_feeder", "island"},
    ),
    Case(
        "duplicate_id",
        ERROR,
        add_span("V1", "N1", "N2", 1),
        "vanos",
        4,
        "V1",
        "id",
        "V1",
        "el identificador se repite",
        {"loop"},
    ),
    Case(
        "outside_region",
        ERROR,
        add("postes", id="P9", geometry={"type": "Point", "coordinates": [-60, -40.3]}),
        "postes",
        5,
        "P9",
        "geometry",
        "POINT(-60 -40.3)",
        "cae fuera de la región del mapeo",
        also={"pole_without_span"},
    ),
    Case(
        "unknown_node",
        ERROR,
        change("vanos", "V4", to_node="X"),
        "vanos",
        3,
        "V4",
        "to_node",
        "X",
        "no hay tal nodo en la entrega",
        also={"pole_without_span"},
    ),
    Case(
        "unknown_feeder",
        ERROR,
        change("equipos", "E1", feeder_id="7"),
        "equipos",
        0,
        "E1",
        "feeder_id",
        "7",
        "no hay tal alimentador",
        {"other_feeder"},
    ),
    Case(
        "feeder_without_source",
        WARNING,
        add("alimentadores", id="2", substation_id="1"),
        "alimentadores",
        1,
        "2",
        "source_node",
        None,
        "su nodo de distribución no está en la red",
    ),
    Case(
        "generator_nowhere",
        WARNING,
        change("generadores", "G1", node="X"),
        "generadores",
        0,
        "G1",
        "node",
        "X",
        "no llega a ningún nodo ni transformador",
    ),
    Case(
        "unknown_reference",
        WARNING,
        change("vanos", "V2", from_pole="P77"),
        "vanos",
        1,
        "V2",
        "from_pole",
        "P77",
        "no hay tal poste",
    ),
    Case(
        "demand_of_nobody",
        WARNING,
        add("demandas", layer="transformadores", asset_id="T9", month="2020-03"),
        "demandas",
        1,
        "T9",
        "asset_id",
        "transformadores/T9",
        "no hay tal elemento",
    ),
    Case(
        "length_differs",
        WARNING,
        change("vanos", "V2", length_m=91.0),
        "vanos",
        1,
        "V2",
        "length_m",
        "91.0",
        "difiere del trazado, que mide 85.0 m",
    ),
    Case(
        "phase_type",
        WARNING,
        change("transformadores", "T1", transformer_type="TRIFASICO"),
        "transformadores",
        0,
        "T1",
        "phase_code",
        "++R",
        "no calza con el tipo TRIFASICO",
    ),
    Case(
        "no_phase",
        WARNING,
        change("vanos", "V4", phase_code="N"),
        "vanos",
        3,
        "V4",
        "phase_code",
        "N",
        "no nombra ninguna fase",
    ),
    Case(
        "missing_rating",
        WARNING,
        change("transformadores", "T1", rated_power_kva=0.0),
        "transformadores",
        0,
        "T1",
        "rated_power_kva",
        None,
        "capacidad cero o sin informar",
    ),
    Case(
        "dangling_end",
        WARNING,
        with_a_loose_switch,
        "equipos",
        1,
        "E2",
        "to_node",
        "N9",
        "el extremo no llega a ningún otro elemento",
    ),
    Case(
        "pole_without_span",
        WARNING,
        add("postes", id="P9", geometry=point(9)),
        "postes",
        5,
        "P9",
        "id",
        "P9",
        "no lleva ningún vano",
    ),
    Case(
        "without_low_voltage",
        WARNING,
        change("transformadores", "T1", to_node=None),
        "transformadores",
        0,
        "T1",
        "to_node",
        None,
        "sin vanos de baja tensión",
        also={"island"},
    ),
    Case(
        "minimum_above_maximum",
        WARNING,
        lambda network: network["demandas"][0].update(minimum=30.5),
        "demandas",
        0,
        "transformadores/T1",
        "minimum",
        "30.5",
        "mayor que la máxima, 29",
    ),
    Case(
        "island",
        WARNING,
        with_an_island,
        "vanos",
        4,
        "V9",
        "feeder_id",
        "2 nodos",
        "isla: ningún alimentador llega hasta aquí",
    ),
    Case(
        "loop",
        WARNING,
        add_span("V9", "N1", "N0", 0),
        "vanos",
        4,
        "V9",
        "from_node",
        None,
        "cierra un anillo o une dos alimentadores",
    ),
    Case(
        "phases_upstream",
        WARNING,
        change("vanos", "V2", phase_code="RS"),
        "equipos",
        0,
        "E1",
        "phase_code",
        "RST",
        "lleva fases que no trae lo que lo alimenta: RS",
    ),
    Case(
        "other_feeder",
        WARNING,
        with_a_second_feeder,
        "vanos",
        0,
        "V1",
        "feeder_id",
        "2",
        "declara un alimentador, pero cuelga de 1",
    ),
]


#: One needs a publication before it (test_severities.py), the other geometries of a layer apart (test_sec_star.py).
APART = {"datum_shift", "geometry_without_row"}

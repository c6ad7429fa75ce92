"""Each check of the whole delivery: a small network in which it finds exactly one thing, and a sound one in which none does."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from data_import.checks import CHECKS
from data_import.mapping import SHIPPED
from data_import.report import CheckResult
from tests.data_import.deliveries import Network, grown, place, point, row_of, sound_network, span

ERROR, WARNING = "error", "warning"
CANONICAL = SHIPPED / "canonical.toml"


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
        "1 filas",
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


#: Its network needs a publication before it: see the end of this file.
APART = {"datum_shift"}


def test_every_check_has_its_case():
    assert [case.key for case in CASES] == [key for key in CHECKS if key not in APART]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.key)
def test_a_check_finds_exactly_one_thing(load, case):
    network = sound_network()
    case.change(network)
    report = load(network, dry_run=True)
    found = {check.key: check for check in report.checks}
    assert found.pop(case.key) == case.result
    assert set(found) == case.also
    assert report.is_refused is (case.severity == ERROR or any(check.severity == ERROR for check in found.values()))


def test_no_check_finds_anything_in_a_sound_network(load):
    assert load(sound_network(), dry_run=True).checks == []


def without_nodes() -> Network:
    network = sound_network()
    del network["nodos"]
    for name, start, end in (("V1", "P0", "P1"), ("V2", "P1", "P2"), ("V3", "P2", "P3"), ("V4", "P3", "P4")):
        row_of(network, "vanos", name).update(from_pole=start, to_pole=end)
    return network


def with_little_said() -> Network:
    """Phases, types, feeders and lengths unknown."""
    network = sound_network()
    for layer in ("vanos", "transformadores", "equipos", "generadores"):
        for row in network[layer]:
            row.update(phase_code=None, transformer_type=None, feeder_id=None, length_m=None)
    return network


def with_phases_and_no_type() -> Network:
    network = sound_network()
    row_of(network, "transformadores", "T1")["transformer_type"] = None
    return network


def with_an_open_tie() -> Network:
    """An open switch back to the head closes no loop."""
    network = sound_network()
    tie = row_of(network, "equipos", "E1") | {"id": "E2", "state": "abierto", "from_node": "N0", "to_node": "N3"}
    network["equipos"].append(tie)
    return network


def with_a_slightly_long_span() -> Network:
    """4.9 m too long on 85 m: more than 5 %, less than 5 m."""
    network = sound_network()
    row_of(network, "vanos", "V2")["length_m"] = 89.9
    return network


@pytest.mark.parametrize(
    "network",
    [without_nodes, with_little_said, with_phases_and_no_type, with_an_open_tie, with_a_slightly_long_span],
    ids=lambda make: make.__name__,
)
def test_what_is_sound_too(load, network):
    assert load(network(), dry_run=True).checks == []


@pytest.mark.parametrize(
    ("change", "key", "values"),
    [
        pytest.param(
            add_span("V9", "N1", "N1", 1, length_m=None),
            "loop",
            [None],
            id="a-span-from-a-node-to-itself",
        ),
        pytest.param(
            lambda network: row_of(network, "vanos", "V4").update(
                geometry={"type": "LineString", "coordinates": [place(3), [0, 0]]}, length_m=None
            ),
            "outside_region",
            ["POINT"],
            id="a-span-with-one-end-far-away",
        ),
        pytest.param(
            lambda network: network["conductores"][0].update(ampacity_a=0.0),
            "missing_rating",
            [None],
            id="a-conductor-without-ampacity",
        ),
        pytest.param(change("vanos", "V1", conductor_id=None), "missing_rating", [None], id="a-span-without-conductor"),
        pytest.param(
            change("transformadores", "T1", from_node="X"), "unknown_node", ["X"], id="a-transformer-at-no-node"
        ),
        pytest.param(
            lambda network: network["vnr_recargos"][0].update(key="propina"),
            "unknown_reference",
            ["propina"],
            id="no-such-surcharge",
        ),
        pytest.param(
            add("vnr_recargos", code="SA1", key="bodega", fraction=0.1),
            "duplicate_id",
            ["(SA1,bodega)"],
            id="a-surcharge-twice",
        ),
    ],
)
def test_other_ways_into_the_same_checks(load, change, key, values):
    network = sound_network()
    change(network)
    (check,) = [check for check in load(network, dry_run=True).checks if check.key == key]
    assert [finding["value"] and finding["value"].split("(-7")[0] for finding in check.findings] == values


def test_two_feeders_at_one_source_node_are_traced(load):
    network = sound_network()
    network["alimentadores"].append({"id": "2", "substation_id": "1", "source_node": "N0"})
    report = load(network, dry_run=True)
    assert {"islands": report.topology["islands"], "fed": report.topology["transformers_fed"]} == {
        "islands": 0,
        "fed": 1,
    }


def mapping_with_checks(tmp_path, checks: str):
    canonical = CANONICAL.read_text(encoding="utf-8")
    path = tmp_path / "propio.toml"
    path.write_text(canonical.replace("\n[region]", f"\n[checks]\n{checks}\n[region]", 1), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("severity", "results", "refused"),
    [("error", [("pole_without_span", "error", 1)], True), ("ignore", [], False)],
)
def test_a_mapping_may_change_a_severity(load, tmp_path, severity, results, refused):
    network = sound_network()
    network["postes"].append({"id": "P9", "geometry": point(9)})
    mapping = mapping_with_checks(tmp_path, f'pole_without_span = "{severity}"')
    report = load(network, mapping=mapping, dry_run=True)
    assert [(check.key, check.severity, check.count) for check in report.checks] == results
    assert report.is_refused is refused


@pytest.mark.parametrize(("severity", "counts"), [("warning", [1]), ("ignore", [])])
def test_refused_rows_may_be_no_error(load, tmp_path, severity, counts):
    """The publication is then taken without them."""
    network = sound_network()
    network["postes"].append({"id": "P9", "height_m": "alto", "geometry": point(9)})
    report = load(network, mapping=mapping_with_checks(tmp_path, f'row_refused = "{severity}"'))
    assert ([check.count for check in report.checks], report.is_refused) == (counts, False)
    assert [row["refused"] for row in report.rows if row["layer"] == "postes"] == [1]


def shifted(network: Network, east_m: float, north_m: float) -> Network:
    """Every position moved by metres, as a wrong datum does."""

    def move(coordinates):
        if isinstance(coordinates[0], list):
            return [move(each) for each in coordinates]
        return [coordinates[0] + east_m / 84_900, coordinates[1] + north_m / 110_574]

    for rows in network.values():
        for row in rows:
            if row.get("geometry"):
                row["geometry"] = row["geometry"] | {"coordinates": move(row["geometry"]["coordinates"])}
    return network


def with_ten_transformers() -> Network:
    network = grown(10)
    for number in range(10):
        extra = row_of(network, "transformadores", "T1") | {
            "id": f"T{number + 10}",
            "from_node": f"X{number}",
            "to_node": None,
        }
        network["transformadores"].append(extra | {"geometry": point(1, (number + 1) / 100)})
    return network


def test_a_network_shifted_as_a_whole_is_refused(load):
    """PSAD56 read as WGS84 moves a network by some 430 m, seen against the publication before."""
    assert load(with_ten_transformers()).publication == 1
    report = load(shifted(with_ten_transformers(), 185, 390))
    (check,) = [check for check in report.checks if check.severity == ERROR]
    assert check == CheckResult(
        "datum_shift",
        "Red corrida en bloque",
        ERROR,
        1,
        [
            {
                "file": None,
                "layer": "transformadores",
                "source": None,
                "line": None,
                "id": None,
                "field": "geometry",
                "value": "185 m al este, 390 m al norte",
                "reason": "toda la red se corrió en bloque respecto de la publicación vigente: "
                "¿datum PSAD56 o SAD69 leído como WGS84?",
            }
        ],
    )


def test_a_network_that_moved_by_a_survey_is_not_remarked_on(load):
    load(with_ten_transformers())
    report = load(shifted(with_ten_transformers(), 5, 10))
    assert [check.key for check in report.checks] == ["without_low_voltage"]

"""A trial: the import as it would be, told while it runs, with each finding's place and what would change."""

from collections.abc import Callable

import pytest

from data_import.models import Run
from layers.models import Publication
from tests.data_import.conftest import state
from tests.data_import.deliveries import SOUTH, WEST, grown, line, place, point, row_of, sound_network, span

NONE = {"added": 0, "gone": 0, "changed": 0}
LAYERS = (
    *("subestaciones", "alimentadores", "nodos", "postes", "conductores", "vanos"),
    *("transformadores", "equipos", "generadores", "vnr", "vnr_recargos", "demandas"),
)
STEPS = [
    "Leyendo…",
    "Traduciendo según el mapeo…",
    "Revisando…",
    "Siguiendo la red…",
    "Preparando la publicación…",
]


def counts(**changed: dict[str, int]) -> dict[str, dict[str, int]]:
    return {layer: NONE | changed.get(layer, {}) for layer in LAYERS}


def listed(run: Run) -> list[tuple]:
    return [
        (each.layer, each.kind, each.asset_id, each.values, each.place and tuple(round(axis, 6) for axis in each.place))
        for each in run.changes.all()
    ]


def test_the_same_network_changes_nothing(tried):
    before = state()
    run = tried(sound_network())
    assert (run.state, run.error, run.comparison, run.base) == ("passed", "", counts(), 1)
    assert (run.steps, run.report["cutoff_on"], listed(run)) == (STEPS, run.report["cutoff_on"], [])
    assert state().publications == before.publications
    assert state().tables == before.tables


def test_what_is_added_gone_and_changed_is_counted_and_listed(tried):
    network = sound_network()
    network["vanos"].append(
        span("V9", "N1", "N9", 1, geometry={"type": "LineString", "coordinates": [place(1), place(1, 1)]})
    )
    network["nodos"].append({"id": "N9", "pole_id": None, "geometry": point(1, 1)})
    network["generadores"] = [row for row in network["generadores"] if row["id"] != "G2"]
    row_of(network, "transformadores", "T1")["rated_power_kva"] = 15.0
    row_of(network, "postes", "P4")["geometry"] = point(4.1)
    network["demandas"][0]["maximum"] = 30.5
    run = tried(network)

    assert run.comparison == counts(
        vanos={"added": 1},
        nodos={"added": 1},
        generadores={"gone": 1},
        # It feeds one generator less, too.
        transformadores={"changed": 1},
        postes={"changed": 1},
        demandas={"changed": 1},
    )
    changes = {(layer, kind, asset): (values, where) for layer, kind, asset, values, where in listed(run)}
    assert len(changes) == run.changes.count() == 6
    assert changes["vanos", "added", "V9"] == ({}, (WEST + 0.001, SOUTH - 0.0005))
    assert changes["generadores", "gone", "G2"][0] == {}
    transformer, where = changes["transformadores", "changed", "T1"]
    assert where == tuple(place(3))
    assert transformer == {
        "rated_power_kva": ["10", "15"],
        "generation_kw": ["3.3", None],
        "generator_count": ["1", "0"],
    }
    moved, where = changes["postes", "changed", "P4"]
    assert (list(moved), moved["geometry"][0], where) == (["geometry"], None, (round(WEST + 0.0041, 6), SOUTH))
    assert float(moved["geometry"][1]) == pytest.approx(8.5, abs=0.1)
    month = next(asset for layer, _, asset in changes if layer == "demandas")
    assert changes["demandas", "changed", month] == ({"maximum": ["29", "30.5"]}, None)
    assert month == "transformadores/T1/2020-03-01"


def test_a_centimetre_is_no_change(tried):
    network = sound_network()
    longitude, latitude = place(4)
    row_of(network, "postes", "P4")["geometry"] = {"type": "Point", "coordinates": [longitude + 5e-8, latitude]}
    assert tried(network).comparison == counts()


def test_more_changes_than_are_listed_are_still_counted(tried, settings):
    settings.DESK_CHANGES_KEPT = 3
    run = tried(grown(20))
    assert run.comparison == counts(vanos={"added": 20}, nodos={"added": 20})
    assert [(each.layer, each.asset_id) for each in run.changes.all()] == [
        ("nodos", "X0"),
        ("nodos", "X1"),
        ("nodos", "X10"),
        ("vanos", "X0"),
        ("vanos", "X1"),
        ("vanos", "X10"),
    ]


def test_a_bad_network_is_refused_with_the_place_of_each_finding(tried):
    network = sound_network()
    row_of(network, "vanos", "V2")["from_node"] = "NADA"
    row_of(network, "transformadores", "T1")["rated_power_kva"] = "mucho"
    network["demandas"][0] |= {"minimum": 50.0}
    before = state()
    run = tried(network)

    assert (run.state, run.comparison, run.base, run.report["result"]) == ("refused", None, 1, "refused")
    assert state() == before_with_job(before)
    found = {
        (each.kind, each.asset_id): (
            each.severity,
            each.file,
            each.line,
            each.field,
            each.value,
            each.reason,
            spot(each),
        )
        for each in run.findings.all()
    }
    assert found["row_refused", "T1"] == (
        "error",
        "transformadores.geojson",
        0,
        "rated_power_kva",
        "mucho",
        "no es un número",
        tuple(place(3)),
    )
    assert found["unknown_node", "V2"] == (
        "error",
        "vanos.geojson",
        1,
        "from_node",
        "NADA",
        "no hay tal nodo en la entrega",
        (round(WEST + 0.0015, 6), SOUTH),
    )
    # Its transformer was refused, so that it is nowhere.
    assert found["minimum_above_maximum", "transformadores/T1"][-1] is None
    severities = [each.severity for each in run.findings.all()]
    assert severities == sorted(severities, key=lambda severity: severity != "error")


def spot(finding) -> tuple[float, float] | None:
    return finding.place and tuple(round(axis, 6) for axis in finding.place)


def before_with_job(before):
    """The order itself is a job, too."""
    return type(before)(before.publications, before.tables, before.spans, before.jobs + 1)


def test_a_demand_lies_where_its_transformer_does(tried):
    network = sound_network()
    network["demandas"][0] |= {"minimum": 50.0}
    (finding,) = tried(network).findings.all()
    assert (finding.kind, spot(finding)) == ("minimum_above_maximum", tuple(place(3)))


def test_places_of_refused_rows_come_out_of_the_files_own_system(tried):
    """A geometry that crosses itself has a place as well, one that is infinite has none."""
    network = sound_network()
    row_of(network, "vanos", "V4")["to_node"] = None
    row_of(network, "postes", "P0")["geometry"] = {"type": "Point", "coordinates": [900, 900]}
    run = tried(network)
    places = {each.asset_id: spot(each) for each in run.findings.filter(kind="row_refused")}
    assert places == {"V4": (round(WEST + 0.0035, 6), SOUTH), "P0": None}


def test_files_that_cannot_be_read_end_with_a_sentence(tried):
    network = sound_network()
    del network["vanos"]
    run = tried(network)
    assert (run.state, run.comparison, run.findings.count()) == ("failed", None, 0)
    assert run.error.startswith("La entrega no trae la capa vanos, que el mapeo canonical necesita")


def test_the_first_network_of_all_is_compared_with_nothing(tried):
    Publication.objects.update(is_current=False)
    run = tried(sound_network())
    assert (run.state, run.comparison, run.base) == ("passed", None, None)


def test_the_cut_off_and_the_system_are_those_asked_for(tried):
    run = tried(sound_network(), cutoff="2020-11-30", srid=32718)
    assert (run.state, run.error) == (
        "failed",
        "Las coordenadas parecen grados, pero EPSG:32718 está en metros: indique EPSG 4326 si son longitud y latitud.",
    )


def test_an_own_mapping_is_used_and_named(tried, own: Callable[[str], str]):
    run = tried(sound_network(), mapping="nuestro", mapping_text=own('title = "El nuestro"'))
    assert (run.state, run.error, run.report["mapping"]) == ("passed", "", "El nuestro")


@pytest.fixture
def own() -> Callable[[str], str]:
    from data_import.mapping import SHIPPED

    canonical = (SHIPPED / "canonical.toml").read_text(encoding="utf-8")
    return lambda title: canonical.replace('title = "Canónico"', title)


def test_a_line_is_drawn_by_its_middle(tried):
    network = sound_network()
    row_of(network, "vanos", "V1")["geometry"] = line(0, 0.5, 1)
    (change,) = [each for each in listed(tried(network)) if each[0] == "vanos"]
    assert change[:3] == ("vanos", "changed", "V1")

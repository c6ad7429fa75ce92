"""Each check of the whole delivery: a small network in which it finds exactly one thing, and a sound one in which none does."""

import pytest

from data_import.checks import CHECKS
from tests.data_import.check_cases import APART, CASES, ERROR, add, add_span, change
from tests.data_import.deliveries import Network, place, row_of, sound_network


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

"""The demo as a graph, against networkx: radial as its switches stand, one tree for each feeder."""

import networkx as nx
import pytest

SHUNTS = {"condensador", "medidor"}


def edges(demo, *, transformers: bool, voltage: tuple[str, ...] = ("AT", "BT")) -> list[tuple[str, str]]:
    spans = [(row["from_node"], row["to_node"]) for row in demo["vanos"] if row["voltage_class"] in voltage]
    switches = [
        (row["from_node"], row["to_node"]) for row in demo["equipos"] if row["to_node"] and row["state"] == "cerrado"
    ]
    units = [(row["from_node"], row["to_node"]) for row in demo["transformadores"]]
    return spans + switches + (units if transformers else [])


@pytest.fixture(scope="module")
def graph(demo) -> nx.Graph:
    graph = nx.Graph()
    graph.add_nodes_from(row["id"] for row in demo["nodos"])
    graph.add_edges_from(edges(demo, transformers=True))
    return graph


def test_each_feeder_is_one_tree_and_nothing_is_an_island(demo, graph):
    sources = {row["source_node"] for row in demo["alimentadores"]}
    parts = list(nx.connected_components(graph))
    assert [len(part & sources) for part in parts] == [1] * len(sources)
    assert graph.number_of_edges() == graph.number_of_nodes() - len(sources)
    assert len(edges(demo, transformers=True)) == graph.number_of_edges()


def test_everything_says_the_feeder_that_feeds_it(demo, graph):
    feeder_of = {
        node: row["id"]
        for row in demo["alimentadores"]
        for node in nx.node_connected_component(graph, row["source_node"])
    }
    for layer, end in (
        ("vanos", "from_node"),
        ("transformadores", "from_node"),
        ("equipos", "from_node"),
        ("generadores", "node"),
    ):
        assert [row["id"] for row in demo[layer] if feeder_of[row[end]] != row["feeder_id"]] == []


def test_medium_voltage_alone_reaches_every_transformer(demo):
    medium = nx.Graph(edges(demo, transformers=False, voltage=("AT",)))
    reached = set().union(*(nx.node_connected_component(medium, row["source_node"]) for row in demo["alimentadores"]))
    assert [row["id"] for row in demo["transformadores"] if row["from_node"] not in reached] == []


def test_spans_run_away_from_the_source(demo, graph):
    hops = nx.multi_source_dijkstra_path_length(graph, {row["source_node"] for row in demo["alimentadores"]})
    assert [row["id"] for row in demo["vanos"] if hops[row["to_node"]] != hops[row["from_node"]] + 1] == []


def test_no_span_carries_a_phase_that_does_not_reach_it(demo, graph):
    """Phases seen from each edge upstream: every edge's are among those of the edge that feeds it."""
    rows = [*demo["vanos"], *demo["transformadores"], *(row for row in demo["equipos"] if row["state"] == "cerrado")]
    arriving = {row["to_node"]: set(row["phase_code"]) - {"+"} for row in rows}
    lost = [
        row["id"]
        for row in rows
        if row["from_node"] in arriving and not set(row["phase_code"]) - {"+"} <= arriving[row["from_node"]]
    ]
    assert lost == []


def test_open_switches_join_feeders_of_one_voltage(demo, graph, by_id):
    open_ones = [row for row in demo["equipos"] if row["state"] == "abierto"]
    assert len(open_ones) >= 3
    feeder_of = {
        row["to_node"]: row["feeder_id"] for row in (*demo["vanos"], *demo["equipos"]) if row.get("state") != "abierto"
    }
    for row in open_ones:
        sides = {feeder_of[row["from_node"]], feeder_of[row["to_node"]]}
        assert len(sides) == 2
        assert len({by_id["alimentadores"][side]["nominal_kv"] for side in sides}) == 1


def test_each_feeder_begins_with_a_breaker(demo):
    sources = {row["source_node"]: row["id"] for row in demo["alimentadores"]}
    heads = {row["from_node"]: row["feeder_id"] for row in demo["equipos"] if row["equipment_type"] == "interruptor"}
    assert heads == sources


def test_shunts_hang_from_one_node_and_the_rest_joins_two(demo):
    assert {row["equipment_type"] for row in demo["equipos"] if row["to_node"] is None} == SHUNTS


def test_medium_and_low_voltage_share_poles(demo):
    """A pole where a transformer stands carries at least two nodes."""
    nodes: dict[str, int] = {}
    for row in demo["nodos"]:
        nodes[row["pole_id"]] = nodes.get(row["pole_id"], 0) + 1
    assert min(nodes[row["pole_id"]] for row in demo["transformadores"]) >= 2
    assert set(nodes) == {row["id"] for row in demo["postes"]}

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers.topology import NONE, Graph, trace


def graph_of(edges, roots, node_count=None, closed=None, transformers=()):
    ends = np.array(edges, dtype=np.int64).reshape(-1, 2)
    return Graph(
        node_count=node_count or int(ends.max()) + 1,
        ends=ends,
        length_m=np.full(len(ends), 100.0),
        closed=np.array([True] * len(ends) if closed is None else closed, dtype=bool),
        is_transformer=np.isin(np.arange(len(ends)), transformers),
        roots=np.array(roots, dtype=np.int64),
    )


def test_a_line_is_traced_from_its_source():
    found = trace(graph_of([(0, 1), (2, 1), (2, 3)], roots=[0], transformers=[1]))
    assert found.root.tolist() == [0, 0, 0, 0]
    assert found.upstream.tolist() == [NONE, 0, 1, 2]
    assert found.upstream_edge.tolist() == [NONE, 0, 1, 2]
    assert found.transformer_edge.tolist() == [NONE, NONE, 1, 1]
    assert found.depth.tolist() == [0, 1, 2, 3]
    assert found.distance_m.tolist() == [0, 100, 200, 300]
    assert found.tree_in.tolist() == [0, 1, 2, 3]
    assert found.tree_out.tolist() == [3, 3, 3, 3]
    assert found.loop_edges.tolist() == []


def test_an_open_switch_parts_two_feeders():
    found = trace(graph_of([(0, 1), (1, 2), (2, 3)], roots=[0, 3], closed=[True, False, True]))
    assert found.root.tolist() == [0, 0, 1, 1]
    assert found.loop_edges.tolist() == []


def test_the_feeder_of_an_island_is_none():
    found = trace(graph_of([(0, 1), (2, 3)], roots=[0]))
    assert found.is_island.tolist() == [False, False, True, True]
    assert found.depth.tolist() == [0, 1, NONE, NONE]
    assert found.tree_in.tolist() == [0, 1, NONE, NONE]
    assert found.component[2] == found.component[3] != found.component[0]


@pytest.mark.parametrize(
    ("edges", "roots", "loops"),
    [
        pytest.param([(0, 1), (1, 2), (2, 0)], [0], [1], id="triangle"),
        pytest.param([(0, 1), (0, 1)], [0], [1], id="parallel-spans"),
        pytest.param([(0, 1), (2, 3), (1, 3)], [0, 2], [2], id="two-feeders-joined"),
        pytest.param([(0, 0), (0, 1)], [0], [0], id="span-to-itself"),
        pytest.param([(0, 1), (1, 2)], [0, 2], [1], id="two-sources-on-one-line"),
    ],
)
def test_closed_circles_are_named(edges, roots, loops):
    assert trace(graph_of(edges, roots)).loop_edges.tolist() == loops


def test_a_feeder_without_lines_is_its_source_alone():
    found = trace(graph_of([], roots=[1], node_count=2))
    assert (found.root.tolist(), found.tree_in.tolist(), found.tree_out.tolist()) == ([NONE, 0], [NONE, 0], [NONE, 0])


@st.composite
def networks(draw):
    node_count = draw(st.integers(2, 30))
    node = st.integers(0, node_count - 1)
    edges = draw(st.lists(st.tuples(node, node), min_size=1, max_size=50))
    closed = draw(st.lists(st.booleans(), min_size=len(edges), max_size=len(edges)))
    roots = draw(st.lists(node, min_size=1, max_size=3, unique=True))
    return graph_of(edges, roots, node_count=node_count, closed=closed)


@given(networks())
def test_any_network_agrees_with_networkx(graph):
    found = trace(graph)
    oracle = nx.MultiGraph()
    oracle.add_nodes_from(range(graph.node_count))
    oracle.add_edges_from((int(a), int(b)) for (a, b), closed in zip(graph.ends, graph.closed, strict=True) if closed)
    depths = nx.multi_source_dijkstra_path_length(nx.Graph(oracle), set(graph.roots.tolist()), weight=None)
    assert {n: d for n, d in enumerate(found.depth.tolist()) if d != NONE} == depths
    fed = oracle.subgraph(depths)
    assert len(found.loop_edges) == fed.number_of_edges() - (len(depths) - len(graph.roots))
    tree = nx.DiGraph((int(up), n) for n, up in enumerate(found.upstream) if up != NONE)
    tree.add_nodes_from(depths)
    for node in depths:
        below = {n for n in depths if found.tree_in[node] <= found.tree_in[n] <= found.tree_out[node]}
        assert below == {node} | nx.descendants(tree, node)

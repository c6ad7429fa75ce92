"""The network as a graph: which feeder each node hangs on, its way to the source, what hangs below it, islands and loops.

Pure arrays, one linear pass, no database. Nodes and edges are numbered from 0; -1 stands for none.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order, connected_components

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]
NONE = -1


@dataclass(frozen=True)
class Graph:
    """`ends`: (edges, 2) node numbers. `closed`: whether an edge carries current as it stands. `roots`: a node per feeder."""

    node_count: int
    ends: Integers
    length_m: Floats
    closed: NDArray[np.bool_]
    is_transformer: NDArray[np.bool_]
    roots: Integers


@dataclass(frozen=True)
class Trace:
    """What the pass found, an entry per node unless said otherwise.

    `root`: index into Graph.roots. `upstream`, `upstream_edge`: next node and edge towards the source. `transformer_edge`: the
    nearest transformer above. `tree_in`..`tree_out`: the range of `tree_in` of all that hangs at or below the node.
    `component`: connected part, counting closed edges. `loop_edges`: closed edges that close a circle or join two feeders.
    """

    root: Integers
    upstream: Integers
    upstream_edge: Integers
    transformer_edge: Integers
    depth: Integers
    distance_m: Floats
    tree_in: Integers
    tree_out: Integers
    component: Integers
    loop_edges: Integers

    @property
    def is_island(self) -> NDArray[np.bool_]:
        return self.root == NONE


def trace(graph: Graph) -> Trace:
    """Walk from every root at once; the nearer root (in edges) takes a node that two could reach."""
    order, upstream = walk(graph)
    edge_to = edges_between(graph)
    upstream_edge = np.full(graph.node_count, NONE)
    held = upstream[:-1] >= 0
    held &= upstream[:-1] != graph.node_count
    nodes = np.flatnonzero(held)
    upstream_edge[nodes] = edge_to(nodes, upstream[nodes])
    levels = split_levels(order, upstream)
    below = subtree_sizes(levels, upstream)
    return Trace(
        root=spread_roots(graph, levels, upstream),
        upstream=np.where(held, upstream[:-1], NONE),
        upstream_edge=upstream_edge,
        transformer_edge=spread_transformers(graph, levels, upstream, upstream_edge),
        depth=depths(graph, levels),
        distance_m=distances(graph, levels, upstream, upstream_edge),
        **preorder(graph, levels, upstream, below),
        component=components(graph),
        loop_edges=loops(graph, upstream_edge),
    )


def walk(graph: Graph) -> tuple[Integers, Integers]:
    """Breadth-first order and predecessors, from an added node (number node_count) that stands above all roots."""
    source = graph.node_count
    ends = graph.ends[graph.closed]
    rows = np.concatenate([ends[:, 0], np.full(len(graph.roots), source)])
    columns = np.concatenate([ends[:, 1], graph.roots])
    links = csr_array((np.ones(len(rows), np.int8), (rows, columns)), shape=(source + 1, source + 1))
    order, upstream = breadth_first_order(links, source, directed=False)
    return order.astype(np.int64), np.where(upstream < 0, NONE, upstream).astype(np.int64)


def edges_between(graph: Graph):
    """A look-up from pairs of nodes to the first closed edge that joins them."""
    closed = np.flatnonzero(graph.closed)
    keys, first = np.unique(pair_keys(graph.ends[closed], graph.node_count), return_index=True)

    def find(nodes: Integers, others: Integers) -> Integers:
        wanted = pair_keys(np.column_stack([nodes, others]), graph.node_count)
        return closed[first[np.searchsorted(keys, wanted)]]

    return find


def pair_keys(ends: Integers, node_count: int) -> Integers:
    return np.min(ends, axis=1).astype(np.int64) * (node_count + 1) + np.max(ends, axis=1)


def split_levels(order: Integers, upstream: Integers) -> list[Integers]:
    """The walk cut into levels: the added source first, then the roots, then their neighbours …"""
    position = np.full(len(upstream), NONE)
    position[order] = np.arange(len(order))
    parents = np.concatenate([[NONE], position[upstream[order[1:]]]])
    levels, start, end = [], 0, 1
    while start < end:
        levels.append(order[start:end])
        start, end = end, int(np.searchsorted(parents, end))
    return levels


def subtree_sizes(levels: list[Integers], upstream: Integers) -> Integers:
    """Nodes at or below each node."""
    sizes = np.ones(len(upstream), np.int64)
    for level in reversed(levels[1:]):
        np.add.at(sizes, upstream[level], sizes[level])
    return sizes


def preorder(graph: Graph, levels: list[Integers], upstream: Integers, sizes: Integers) -> dict[str, Integers]:
    """Number the trees so that everything below a node has consecutive numbers."""
    tree_in = np.full(graph.node_count + 1, NONE)
    tree_in[graph.node_count] = NONE
    for level in levels[1:]:
        parents = upstream[level]
        before = np.cumsum(sizes[level]) - sizes[level]
        first = np.concatenate([[True], parents[1:] != parents[:-1]])
        offset = before - np.repeat(before[first], np.diff(np.append(np.flatnonzero(first), len(level))))
        tree_in[level] = tree_in[parents] + 1 + offset
    nodes = tree_in[:-1]
    return {"tree_in": nodes, "tree_out": np.where(nodes == NONE, NONE, nodes + sizes[:-1] - 1)}


def spread_roots(graph: Graph, levels: list[Integers], upstream: Integers) -> Integers:
    root = np.full(graph.node_count + 1, NONE)
    root[graph.roots] = np.arange(len(graph.roots))
    for level in levels[2:]:
        root[level] = root[upstream[level]]
    return root[:-1]


def spread_transformers(graph: Graph, levels: list[Integers], upstream: Integers, upstream_edge: Integers) -> Integers:
    above = np.full(graph.node_count + 1, NONE)
    for level in levels[2:]:
        edge = upstream_edge[level]
        above[level] = np.where(graph.is_transformer[edge], edge, above[upstream[level]])
    return above[:-1]


def depths(graph: Graph, levels: list[Integers]) -> Integers:
    depth = np.full(graph.node_count + 1, NONE)
    for number, level in enumerate(levels[1:]):
        depth[level] = number
    return depth[:-1]


def distances(graph: Graph, levels: list[Integers], upstream: Integers, upstream_edge: Integers) -> Floats:
    """Metres along the lines from the source; an edge of unknown length counts as 0."""
    length_m = np.nan_to_num(graph.length_m)
    distance_m = np.full(graph.node_count + 1, np.nan)
    for number, level in enumerate(levels[1:]):
        distance_m[level] = 0 if number == 0 else distance_m[upstream[level]] + length_m[upstream_edge[level]]
    return distance_m[:-1]


def components(graph: Graph) -> Integers:
    ends = graph.ends[graph.closed]
    shape = (graph.node_count, graph.node_count)
    links = csr_array((np.ones(len(ends), np.int8), (ends[:, 0], ends[:, 1])), shape=shape)
    return connected_components(links, directed=False)[1].astype(np.int64)


def loops(graph: Graph, upstream_edge: Integers) -> Integers:
    """Closed edges that no node needs to reach its source."""
    spare = graph.closed.copy()
    spare[upstream_edge[upstream_edge >= 0]] = False
    return np.flatnonzero(spare & reached(graph, upstream_edge))


def reached(graph: Graph, upstream_edge: Integers) -> NDArray[np.bool_]:
    fed = upstream_edge >= 0
    fed[graph.roots] = True
    return fed[graph.ends[:, 0]] & fed[graph.ends[:, 1]]

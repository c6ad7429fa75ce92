"""From staged spans, equipment and transformers to a graph, and the trace of it back into tables that checks and publishing read."""

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from data_import.mapping import Mapping
from data_import.staging import run
from layers.binary_copy import read_columns, write_columns
from layers.topology import Graph, Trace, trace

EDGE_TYPES = {"a": "i4", "b": "i4", "closed": "i4", "is_transformer": "i4", "length_m": "f8"}
TRACE_TYPES = {
    "n": "i4",
    "root": "i4",
    "upstream": "i4",
    "upstream_edge": "i4",
    "transformer_edge": "i4",
    "depth": "i4",
    "distance_m": "f8",
    "tree_in": "i4",
    "tree_out": "i4",
    "component": "i4",
}
#: What the row checks and the graph both need to know of nodes and poles.
NODE_TABLES = (
    "CREATE TEMP TABLE span_node ON COMMIT DROP AS SELECT from_node id FROM staged_vanos UNION SELECT to_node FROM staged_vanos",
    "CREATE TEMP TABLE used_pole ON COMMIT DROP AS SELECT from_pole id FROM staged_vanos UNION SELECT to_pole FROM staged_vanos "
    "UNION SELECT n.pole_id FROM staged_nodos n JOIN span_node s ON s.id = n.id",
    "CREATE TEMP TABLE edge_node ON COMMIT DROP AS SELECT id FROM span_node UNION SELECT from_node FROM staged_equipos "
    "UNION SELECT to_node FROM staged_equipos WHERE to_node IS NOT NULL UNION SELECT source_node FROM staged_alimentadores "
    "WHERE source_node IS NOT NULL",
    # A delivery that lists its nodes is held to its list; from any other the nodes follow from what they join.
    "CREATE TEMP TABLE known_node ON COMMIT DROP AS SELECT id FROM staged_nodos "
    "UNION SELECT id FROM edge_node WHERE NOT EXISTS (SELECT FROM staged_nodos)",
    "ANALYZE span_node",
    "ANALYZE used_pole",
    "ANALYZE known_node",
)
GRAPH_TABLES = (
    "CREATE TEMP TABLE graph_node ON COMMIT DROP AS SELECT (row_number() OVER () - 1)::int n, id FROM ("
    "SELECT id FROM edge_node UNION SELECT id FROM staged_nodos UNION SELECT from_node FROM staged_transformadores "
    "UNION SELECT to_node FROM staged_transformadores WHERE to_node IS NOT NULL) nodes",
    "ANALYZE graph_node",
    "CREATE TEMP TABLE graph_edge ON COMMIT DROP AS SELECT (row_number() OVER () - 1)::int e, edges.*, a.n a, b.n b FROM ("
    "SELECT 'vanos' layer, origin, fid, id, from_node, to_node, phase_code, feeder_id, true closed, false is_transformer, "
    "coalesce(length_m, st_length(geom::geography)) length_m FROM staged_vanos "
    "UNION ALL SELECT 'equipos', origin, fid, id, from_node, to_node, phase_code, feeder_id, state IS DISTINCT FROM 'abierto', "
    "false, 0 FROM staged_equipos WHERE to_node IS NOT NULL "
    "UNION ALL SELECT 'transformadores', origin, fid, id, from_node, to_node, phase_code, feeder_id, true, true, 0 "
    "FROM staged_transformadores WHERE to_node IS NOT NULL) edges "
    "JOIN graph_node a ON a.id = from_node JOIN graph_node b ON b.id = to_node",
    "CREATE TEMP TABLE graph_root ON COMMIT DROP AS SELECT (row_number() OVER (ORDER BY f.id) - 1)::int k, f.id feeder_id, n.n "
    "FROM staged_alimentadores f JOIN graph_node n ON n.id = f.source_node",
    "CREATE TEMP TABLE traced (n int, root int, upstream int, upstream_edge int, transformer_edge int, depth int, "
    "distance_m float8, tree_in int, tree_out int, component int) ON COMMIT DROP",
)
TRACE_TABLES = (
    "ANALYZE traced",
    "CREATE TEMP TABLE node_trace ON COMMIT DROP AS SELECT g.id, r.feeder_id, t.depth, t.distance_m, t.tree_in, t.tree_out, "
    "t.component, t.n, t.upstream_edge, up.id upstream_node, e.layer upstream_layer, e.id upstream_id, x.id transformer_id "
    "FROM traced t JOIN graph_node g USING (n) LEFT JOIN graph_root r ON r.k = t.root LEFT JOIN graph_node up ON up.n = t.upstream "
    "LEFT JOIN graph_edge e ON e.e = t.upstream_edge LEFT JOIN graph_edge x ON x.e = t.transformer_edge",
    "ANALYZE node_trace",
    "CREATE TEMP TABLE traced_edge ON COMMIT DROP AS SELECT e.layer, e.origin, e.fid, e.id, e.feeder_id, e.closed, "
    "coalesce(b.feeder_id, a.feeder_id) traced_feeder, coalesce(b.transformer_id, a.transformer_id) transformer_id "
    "FROM graph_edge e JOIN node_trace a ON a.n = e.a JOIN node_trace b ON b.n = e.b",
    "CREATE TEMP TABLE edge_phases ON COMMIT DROP AS SELECT e.layer, e.origin, e.fid, e.id, e.phase_code, "
    "u.phase_code upstream_phases FROM node_trace c JOIN graph_edge e ON e.e = c.upstream_edge "
    "JOIN node_trace p ON p.id = c.upstream_node JOIN graph_edge u ON u.e = p.upstream_edge "
    "WHERE e.phase_code IS NOT NULL AND u.phase_code IS NOT NULL AND NOT u.is_transformer",
    "CREATE TEMP TABLE island ON COMMIT DROP AS SELECT DISTINCT ON (c.component) e.layer, e.origin, e.fid, e.id, c.nodes "
    "FROM (SELECT component, count(*) nodes FROM node_trace WHERE feeder_id IS NULL GROUP BY component) c "
    "JOIN node_trace n ON n.component = c.component JOIN graph_edge e ON e.a = n.n AND e.closed ORDER BY c.component, e.layer, e.id",
    "CREATE TEMP TABLE loop_edge ON COMMIT DROP AS SELECT layer, origin, fid, id FROM graph_edge WHERE e = ANY(%s)",
)


def prepare_nodes(mapping: Mapping) -> None:
    """The node and pole tables that row checks read, and the region they may lie in."""
    west, south, east, north = mapping.region.extent
    run("CREATE TEMP TABLE import_region ON COMMIT DROP AS SELECT st_makeenvelope(%s, %s, %s, %s, 4326) geom", (west, south, east, north))
    for statement in NODE_TABLES:
        run(statement)


def trace_staged() -> None:
    """Number the staged network, trace it and lay the result beside it."""
    for statement in GRAPH_TABLES:
        run(statement)
    graph = read_graph()
    found = trace(graph)
    write_columns("traced", trace_columns(found), TRACE_TYPES)
    for statement in TRACE_TABLES[:-1]:
        run(statement)
    run(TRACE_TABLES[-1], (found.loop_edges.tolist(),))


def read_graph() -> Graph:
    edges = read_columns("SELECT a, b, closed::int, is_transformer::int, length_m FROM graph_edge ORDER BY e", EDGE_TYPES)
    roots = read_columns("SELECT n FROM graph_root ORDER BY k", {"n": "i4"})
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM graph_node")
        node_count = cursor.fetchone()[0]
    return Graph(
        node_count=node_count,
        ends=np.column_stack([edges["a"], edges["b"]]).astype("int64"),
        length_m=edges["length_m"],
        closed=edges["closed"].astype(bool),
        is_transformer=edges["is_transformer"].astype(bool),
        roots=roots["n"].astype("int64"),
    )


def trace_columns(found: Trace) -> dict[str, NDArray]:
    return {"n": np.arange(len(found.root)), **{name: getattr(found, name) for name in TRACE_TYPES if name != "n"}}

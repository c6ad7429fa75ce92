"""From staged spans, equipment and transformers to a graph, and its trace back into tables.

Checks and publishing read those tables (sql/trace/).
"""

import numpy as np
from django.db import connection
from numpy.typing import NDArray
from psycopg import sql

from data_import.mapping import Mapping
from data_import.staging import run
from data_import.statements import statement
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
#: What the row checks and the graph both need to know of nodes and poles. A delivery that lists its nodes is held to its
#: list; from any other the nodes follow from what they join.
NODE_TABLES = ("span_node", "used_pole", "edge_node", "known_node")
GRAPH_TABLES = ("graph_node", "graph_edge", "graph_root", "traced")
TRACE_TABLES = ("node_trace", "traced_edge", "edge_phases", "island")


def prepare_nodes(mapping: Mapping) -> None:
    """The node and pole tables that row checks read, and the region they may lie in."""
    west, south, east, north = mapping.region.extent
    run(statement("trace/import_region", west=west, south=south, east=east, north=north))
    create_tables(NODE_TABLES)


def create_tables(names: tuple[str, ...]) -> None:
    for name in names:
        run(statement(f"trace/{name}"))
        run(sql.SQL("ANALYZE {}").format(sql.Identifier(name)))


def trace_staged() -> None:
    """Number the staged network, trace it and lay the result beside it."""
    create_tables(GRAPH_TABLES)
    found = trace(read_graph())
    write_columns("traced", trace_columns(found), TRACE_TYPES)
    run("ANALYZE traced")
    create_tables(TRACE_TABLES)
    run(statement("trace/loop_edge", edges=found.loop_edges.tolist()))


def read_graph() -> Graph:
    edges = read_columns(
        "SELECT a, b, closed::int, is_transformer::int, length_m FROM graph_edge ORDER BY e", EDGE_TYPES
    )
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

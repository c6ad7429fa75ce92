CREATE TEMP TABLE node_trace ON COMMIT DROP AS
SELECT g.id, r.feeder_id, t.depth, t.distance_m, t.tree_in, t.tree_out, t.component, t.n, t.upstream_edge,
    up.id upstream_node, e.layer upstream_layer, e.id upstream_id, x.id transformer_id
FROM traced t
JOIN graph_node g USING (n)
LEFT JOIN graph_root r ON r.k = t.root
LEFT JOIN graph_node up ON up.n = t.upstream
LEFT JOIN graph_edge e ON e.e = t.upstream_edge
LEFT JOIN graph_edge x ON x.e = t.transformer_edge

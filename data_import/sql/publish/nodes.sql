INSERT INTO {table} (publication_id, id, pole_id, voltage_class, feeder_id, transformer_id, upstream_node,
    upstream_layer, upstream_id, depth, distance_m, tree_in, tree_out, geom)
SELECT {number}, t.id, p.pole_id, CASE WHEN t.transformer_id IS NOT NULL THEN 'BT' WHEN t.feeder_id IS NOT
    NULL THEN 'AT' END, t.feeder_id, t.transformer_id, t.upstream_node, t.upstream_layer, t.upstream_id,
    nullif(t.depth, -1), nullif(t.distance_m, 'NaN'), nullif(t.tree_in, -1), nullif(t.tree_out, -1), p.geom
FROM node_trace t
LEFT JOIN node_place p ON p.id = t.id

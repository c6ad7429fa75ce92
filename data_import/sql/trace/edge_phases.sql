CREATE TEMP TABLE edge_phases ON COMMIT DROP AS
SELECT e.layer, e.origin, e.fid, e.id, e.phase_code, u.phase_code upstream_phases
FROM node_trace c
JOIN graph_edge e ON e.e = c.upstream_edge
JOIN node_trace p ON p.id = c.upstream_node
JOIN graph_edge u ON u.e = p.upstream_edge
WHERE e.phase_code IS NOT NULL AND u.phase_code IS NOT NULL AND NOT u.is_transformer

CREATE TEMP TABLE island ON COMMIT DROP AS
SELECT DISTINCT ON (c.component) e.layer, e.origin, e.fid, e.id, c.nodes
FROM (
    SELECT component, count(*) nodes
    FROM node_trace
    WHERE feeder_id IS NULL
    GROUP BY component) c
JOIN node_trace n ON n.component = c.component
JOIN graph_edge e ON e.a = n.n AND e.closed
ORDER BY c.component, e.layer, e.id

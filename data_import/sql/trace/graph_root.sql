CREATE TEMP TABLE graph_root ON COMMIT DROP AS
SELECT (row_number() OVER (ORDER BY f.id) - 1)::int k, f.id feeder_id, n.n
FROM staged_alimentadores f
JOIN graph_node n ON n.id = f.source_node

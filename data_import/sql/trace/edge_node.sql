CREATE TEMP TABLE edge_node ON COMMIT DROP AS
SELECT id
FROM span_node
UNION
SELECT from_node
FROM staged_equipos
UNION
SELECT to_node
FROM staged_equipos
WHERE to_node IS NOT NULL
UNION
SELECT source_node
FROM staged_alimentadores
WHERE source_node IS NOT NULL

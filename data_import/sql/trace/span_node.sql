CREATE TEMP TABLE span_node ON COMMIT DROP AS
SELECT from_node id
FROM staged_vanos
UNION
SELECT to_node
FROM staged_vanos

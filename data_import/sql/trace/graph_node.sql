CREATE TEMP TABLE graph_node ON COMMIT DROP AS
SELECT (row_number() OVER () - 1)::int n, id
FROM (
    SELECT id
    FROM edge_node
    UNION
    SELECT id
    FROM staged_nodos
    UNION
    SELECT from_node
    FROM staged_transformadores
    UNION
    SELECT to_node
    FROM staged_transformadores
    WHERE to_node IS NOT NULL) nodes

CREATE TEMP TABLE graph_edge ON COMMIT DROP AS
SELECT (row_number() OVER () - 1)::int e, edges.*, a.n a, b.n b
FROM (
    SELECT 'vanos' layer, origin, fid, id, from_node, to_node, phase_code, feeder_id, true closed, false
        is_transformer, coalesce(length_m, st_length(geom::geography)) length_m
    FROM staged_vanos
    UNION ALL
    SELECT 'equipos', origin, fid, id, from_node, to_node, phase_code, feeder_id, state IS DISTINCT FROM
        'abierto', false, 0
    FROM staged_equipos
    WHERE to_node IS NOT NULL
    UNION ALL
    SELECT 'transformadores', origin, fid, id, from_node, to_node, phase_code, feeder_id, true, true, 0
    FROM staged_transformadores
    WHERE to_node IS NOT NULL) edges
JOIN graph_node a ON a.id = from_node
JOIN graph_node b ON b.id = to_node

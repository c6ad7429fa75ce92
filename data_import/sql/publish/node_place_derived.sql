INSERT INTO node_place
SELECT DISTINCT ON (id) id, pole_id, geom
FROM (
    SELECT from_node id, from_pole pole_id, st_startpoint(geom) geom, 1 place
    FROM staged_vanos
    UNION ALL
    SELECT to_node, to_pole, st_endpoint(geom), 1
    FROM staged_vanos
    UNION ALL
    SELECT from_node, pole_id, geom, 2
    FROM staged_equipos
    UNION ALL
    SELECT to_node, pole_id, geom, 2
    FROM staged_equipos
    UNION ALL
    SELECT from_node, pole_id, geom, 2
    FROM staged_transformadores
    UNION ALL
    SELECT to_node, pole_id, geom, 2
    FROM staged_transformadores) places
WHERE id IS NOT NULL AND NOT EXISTS (SELECT FROM staged_nodos n WHERE n.id = places.id)
ORDER BY id, place, pole_id

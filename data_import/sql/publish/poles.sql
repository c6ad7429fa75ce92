INSERT INTO {table} (publication_id, id, source_id, name, comuna_code, vnr_code, plate, height_m, material,
    nodes, feeder_ids, geom)
SELECT {number}, s.id, s.source_id, s.name, {comuna}, s.vnr_code, s.plate, s.height_m, s.material,
    coalesce(n.nodes, '{{}}'), coalesce(n.feeder_ids, '{{}}'), s.geom
FROM staged_postes s
LEFT JOIN (
    SELECT pole_id, array_agg(id ORDER BY id) nodes, array_agg(DISTINCT feeder_id) FILTER (WHERE feeder_id
        IS NOT NULL) feeder_ids
    FROM {nodes}
    WHERE pole_id IS NOT NULL
    GROUP BY pole_id) n ON n.pole_id = s.id

-- Every energised node of the feeders that were computed, with the figures of itself or of the transformer above it.
INSERT INTO capacity_nodecapacity (
    publication_id, run_id, id, node, feeder_id, transformer_id, voltage_class, phase_code, phase_count,
    capacity_kw, capacity_accepted_kw, capacity_pending_kw, capacity_p10_kw, capacity_p90_kw,
    fast_track_kw, fast_track_criterion, installable_kw, injectable_kw,
    limiting_criterion, limiting_asset, confidence, assumed, reason, criteria, geom)
SELECT n.publication_id, %(run)s, n.id, n.id, n.feeder_id, n.transformer_id,
    CASE WHEN n.transformer_id IS NULL THEN 'AT' ELSE 'BT' END,
    coalesce(s.phase_code, t.phase_code, e.phase_code), coalesce(s.phase_count, t.phase_count, e.phase_count),
    r.capacity_kw, r.capacity_accepted_kw, r.capacity_pending_kw, r.capacity_p10_kw, r.capacity_p90_kw,
    r.fast_track_kw, r.fast_track_criterion, r.installable_kw, r.injectable_kw,
    r.limiting_criterion, r.limiting_asset, coalesce(r.confidence, 'baja'), coalesce(r.assumed, '{}'),
    coalesce(r.reason, CASE WHEN r.node IS NULL THEN 'no evaluable: falta su transformador' END),
    coalesce(r.criteria, '[]'), coalesce(s.geom, n.geom)
FROM layers_node n
JOIN (SELECT DISTINCT feeder_id FROM node_record) f ON f.feeder_id = n.feeder_id
-- One text for either, so that the join is a hash join: with OR it would compare every node with every record.
LEFT JOIN node_record r
    ON coalesce('T ' || r.transformer_id, 'N ' || r.node) = coalesce('T ' || n.transformer_id, 'N ' || n.id)
LEFT JOIN layers_span s ON s.publication_id = n.publication_id AND n.upstream_layer = 'vanos' AND s.id = n.upstream_id
LEFT JOIN layers_transformer t ON t.publication_id = n.publication_id AND t.id = n.transformer_id
LEFT JOIN layers_equipment e ON e.publication_id = n.publication_id AND n.upstream_layer = 'equipos' AND e.id = n.upstream_id
WHERE n.publication_id = %(publication)s

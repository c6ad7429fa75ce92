INSERT INTO {table} (publication_id, id, source_id, name, comuna_code, vnr_code, technology, installed_kw,
    state, connected_on, voltage_class, node, transformer_id, phase_code, feeder_id, geom)
SELECT {number}, s.id, s.source_id, s.name, {comuna}, s.vnr_code, s.technology, s.installed_kw, s.state,
    s.connected_on, s.voltage_class, s.node, s.transformer_id, s.phase_code, coalesce(s.feeder_id,
    t.feeder_id, x.feeder_id), coalesce(s.geom, n.geom, x.geom)
FROM staged_generadores s
LEFT JOIN node_place n ON n.id = s.node
LEFT JOIN node_trace t ON t.id = s.node
LEFT JOIN {transformers} x ON x.id = s.transformer_id

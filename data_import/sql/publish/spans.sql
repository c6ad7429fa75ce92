INSERT INTO {table} (publication_id, id, source_id, name, comuna_code, vnr_code, voltage_class, from_node,
    to_node, from_pole, to_pole, length_m, conductor_id, conductor_type, ampacity_a, phase_code,
    phase_count, feeder_id, transformer_id, geom)
SELECT {number}, s.id, s.source_id, s.name, {comuna}, s.vnr_code, s.voltage_class, s.from_node, s.to_node,
    coalesce(s.from_pole, a.pole_id), coalesce(s.to_pole, b.pole_id), coalesce(s.length_m,
    round(st_length(s.geom::geography)::numeric, 1)), s.conductor_id, coalesce(s.conductor_type, c.name),
    coalesce(s.ampacity_a, c.ampacity_a), s.phase_code, {phases}, coalesce(s.feeder_id, t.traced_feeder),
    t.transformer_id, s.geom
FROM staged_vanos s
LEFT JOIN staged_conductores c ON c.id = s.conductor_id
LEFT JOIN node_place a ON a.id = s.from_node
LEFT JOIN node_place b ON b.id = s.to_node
LEFT JOIN traced_edge t ON t.layer = 'vanos' AND t.id = s.id

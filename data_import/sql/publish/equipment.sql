INSERT INTO {table} (publication_id, id, source_id, name, comuna_code, vnr_code, equipment_type, state,
    from_node, to_node, pole_id, voltage_class, phase_code, phase_count, rated_current_a, rated_power_kvar,
    setpoint_pu, feeder_id, geom)
SELECT {number}, s.id, s.source_id, s.name, {comuna}, s.vnr_code, s.equipment_type, s.state, s.from_node,
    s.to_node, coalesce(s.pole_id, a.pole_id, b.pole_id), s.voltage_class, s.phase_code, {phases},
    s.rated_current_a, s.rated_power_kvar, s.setpoint_pu, coalesce(s.feeder_id, t.feeder_id, u.feeder_id),
    s.geom
FROM staged_equipos s
LEFT JOIN node_place a ON a.id = s.from_node
LEFT JOIN node_place b ON b.id = s.to_node
LEFT JOIN node_trace t ON t.id = s.from_node
LEFT JOIN node_trace u ON u.id = s.to_node

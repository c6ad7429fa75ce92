INSERT INTO {table} (publication_id, id, source_id, name, comuna_code, vnr_code, rated_power_kva,
    connection, voltage_class, primary_v, secondary_v, plate, pole_plate, pole_id, transformer_type,
    phase_code, phase_count, from_node, to_node, feeder_id, substation_id, resistance_pct, reactance_pct,
    no_load_loss_w, total_loss_w, generation_kw, generator_count, geom)
SELECT {number}, s.id, s.source_id, s.name, {comuna}, s.vnr_code, s.rated_power_kva, s.connection,
    s.voltage_class, s.primary_v, s.secondary_v, s.plate, coalesce(s.pole_plate, p.plate),
    coalesce(s.pole_id, n.pole_id), s.transformer_type, s.phase_code, {phases}, s.from_node, s.to_node,
    coalesce(s.feeder_id, t.feeder_id), f.substation_id, s.resistance_pct, s.reactance_pct,
    s.no_load_loss_w, s.total_loss_w, CASE WHEN own.listed THEN g.kw ELSE s.generation_kw END,
    CASE WHEN own.listed THEN coalesce(g.count, 0) ELSE coalesce(round(s.generator_count), 0) END, s.geom
FROM staged_transformadores s
CROSS JOIN (SELECT EXISTS (SELECT FROM staged_generadores WHERE voltage_class = 'BT') listed) own
LEFT JOIN node_place n ON n.id = s.from_node
LEFT JOIN node_trace t ON t.id = s.from_node
LEFT JOIN staged_postes p ON p.id = coalesce(s.pole_id, n.pole_id)
LEFT JOIN staged_alimentadores f ON f.id = coalesce(s.feeder_id, t.feeder_id)
LEFT JOIN (
    SELECT transformer_id, sum(installed_kw) kw, count(*)
    FROM staged_generadores
    WHERE voltage_class = 'BT' AND coalesce(state, 'operacion') = 'operacion'
    GROUP BY transformer_id) g ON g.transformer_id = s.id

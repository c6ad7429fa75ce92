SELECT id, CASE WHEN rated_power_kva > 75 THEN 'trafo_mayor' WHEN rated_power_kva > 15 THEN 'trafo_hasta_75'
    ELSE 'trafo_hasta_15' END kind, feeder_id, phase_count, coalesce(replace(rated_power_kva::text, '.', ','), 'S/I') || ' kVA'
    label, 13 min_zoom, 24 max_zoom, 0 rank, geom
FROM {transformers}

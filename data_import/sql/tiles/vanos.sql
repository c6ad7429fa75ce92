SELECT id, CASE WHEN voltage_class = 'BT' THEN 'bt' ELSE CASE phase_count WHEN 3 THEN 'at_trifasico' WHEN 2
    THEN 'at_bifasico' WHEN 1 THEN 'at_monofasico' ELSE 'at_sin_dato' END END kind, feeder_id, phase_count,
    concat_ws(' · ', conductor_type, replace(round(length_m::numeric, 1)::float8::text, '.', ',') || ' m') label, CASE WHEN
    voltage_class = 'BT' THEN 15 ELSE 13 END min_zoom, 24 max_zoom, CASE WHEN voltage_class = 'BT' THEN 9
    ELSE 4 - coalesce(phase_count, 0) END rank, geom
FROM {spans}

SELECT id, 'generador' kind, feeder_id, NULL::int phase_count, replace(installed_kw::text, '.', ',') || ' kW' label, 11 min_zoom, 24
    max_zoom, 0 rank, geom
FROM {generators}
WHERE voltage_class = 'AT' AND geom IS NOT NULL

SELECT id, 'subestacion' kind, NULL feeder_id, NULL::int phase_count, name label, 0 min_zoom, 24 max_zoom, 0
    rank, geom
FROM {substations}

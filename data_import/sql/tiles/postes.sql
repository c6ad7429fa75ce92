SELECT id, 'poste' kind, feeder_ids[1] feeder_id, NULL::int phase_count, plate label, 15 min_zoom, 24
    max_zoom, 5 rank, geom
FROM {poles}

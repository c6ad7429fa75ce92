SELECT id, equipment_type || CASE WHEN equipment_type = ANY({shunts}) THEN '' ELSE coalesce('_' || state,
    '') END kind, feeder_id, phase_count, name label, 13 min_zoom, 24 max_zoom, 1 rank, geom
FROM {equipment}

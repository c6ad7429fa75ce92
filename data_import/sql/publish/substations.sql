INSERT INTO {table} (publication_id, id, source_id, name, comuna_code, vnr_code, rated_power_kva,
    primary_kv, secondary_kv, feeder_ids, comuna_codes, geom)
SELECT {number}, s.id, s.source_id, s.name, {comuna}, s.vnr_code, s.rated_power_kva, s.primary_kv,
    s.secondary_kv, coalesce(f.ids, '{{}}'), coalesce(f.comunas, '{{}}'), s.geom
FROM staged_subestaciones s
LEFT JOIN (
    SELECT substation_id, array_agg(DISTINCT f.id) ids, array_agg(DISTINCT c) FILTER (WHERE c IS NOT NULL)
        comunas
    FROM {feeders} f
    LEFT JOIN LATERAL unnest(f.comuna_codes) c ON true
    GROUP BY substation_id) f ON f.substation_id = s.id

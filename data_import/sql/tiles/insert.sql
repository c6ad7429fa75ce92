INSERT INTO {table} (publication_id, layer, serial, id, kind, feeder_id, phase_count, min_zoom, max_zoom,
    rank, geom, feature)
SELECT {number}, {layer}, row_number() OVER (ORDER BY web), r.id, r.kind, r.feeder_id, r.phase_count,
    r.min_zoom, r.max_zoom, r.rank, web, '{{"type":"Feature","id":' || to_json(r.id) || ',"geometry":' ||
    st_asgeojson(r.geom, 6) || ',"properties":' || row_to_json(p) || '}}'
FROM ({query}) r
CROSS JOIN LATERAL st_transform(r.geom, {web_srid}) web
CROSS JOIN LATERAL (
    SELECT r.kind, r.feeder_id, r.phase_count, r.label) p
WHERE r.geom IS NOT NULL

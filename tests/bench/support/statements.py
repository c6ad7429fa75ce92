"""The statements that set the limits: each answers from the plain network tables what the product's answer says.

`{name}` is filled in by the bench, as pgbench variables or psycopg parameters.
"""

#: What the properties of a span in a tile are made of.
SPAN = """
    SELECT id, CASE phase_count WHEN 3 THEN 'at_trifasico' WHEN 2 THEN 'at_bifasico' ELSE 'at_monofasico' END AS kind,
           feeder_id, phase_count, concat_ws(' · ', conductor_type, round(length_m::numeric, 1)::float8 || ' m') AS label,
           geom
    FROM layers_span
    WHERE publication_id = {publication}::int
      AND geom && ST_Transform(ST_TileEnvelope({z}::int, {x}::int, {y}::int, margin => {margin}), 4326)"""
GEOJSON_TILE = f"""
SELECT '{{{{"type":"FeatureCollection","features":[' || coalesce(string_agg(
    '{{{{"type":"Feature","id":' || to_json(s.id) || ',"geometry":' || ST_AsGeoJSON(s.geom, 6, 0)
    || ',"properties":' || row_to_json(p) || '}}}}', ','), '') || ']}}}}'
FROM ({SPAN.replace("{margin}", "0")}) s
CROSS JOIN LATERAL (SELECT s.kind, s.feeder_id, s.phase_count, s.label) p"""
MVT_TILE = f"""
SELECT ST_AsMVT(m, 'vanos', 4096, 'geom') FROM (
    SELECT s.id, s.kind, s.feeder_id, s.phase_count, ST_AsMVTGeom(
        ST_Transform(s.geom, 3857), ST_TileEnvelope({{z}}::int, {{x}}::int, {{y}}::int), 4096, 64) AS geom
    FROM ({SPAN.replace("{margin}", "0.015625")}) s) m"""
#: A span with what its row says of it, in the current publication.
ITEM = """
SELECT '{{"type":"Feature","id":' || to_json(t.id) || ',"geometry":' || ST_AsGeoJSON(t.geom, 7, 0)
    || ',"properties":' || row_to_json(p) || '}}'
FROM layers_publication c JOIN layers_span t ON t.publication_id = c.number AND t.id = {id}
CROSS JOIN LATERAL (SELECT t.id, t.source_id, t.name, t.comuna_code, t.vnr_code, t.voltage_class, t.from_node, t.to_node,
    t.length_m, t.conductor_type, t.ampacity_a, t.phase_code, t.phase_count, t.feeder_id) p
WHERE c.is_current"""

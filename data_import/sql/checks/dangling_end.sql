SELECT 'equipos', origin, fid, id, field, node, 'el extremo no llega a ningún otro elemento'
FROM staged_equipos e, LATERAL (VALUES ('from_node', from_node), ('to_node', to_node)) ends (field, node)
WHERE node IS NOT NULL AND NOT EXISTS (SELECT FROM span_node s WHERE s.id = node) AND NOT EXISTS (SELECT
    FROM staged_alimentadores f WHERE f.source_node = node) AND NOT EXISTS (SELECT FROM staged_equipos o
    WHERE node IN (o.from_node, o.to_node) AND (o.origin, o.fid) <> (e.origin, e.fid))

SELECT 'alimentadores', f.origin, f.fid, f.id, 'source_node', f.source_node,
    'su nodo de distribución no está en la red'
FROM staged_alimentadores f
WHERE f.source_node IS NULL OR NOT EXISTS (SELECT FROM span_node s WHERE s.id = f.source_node) AND NOT
    EXISTS (SELECT FROM staged_equipos e WHERE f.source_node IN (e.from_node, e.to_node))

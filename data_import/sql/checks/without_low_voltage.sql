SELECT 'transformadores', origin, fid, id, 'to_node', to_node, 'sin vanos de baja tensión'
FROM staged_transformadores t
WHERE to_node IS NULL OR NOT EXISTS (SELECT FROM span_node s WHERE s.id = t.to_node)

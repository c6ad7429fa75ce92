SELECT 'generadores', g.origin, g.fid, g.id, 'node', g.node, 'no llega a ningún nodo ni transformador'
FROM staged_generadores g
WHERE NOT EXISTS (SELECT FROM known_node n WHERE n.id = g.node) AND NOT EXISTS (SELECT FROM
    staged_transformadores t WHERE t.id = g.transformer_id)

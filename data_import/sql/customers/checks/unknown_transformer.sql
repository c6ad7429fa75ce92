SELECT 'servicios', line, numero_cliente, 'transformador', transformador, 'no está en la red vigente'
FROM new_servicios s
WHERE transformador IS NOT NULL AND NOT EXISTS (SELECT FROM layers_transformer t JOIN layers_publication p
    ON p.number = t.publication_id AND p.is_current WHERE t.id = s.transformador)

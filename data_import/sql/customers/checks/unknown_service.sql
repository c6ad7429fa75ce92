SELECT layer, min(line), owner, field, number, 'no hay tal servicio'
FROM (
    SELECT 'boletas' layer, line, numero_cliente owner, 'numero_cliente' field, numero_cliente number FROM new_boletas
    UNION ALL SELECT 'contratos_eg', line, numero_cliente, 'numero_cliente', numero_cliente FROM new_contratos_eg
    UNION ALL SELECT 'repartos_eg', line, contrato, 'servicio', servicio FROM new_repartos_eg
    UNION ALL SELECT 'inyecciones', line, numero_cliente, 'numero_cliente', numero_cliente FROM new_inyecciones
    UNION ALL SELECT 'remanentes', line, numero_cliente, 'numero_cliente', numero_cliente FROM new_remanentes
    UNION ALL SELECT 'lecturas', line, numero_cliente, 'numero_cliente', numero_cliente FROM new_lecturas
    UNION ALL SELECT 'documentos_eg', line, numero_cliente, 'numero_cliente', numero_cliente FROM new_documentos_eg) r
WHERE NOT EXISTS (SELECT FROM new_servicios s WHERE s.numero_cliente = number)
    AND NOT EXISTS (SELECT FROM customers_service s WHERE s.number = r.number)
    AND NOT EXISTS (SELECT FROM refused_row f WHERE (f.layer, f.service) = ('servicios', r.number))
GROUP BY layer, owner, field, number

SELECT 'repartos_eg', min(line), contrato, 'contrato', contrato, 'no hay contrato EG de ese servicio'
FROM new_repartos_eg r
WHERE NOT EXISTS (SELECT FROM new_contratos_eg c WHERE c.numero_cliente = r.contrato)
    AND NOT EXISTS (SELECT FROM customers_egcontract c WHERE c.service_id = r.contrato)
    AND NOT EXISTS (SELECT FROM refused_row f WHERE (f.layer, f.service) = ('contratos_eg', r.contrato))
GROUP BY contrato

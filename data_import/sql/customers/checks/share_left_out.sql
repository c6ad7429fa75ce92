SELECT 'repartos_eg', min(line), contrato, 'servicio', servicio, 'el servicio quedó apartado'
FROM new_repartos_eg r JOIN left_out s ON s.service = r.servicio
WHERE NOT EXISTS (SELECT FROM customers_service c WHERE c.number = r.servicio)
    AND NOT EXISTS (SELECT FROM left_out o WHERE o.service = r.contrato)
GROUP BY contrato, servicio

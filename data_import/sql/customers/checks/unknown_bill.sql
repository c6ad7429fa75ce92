SELECT layer, min(line), numero_cliente, 'mes', to_char(mes, 'YYYY-MM'), 'no hay boleta de ese mes'
FROM (
    SELECT 'cargos' layer, line, numero_cliente, mes FROM new_cargos
    UNION ALL SELECT 'dte', line, numero_cliente, mes FROM new_dte) r
WHERE NOT EXISTS (SELECT FROM after_bill b WHERE (b.numero_cliente, b.mes) = (r.numero_cliente, r.mes))
    AND NOT EXISTS (SELECT FROM refused_row f WHERE (f.layer, f.service) = ('boletas', r.numero_cliente))
GROUP BY layer, numero_cliente, mes

SELECT CASE WHEN b.line IS NULL THEN 'cargos' ELSE 'boletas' END, coalesce(b.line, s.line), b.numero_cliente,
    'cargos_netos', b.cargos_netos::text, 'los cargos suman ' || s.total
FROM after_bill b JOIN bill_sum s USING (numero_cliente, mes)
WHERE b.cargos_netos <> s.total
    AND NOT EXISTS (SELECT FROM refused_row f WHERE (f.layer, f.service) = ('cargos', b.numero_cliente))

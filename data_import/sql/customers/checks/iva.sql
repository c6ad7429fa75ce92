SELECT CASE WHEN b.line IS NULL THEN 'cargos' ELSE 'boletas' END, coalesce(b.line, s.line), b.numero_cliente,
    'iva', b.iva::text, 'el 19 % de los cargos afectos es ' || floor(s.taxable * 0.19 + 0.5)
FROM after_bill b JOIN bill_sum s USING (numero_cliente, mes)
WHERE b.iva <> floor(s.taxable * 0.19 + 0.5)
    AND NOT EXISTS (SELECT FROM refused_row f WHERE (f.layer, f.service) = ('cargos', b.numero_cliente))

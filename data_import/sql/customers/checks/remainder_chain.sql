SELECT 'remanentes', coalesce(n.line, p.line), n.numero_cliente, 'remanente_anterior', n.remanente_anterior::text,
    format('el acumulado de %s es %s', to_char(p.mes, 'MM-YYYY'), p.remanente_acumulado)
FROM after_remainder n JOIN after_remainder p ON p.numero_cliente = n.numero_cliente
    AND p.mes = (n.mes - interval '1 month')::date
WHERE n.remanente_anterior <> p.remanente_acumulado AND coalesce(n.line, p.line) IS NOT NULL

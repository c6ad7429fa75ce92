SELECT 'lecturas', coalesce(n.line, p.line), n.numero_cliente, n.register || '_anterior', n.before::text,
    format('la actual de %s es %s', to_char(p.mes, 'MM-YYYY'), p.now)
FROM after_reading n JOIN after_reading p ON (p.numero_cliente, p.register) = (n.numero_cliente, n.register)
    AND p.mes = (n.mes - interval '1 month')::date
WHERE n.before <> p.now AND n.evento = '' AND coalesce(n.line, p.line) IS NOT NULL

SELECT 'servicios', line, numero_cliente, 'rut', rut, CASE WHEN is_refused THEN 'su cliente viene con errores'
    ELSE 'no hay tal cliente' END
FROM (
    SELECT s.*, EXISTS (SELECT FROM refused_row r WHERE r.layer = 'clientes'
        AND replace(s.rut, '-', '') = ltrim(upper(translate(r.service, '.- ', '')), '0')) is_refused
    FROM new_servicios s) s
WHERE is_refused OR NOT EXISTS (SELECT FROM new_clientes c WHERE c.rut = s.rut) AND NOT EXISTS (SELECT
    FROM customers_customer c WHERE c.rut = s.rut)

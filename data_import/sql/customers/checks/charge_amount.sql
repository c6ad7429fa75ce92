SELECT 'cargos', line, numero_cliente, 'monto', monto::text, 'cantidad × precio da ' || product
FROM (
    SELECT *, floor(cantidad * precio_unitario + 0.5) product
    FROM new_cargos) c
WHERE monto <> product

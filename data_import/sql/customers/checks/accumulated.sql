SELECT 'remanentes', line, numero_cliente, 'remanente_acumulado', remanente_acumulado::text,
    'disponible − aplicado − liquidado da ' || rest
FROM (
    SELECT *, disponible_descuento - descuento_aplicado - coalesce(monto_liquidacion, 0) rest
    FROM new_remanentes) r
WHERE abs(remanente_acumulado - rest) > 1

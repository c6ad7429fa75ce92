SELECT 'remanentes', line, numero_cliente, 'disponible_descuento', disponible_descuento::text,
    'inyección × precio + ajustado da ' || round(sum, 1)
FROM (
    SELECT *, inyeccion_kwh * precio_inyeccion + remanente_ajustado sum
    FROM new_remanentes) r
WHERE abs(disponible_descuento - sum) > 1

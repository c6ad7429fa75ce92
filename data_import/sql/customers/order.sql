-- A row that is 0 in every column is a month without data: unknown, not zero.
UPDATE new_remanentes
SET inyeccion_kwh = NULL, precio_inyeccion = NULL, remanente_anterior = NULL, remanente_ajustado = NULL,
    disponible_descuento = NULL, descuento_aplicado = NULL, remanente_acumulado = NULL, monto_liquidacion = NULL
WHERE fecha_liquidacion IS NULL AND 0 = ALL (ARRAY[coalesce(inyeccion_kwh, 0), coalesce(precio_inyeccion, 0),
    coalesce(remanente_anterior, 0), coalesce(remanente_ajustado, 0), coalesce(disponible_descuento, 0),
    coalesce(descuento_aplicado, 0), coalesce(remanente_acumulado, 0), coalesce(monto_liquidacion, 0)]);
UPDATE new_lecturas
SET inyeccion_kwh = NULL, inyeccion_anterior = NULL, inyeccion_actual = NULL
WHERE coalesce(inyeccion_kwh, 0) = 0 AND coalesce(inyeccion_anterior, 0) = 0 AND coalesce(inyeccion_actual, 0) = 0;

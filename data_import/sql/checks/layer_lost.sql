SELECT layer, NULL::smallint, NULL::bigint, NULL, NULL, CASE read WHEN 1 THEN '1 fila' ELSE read || ' filas' END,
    'se perdieron todas las filas de la capa'
FROM import_tally
WHERE read > 0 AND taken = 0

SELECT layer, NULL::smallint, NULL::bigint, NULL, NULL, read || ' filas',
    'se perdieron todas las filas de la capa'
FROM import_tally
WHERE read > 0 AND taken = 0

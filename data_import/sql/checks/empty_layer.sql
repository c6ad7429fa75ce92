SELECT layer, NULL::smallint, NULL::bigint, NULL, NULL, NULL, 'la capa ' || source || ' viene sin filas'
FROM (
    SELECT *, sum(read) OVER (PARTITION BY layer) of_layer
    FROM import_tally) t
WHERE read = 0 AND (of_layer > 0 OR layer NOT IN ('subestaciones', 'alimentadores', 'vanos', 'transformadores'))

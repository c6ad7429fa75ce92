SELECT layer, NULL::smallint, NULL::bigint, NULL, NULL, NULL, 'la entrega no trae ni uno'
FROM (
    SELECT layer, sum(read) read
    FROM import_tally
    GROUP BY layer
    UNION ALL
    SELECT 'vanos', 0
    WHERE NOT EXISTS (SELECT FROM import_tally WHERE layer = 'vanos')) layers
WHERE read = 0 AND layer IN ('subestaciones', 'alimentadores', 'vanos', 'transformadores')

SELECT 'demandas', d.origin, d.fid, d.asset_id, 'asset_id', d.layer || '/' || d.asset_id,
    'no hay tal elemento'
FROM staged_demandas d
WHERE NOT EXISTS (SELECT FROM staged_alimentadores a WHERE d.layer = 'alimentadores' AND a.id = d.asset_id)
    AND NOT EXISTS (SELECT FROM staged_transformadores t WHERE d.layer = 'transformadores' AND t.id =
    d.asset_id)

SELECT 'demandas', origin, fid, layer || '/' || asset_id, 'minimum', minimum::text, 'mayor que la máxima, '
    || maximum
FROM staged_demandas
WHERE minimum > maximum

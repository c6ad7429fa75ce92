SELECT 'vanos', NULL::smallint, NULL::bigint, NULL, NULL, NULL, 'la entrega no trae ni un vano'
WHERE NOT EXISTS (SELECT FROM staged_vanos)

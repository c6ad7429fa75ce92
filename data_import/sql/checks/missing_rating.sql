SELECT 'transformadores', origin, fid, id, 'rated_power_kva', NULL, 'capacidad cero o sin informar'
FROM staged_transformadores
WHERE rated_power_kva IS NULL
UNION ALL
SELECT 'conductores', origin, fid, id, 'ampacity_a', NULL, 'corriente admisible cero o sin informar'
FROM staged_conductores
WHERE ampacity_a IS NULL
UNION ALL
SELECT 'vanos', v.origin, v.fid, v.id, 'ampacity_a', NULL, 'sin corriente admisible ni conductor que la dé'
FROM staged_vanos v
WHERE ampacity_a IS NULL AND conductor_id IS NULL

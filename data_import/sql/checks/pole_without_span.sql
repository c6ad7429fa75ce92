SELECT 'postes', origin, fid, id, 'id', id, 'no lleva ningún vano'
FROM staged_postes p
WHERE NOT EXISTS (SELECT FROM used_pole u WHERE u.id = p.id)

CREATE TEMP TABLE used_pole ON COMMIT DROP AS
SELECT from_pole id
FROM staged_vanos
UNION
SELECT to_pole
FROM staged_vanos
UNION
SELECT n.pole_id
FROM staged_nodos n
JOIN span_node s ON s.id = n.id

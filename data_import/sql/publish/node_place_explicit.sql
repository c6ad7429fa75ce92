CREATE TEMP TABLE node_place ON COMMIT DROP AS
SELECT id, pole_id, geom
FROM staged_nodos

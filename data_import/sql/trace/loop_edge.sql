CREATE TEMP TABLE loop_edge ON COMMIT DROP AS
SELECT layer, origin, fid, id
FROM graph_edge
WHERE e = ANY({edges}::int[])

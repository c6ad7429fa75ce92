CREATE TEMP TABLE traced_edge ON COMMIT DROP AS
SELECT e.layer, e.origin, e.fid, e.id, e.feeder_id, e.closed, coalesce(b.feeder_id, a.feeder_id)
    traced_feeder, coalesce(b.transformer_id, a.transformer_id) transformer_id
FROM graph_edge e
JOIN node_trace a ON a.n = e.a
JOIN node_trace b ON b.n = e.b

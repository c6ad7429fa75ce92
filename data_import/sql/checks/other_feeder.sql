SELECT layer, origin, fid, id, 'feeder_id', feeder_id, 'declara un alimentador, pero cuelga de ' ||
    traced_feeder
FROM traced_edge
WHERE closed AND feeder_id <> traced_feeder

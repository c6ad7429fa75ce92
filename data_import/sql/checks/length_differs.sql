SELECT 'vanos', origin, fid, id, 'length_m', round(length_m::numeric, 1)::text,
    'difiere del trazado, que mide ' || round(drawn_m::numeric, 1) || ' m'
FROM (
    SELECT *, st_length(geom::geography) drawn_m
    FROM staged_vanos
    WHERE length_m IS NOT NULL) v
WHERE abs(length_m - drawn_m) > 5 AND abs(length_m - drawn_m) > 0.05 * drawn_m

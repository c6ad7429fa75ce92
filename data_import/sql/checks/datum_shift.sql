SELECT 'transformadores', NULL::smallint, NULL::bigint, NULL::text, 'geometry',
    format('%s m al este, %s m al norte', round(east), round(north)),
    'toda la red se corrió en bloque respecto de la publicación vigente: ¿datum PSAD56 o SAD69 leído como WGS84?'
FROM (
    SELECT count(*) n, percentile_cont(0.5) WITHIN GROUP (ORDER BY dx) east, percentile_cont(0.5) WITHIN
        GROUP (ORDER BY dy) north, stddev(dx) + stddev(dy) spread
    FROM (SELECT (st_x(t.geom) - st_x(o.geom)) * 111320 * cos(radians(st_y(o.geom))) dx, (st_y(t.geom) -
        st_y(o.geom)) * 110574 dy FROM staged_transformadores t JOIN layers_transformer o ON o.id = t.id
        JOIN layers_publication p ON p.number = o.publication_id AND p.is_current) d) s
WHERE n >= 10 AND spread < 20 AND sqrt(east * east + north * north) BETWEEN 40 AND 700

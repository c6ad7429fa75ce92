SELECT coalesce(l.feeder_id, '-') id, CASE phase_count WHEN 3 THEN 'at_trifasico' WHEN 2 THEN 'at_bifasico'
    WHEN 1 THEN 'at_monofasico' ELSE 'at_sin_dato' END kind, l.feeder_id, phase_count, f.name label, 10
    min_zoom, 12 max_zoom, 4 - coalesce(phase_count, 0) rank, st_transform(l.geom, 4326) geom
FROM (
    SELECT feeder_id, phase_count, st_simplify(st_linemerge(st_collect(geom)), {detail_12}, true) geom
    FROM (SELECT feeder_id, phase_count, st_transform(geom, 3857) geom FROM {spans} WHERE voltage_class IS
        DISTINCT FROM 'BT') s
    GROUP BY feeder_id, phase_count, floor(st_xmin(geom) / 9784), floor(st_ymin(geom) / 9784)) l
LEFT JOIN {feeders} f ON f.id = l.feeder_id
UNION ALL
SELECT coalesce(l.feeder_id, '-'), 'alimentador', l.feeder_id, NULL, f.name, 0, 9, 0, st_transform(l.geom,
    4326)
FROM (
    SELECT feeder_id, st_collect(st_simplify(line, {detail_9})) geom
    FROM (SELECT feeder_id, (st_dump(st_linemerge(st_collect(st_transform(geom, 3857))))).geom line FROM
        {spans} WHERE voltage_class IS DISTINCT FROM 'BT' GROUP BY feeder_id) m
    WHERE st_length(line) > {detail_9}
    GROUP BY feeder_id) l
LEFT JOIN {feeders} f ON f.id = l.feeder_id

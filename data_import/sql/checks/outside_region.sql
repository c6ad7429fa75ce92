SELECT {layer}, origin, fid, id, 'geometry', st_astext(st_pointonsurface(t.geom), 5),
    'cae fuera de la región del mapeo'
FROM {table} t
WHERE NOT t.geom @ (SELECT r.geom FROM import_region r)

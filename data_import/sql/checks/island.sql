SELECT layer, origin, fid, id, 'feeder_id', nodes || ' nodos', 'isla: ningún alimentador llega hasta aquí'
FROM island

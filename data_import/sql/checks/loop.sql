SELECT layer, origin, fid, id, 'from_node', NULL, 'cierra un anillo o une dos alimentadores'
FROM loop_edge

SELECT layer, origin, fid, value, field, value, reason
FROM unclaimed_geometry

SELECT {layer}, origin, fid, id, 'phase_code', phase_code, 'no nombra ninguna fase'
FROM {table}
WHERE upper(phase_code) !~ '[RST]'

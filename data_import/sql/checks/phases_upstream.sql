SELECT layer, origin, fid, id, 'phase_code', phase_code, 'lleva fases que no trae lo que lo alimenta: ' ||
    upstream_phases
FROM edge_phases
WHERE translate(upper(phase_code), upper(upstream_phases) || '+N', '') <> ''

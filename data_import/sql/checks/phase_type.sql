SELECT 'transformadores', origin, fid, id, 'phase_code', phase_code, 'no calza con el tipo ' ||
    transformer_type
FROM staged_transformadores
WHERE length(translate(upper(phase_code), '+N', '')) <> CASE transformer_type WHEN 'MONOFASICO' THEN 1 WHEN
    'BIFASICO' THEN 2 WHEN 'TRIFASICO' THEN 3 END

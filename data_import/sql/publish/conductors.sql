INSERT INTO {table} (publication_id, id, name, material, section_mm2, r_ohm_per_km, x_ohm_per_km,
    ampacity_a, source)
SELECT {number}, id, name, material, section_mm2, r_ohm_per_km, x_ohm_per_km, ampacity_a, source
FROM staged_conductores

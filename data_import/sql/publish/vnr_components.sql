INSERT INTO {table} (publication_id, code, key, fraction)
SELECT {number}, code, key, fraction
FROM staged_vnr_recargos

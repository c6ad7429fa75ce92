INSERT INTO {table} (publication_id, code, description, unit_price_clp)
SELECT {number}, code, description, unit_price_clp
FROM staged_vnr

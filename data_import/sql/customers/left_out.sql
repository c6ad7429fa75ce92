CREATE TEMP TABLE left_out ON COMMIT DROP AS
SELECT DISTINCT asset_id service
FROM import_finding
WHERE severity = 'set_aside' AND layer <> 'clientes' AND asset_id IS NOT NULL

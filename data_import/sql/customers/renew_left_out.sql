DELETE FROM customers_setaside s
USING delivered_service d
WHERE d.number = s.service_number;
INSERT INTO customers_setaside (delivery_id, service_number, findings)
SELECT {delivery}, left(service, 20), jsonb_agg(jsonb_build_object('check', kind, 'layer', layer, 'line', fid, 'field', field,
    'value', value, 'reason', reason) ORDER BY kind, layer, fid, field) FILTER (WHERE place <= {limit})
FROM (
    SELECT o.service, f.*, row_number() OVER (PARTITION BY o.service ORDER BY kind, layer, fid, field) place
    FROM left_out o JOIN import_finding f ON f.asset_id = o.service AND f.severity = 'set_aside') f
GROUP BY service

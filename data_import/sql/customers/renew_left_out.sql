-- Numbers longer than a service's may begin alike: they are one row.
DELETE FROM customers_setaside s
USING delivered_service d
WHERE left(d.number, 20) = s.service_number;
INSERT INTO customers_setaside (delivery_id, service_number, findings)
SELECT {delivery}, service, jsonb_agg(jsonb_build_object('check', kind, 'layer', layer, 'line', fid, 'field', field,
    'value', value, 'reason', reason) ORDER BY kind, layer, fid, field) FILTER (WHERE place <= {limit})
FROM (
    SELECT left(o.service, 20) service, f.kind, f.layer, f.fid, f.field, f.value, f.reason,
        row_number() OVER (PARTITION BY left(o.service, 20) ORDER BY kind, layer, fid, field) place
    FROM left_out o JOIN import_finding f ON f.asset_id = o.service AND f.severity = 'set_aside') f
GROUP BY service

-- What will stand once the delivery is merged, of the services it speaks of: its rows, and the kept ones beside them.
CREATE TEMP TABLE refused_row ON COMMIT DROP AS
SELECT DISTINCT layer, asset_id service
FROM import_finding
WHERE kind IN ('row_refused', 'repeated_key');
CREATE TEMP TABLE delivered_service ON COMMIT DROP AS
SELECT DISTINCT number
FROM (
    SELECT numero_cliente FROM new_servicios
    UNION ALL SELECT numero_cliente FROM new_boletas
    UNION ALL SELECT numero_cliente FROM new_cargos
    UNION ALL SELECT numero_cliente FROM new_dte
    UNION ALL SELECT numero_cliente FROM new_contratos_eg
    UNION ALL SELECT contrato FROM new_repartos_eg
    UNION ALL SELECT numero_cliente FROM new_inyecciones
    UNION ALL SELECT numero_cliente FROM new_remanentes
    UNION ALL SELECT numero_cliente FROM new_lecturas
    UNION ALL SELECT numero_cliente FROM new_documentos_eg
    UNION ALL SELECT service FROM refused_row WHERE layer <> 'clientes') s (number)
WHERE number IS NOT NULL;
ANALYZE delivered_service;
CREATE TEMP TABLE bill_sum ON COMMIT DROP AS
SELECT numero_cliente, mes, sum(monto) total, coalesce(sum(monto) FILTER (WHERE afecto), 0) taxable, min(line) line
FROM (
    SELECT line, numero_cliente, mes, monto, afecto
    FROM new_cargos
    UNION ALL
    SELECT NULL, n.numero_cliente, n.mes, c.amount_clp, c.is_taxable
    FROM new_boletas n JOIN customers_bill b ON (b.service_id, b.month) = (n.numero_cliente, n.mes)
        JOIN customers_charge c ON c.bill_id = b.id
    WHERE NOT EXISTS (SELECT FROM new_cargos d WHERE (d.numero_cliente, d.mes) = (n.numero_cliente, n.mes))) c
GROUP BY numero_cliente, mes;
CREATE TEMP TABLE after_bill ON COMMIT DROP AS
SELECT line, numero_cliente, mes, cargos_netos, iva
FROM new_boletas
UNION ALL
SELECT NULL, b.service_id, b.month, b.net_charges_clp, b.iva_clp
FROM customers_bill b JOIN delivered_service d ON d.number = b.service_id
WHERE NOT EXISTS (SELECT FROM new_boletas n WHERE (n.numero_cliente, n.mes) = (b.service_id, b.month));
CREATE TEMP TABLE after_remainder ON COMMIT DROP AS
SELECT line, numero_cliente, mes, remanente_anterior, remanente_ajustado, remanente_acumulado
FROM new_remanentes
UNION ALL
SELECT NULL, r.service_id, r.month, r.previous_clp, r.adjusted_clp, r.accumulated_clp
FROM customers_remainder r JOIN delivered_service d ON d.number = r.service_id
WHERE NOT EXISTS (SELECT FROM new_remanentes n WHERE (n.numero_cliente, n.mes) = (r.service_id, r.month));
CREATE TEMP TABLE after_reading ON COMMIT DROP AS
SELECT l.line, l.numero_cliente, l.mes, l.evento, s.*
FROM new_lecturas l, LATERAL (VALUES ('inyeccion', inyeccion_kwh, inyeccion_anterior, inyeccion_actual),
    ('consumo', consumo_kwh, consumo_anterior, consumo_actual)) s (register, energy, before, now)
UNION ALL
SELECT NULL, r.service_id, r.month, r.event, s.*
FROM customers_reading r JOIN delivered_service d ON d.number = r.service_id,
    LATERAL (VALUES ('inyeccion', injection_kwh, injection_before_kwh, injection_now_kwh),
    ('consumo', consumption_kwh, consumption_before_kwh, consumption_now_kwh)) s (register, energy, before, now)
WHERE NOT EXISTS (SELECT FROM new_lecturas n WHERE (n.numero_cliente, n.mes) = (r.service_id, r.month));
CREATE TEMP TABLE after_index ON COMMIT DROP AS
SELECT mes, variacion
FROM new_ipc
UNION ALL
SELECT month, variation
FROM customers_priceindex p
WHERE NOT EXISTS (SELECT FROM new_ipc n WHERE n.mes = p.month);
ANALYZE bill_sum;
ANALYZE after_bill;
ANALYZE after_remainder;
ANALYZE after_reading;

SELECT 'dte', line, numero_cliente, 'folio', folio::text, 'es también el de otra boleta'
FROM (
    SELECT *, count(*) OVER (PARTITION BY tipo, folio) copies
    FROM new_dte) n
WHERE copies > 1 OR EXISTS (SELECT FROM customers_dte d JOIN customers_bill b ON b.id = d.bill_id
    WHERE (d.document_type, d.folio) = (n.tipo::smallint, n.folio) AND NOT EXISTS (SELECT FROM new_dte o
    WHERE (o.numero_cliente, o.mes) = (b.service_id, b.month)))

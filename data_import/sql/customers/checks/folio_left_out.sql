SELECT 'dte', n.line, n.numero_cliente, 'folio', n.folio::text, 'lo conserva el servicio ' || b.service_id || ', que quedó apartado'
FROM new_dte n JOIN customers_dte d ON (d.document_type, d.folio) = (n.tipo::smallint, n.folio)
    JOIN customers_bill b ON b.id = d.bill_id JOIN left_out s ON s.service = b.service_id
WHERE b.service_id <> n.numero_cliente AND NOT EXISTS (SELECT FROM left_out o WHERE o.service = n.numero_cliente)

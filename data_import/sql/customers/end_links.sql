-- Accounts see a service with its holder's leave: a new holder has given none.
UPDATE customers_servicelink l
SET revoked_at = now()
FROM customers_replacedrow r JOIN customers_service s ON s.number = r.service_number
WHERE r.delivery_id = {delivery} AND r."table" = 'customers_service' AND r."row" ->> 'customer_id' <> s.customer_id
    AND l.service_id = s.number AND l.revoked_at IS NULL

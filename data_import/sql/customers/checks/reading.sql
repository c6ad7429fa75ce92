SELECT 'lecturas', line, numero_cliente, register || '_kwh', energy::text, 'la diferencia de lecturas es ' || now - before
FROM after_reading
WHERE line IS NOT NULL AND evento = '' AND now >= before AND abs(now - before - energy) > {within_kwh}

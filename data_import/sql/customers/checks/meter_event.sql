SELECT 'lecturas', line, numero_cliente, register || '_actual', now::text,
    'es menor que la anterior, ' || before || ': diga en evento si cambió el medidor o dio la vuelta'
FROM after_reading
WHERE line IS NOT NULL AND evento = '' AND now < before

SELECT layer, line, numero_cliente, 'mes', to_char(mes, 'YYYY-MM'), 'el mes aún no llega'
FROM (
    SELECT 'boletas' layer, line, numero_cliente, mes FROM new_boletas
    UNION ALL SELECT 'inyecciones', line, numero_cliente, mes FROM new_inyecciones
    UNION ALL SELECT 'remanentes', line, numero_cliente, mes FROM new_remanentes
    UNION ALL SELECT 'lecturas', line, numero_cliente, mes FROM new_lecturas) m
WHERE mes > {today}::date

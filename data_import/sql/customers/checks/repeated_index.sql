SELECT 'ipc', line, NULL, 'mes', to_char(mes, 'YYYY-MM'), CASE WHEN copy > 1 THEN 'el mes viene dos veces'
    ELSE 'el mes aún no llega' END
FROM (
    SELECT *, row_number() OVER (PARTITION BY mes ORDER BY line) copy
    FROM new_ipc) i
WHERE copy > 1 OR mes > {today}::date

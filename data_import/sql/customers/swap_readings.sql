-- The headings of one register are swapped where every row of the service says so: before − now = energy.
WITH swapped AS (
    SELECT numero_cliente, min(line) line, count(*) n
    FROM new_lecturas
    WHERE {energy} IS NOT NULL AND {before} IS NOT NULL AND {now} IS NOT NULL
    GROUP BY numero_cliente
    HAVING bool_and({before} >= {now} AND abs({before} - {now} - {energy}) <= {within_kwh} OR evento <> '')
        AND bool_or({before} > {now} AND evento = '')
), put_right AS (
    UPDATE new_lecturas l
    SET {before} = l.{now}, {now} = l.{before}
    FROM swapped s
    WHERE s.numero_cliente = l.numero_cliente
)
INSERT INTO import_finding (kind, severity, layer, fid, asset_id, field, value, reason)
SELECT 'readings_swapped', 'warning', 'lecturas', line, numero_cliente, {field}, NULL,
    format('anterior y actual venían con los encabezados cambiados en %s: se pusieron en orden',
        CASE n WHEN 1 THEN '1 fila' ELSE n || ' filas' END)
FROM swapped

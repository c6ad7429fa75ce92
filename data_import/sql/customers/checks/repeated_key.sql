SELECT {layer}, line, {owner}, {field}, value, 'la fila ya viene en la línea ' || first
FROM (
    SELECT *, concat_ws(', ', {value}) value, first_value(line) OVER same first, row_number() OVER same copy
    FROM {table}
    WINDOW same AS (PARTITION BY {key} ORDER BY line)) d
WHERE copy > 1

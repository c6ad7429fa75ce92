DELETE FROM {table} t
USING (
    SELECT line, row_number() OVER (PARTITION BY {key} ORDER BY line) copy
    FROM {table}) d
WHERE d.line = t.line AND d.copy > 1

INSERT INTO {model} ({targets})
SELECT {targets}
FROM {taken} v
ON CONFLICT ({key}) DO NOTHING

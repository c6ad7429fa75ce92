INSERT INTO {model} ({targets})
SELECT {targets}
FROM {taken} v
WHERE NOT EXISTS (SELECT FROM {model} t WHERE {same})

INSERT INTO customers_replacedrow (delivery_id, "table", service_number, "row")
SELECT {delivery}, {table_name}, v.owner, to_jsonb(t)
FROM {model} t JOIN {taken} v ON {same}
WHERE {differs}

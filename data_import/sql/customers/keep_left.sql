INSERT INTO customers_replacedrow (delivery_id, "table", service_number, "row")
SELECT {delivery}, {table_name}, {owner}, to_jsonb(t)
FROM {model} t
WHERE t.{group} IN (SELECT {group} FROM {taken}) AND NOT EXISTS (SELECT FROM {taken} v WHERE {same})

DELETE FROM {model} t
WHERE t.{group} IN (SELECT {group} FROM {taken}) AND NOT EXISTS (SELECT FROM {taken} v WHERE {same})

SELECT {layer}, t.origin, t.fid, t.{id}, {field_name}, t.{field}, {reason}
FROM {table} t
WHERE t.{field} IS NOT NULL AND NOT EXISTS (SELECT FROM {other} o WHERE o.{other_id} = t.{field})

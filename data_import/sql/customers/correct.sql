UPDATE {model} t
SET {changes}
FROM {taken} v
WHERE {same} AND {differs}

DELETE FROM {model} t
USING {taken} v
WHERE {same} AND {differs}

WITH differing AS (
    SELECT {key}, CASE WHEN o.publication_id IS NULL THEN 'added' WHEN n.publication_id IS NULL THEN 'gone' ELSE
        'changed' END kind
    FROM {new} n
    FULL JOIN {old} o USING ({key})
    WHERE n.publication_id IS NULL OR o.publication_id IS NULL OR {differs}),
ranked AS (
    SELECT *, count(*) OVER (PARTITION BY kind) of_kind, row_number() OVER (PARTITION BY kind ORDER BY {key}) place
    FROM differing)
SELECT k.kind, k.of_kind, concat_ws('/', {kept_key}), {values}, st_x({point}), st_y({point})
FROM ranked k
LEFT JOIN {new} n USING ({key})
LEFT JOIN {old} o USING ({key})
WHERE k.place <= {most}
ORDER BY k.kind, k.place

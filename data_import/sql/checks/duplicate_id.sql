SELECT {layer}, origin, fid, {id}, {id_name}, ({key})::text, 'el identificador se repite'
FROM (
    SELECT *, row_number() OVER (PARTITION BY {key} ORDER BY origin, fid) copy
    FROM {table}) d
WHERE copy > 1

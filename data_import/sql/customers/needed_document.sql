CREATE TEMP TABLE needed_document ON COMMIT DROP AS
SELECT *
FROM delivered_document
WHERE fault IS NULL AND file_id IN ({named})

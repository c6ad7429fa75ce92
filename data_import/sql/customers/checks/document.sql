SELECT w.layer, w.line, w.service, w.field, w.name, d.reason
FROM wanted_document w JOIN delivered_document d USING (name)
WHERE d.fault = {key}

CREATE TEMP TABLE import_region ON COMMIT DROP AS
SELECT st_makeenvelope({west}, {south}, {east}, {north}, 4326) geom

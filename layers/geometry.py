"""Reference systems, said once. Geometry is stored as longitude, latitude (x, y) in WGS84."""

STORAGE_SRID = 4326
WEB_SRID = 3857
#: Length and area where nothing better is known; a publication carries its own (`metric_srid`).
CHILE_METRIC_SRID = 32718
CRS84_URI = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
EPSG_4326_URI = "http://www.opengis.net/def/crs/EPSG/0/4326"
WEB_MERCATOR_URI = "http://www.opengis.net/def/crs/EPSG/0/3857"

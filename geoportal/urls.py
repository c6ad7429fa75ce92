from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from geoportal.favicon import favicon
from geoportal.health import healthz, readyz
from geoportal.map_page import map_page

handler404 = "geoportal.error_pages.not_found"
handler500 = "geoportal.error_pages.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", map_page, name="map"),
    path("favicon.ico", favicon),
    path("healthz", healthz),
    path("readyz", readyz),
    path("administracion/", admin.site.urls),
    path("", include("accounts.urls")),
    path("", include("customers.urls")),
    path("", include("geoportal.api_urls")),
    path("", include("capacity.urls")),
    path("", include("layers.data_urls")),
    path("", include("layers.urls")),
    path("", include("data_import.desk.urls")),
]

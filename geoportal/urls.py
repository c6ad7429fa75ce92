from django.urls import URLPattern, URLResolver, include, path

from geoportal.health import healthz, readyz

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz),
    path("readyz", readyz),
    path("", include("layers.api.urls")),
]

"""The API of all apps. That of layers comes last: it answers whatever else lies under /api/."""

from django.urls import include, path

urlpatterns = [
    path("", include("capacity.api.urls")),
    path("", include("layers.api.urls")),
]

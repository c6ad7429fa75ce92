from django.urls import path, re_path

from layers.api.documents import CollectionsView, CollectionView, ConformanceView, LandingView, SchemaView
from layers.api.features import ItemsView, ItemView
from layers.api.identify import IdentifyView
from layers.api.openapi import DocsView, OpenApiView
from layers.api.paths import NeighboursView, PathView
from layers.api.search import SearchView
from layers.api.tiles import TilesetsView, TilesetView, TileView
from layers.api.views import UnknownView

urlpatterns = [
    # Asked most, so looked at first
    path("api/collections/<str:layer>/tiles/WebMercatorQuad/<int:z>/<int:y>/<int:x>", TileView.as_view()),
    path("api/collections/<str:layer>/items/<path:asset_id>", ItemView.as_view()),
    # What leads to the data
    path("api", LandingView.as_view()),
    path("api/", LandingView.as_view(), name="api"),
    path("api/conformance", ConformanceView.as_view()),
    path("api/openapi.json", OpenApiView.as_view(), name="openapi"),
    path("api/docs/", DocsView.as_view(), name="api-docs"),
    # /api/collections
    path("api/collections", CollectionsView.as_view()),
    path("api/collections/<str:layer>", CollectionView.as_view()),
    path("api/collections/<str:layer>/schema", SchemaView.as_view()),
    path(
        "api/collections/<str:layer>/queryables",
        SchemaView.as_view(for_queries=True, summary="Propiedades por las que se filtra"),
    ),
    path("api/collections/<str:layer>/items", ItemsView.as_view()),
    path("api/collections/<str:layer>/tiles", TilesetsView.as_view()),
    path("api/collections/<str:layer>/tiles/WebMercatorQuad", TilesetView.as_view()),
    # The map's questions
    path("api/identify", IdentifyView.as_view()),
    path("api/path", PathView.as_view()),
    path("api/neighbours", NeighboursView.as_view()),
    path("api/search", SearchView.as_view()),
    re_path(r"^api/[\s\S]*$", UnknownView.as_view()),
]

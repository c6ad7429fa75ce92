"""What one would write without much thought, serializers of Django REST framework; and with some, one prepared statement."""

import json

import psycopg
from django.contrib.gis.geos import Polygon
from django.db import connection
from django.http import HttpResponse
from django.urls import path
from rest_framework.generics import ListAPIView, RetrieveAPIView
from rest_framework_gis.serializers import GeoFeatureModelSerializer

from layers.models import Span
from tests.bench.support.statements import ITEM

HALF_WORLD_M = 20_037_508.342789244


class TileSpanSerializer(GeoFeatureModelSerializer):
    class Meta:
        model = Span
        geo_field = "geom"
        fields = ("id", "voltage_class", "feeder_id", "phase_count", "conductor_type", "length_m")


class TileSpans(ListAPIView):
    serializer_class = TileSpanSerializer
    pagination_class = None

    def get_queryset(self):
        return Span.objects.filter(publication__is_current=True, geom__bboverlaps=tile_box(**self.kwargs))


def tile_box(z: int, y: int, x: int) -> Polygon:
    side = 2 * HALF_WORLD_M / 2**z
    west, north = x * side - HALF_WORLD_M, HALF_WORLD_M - y * side
    box = Polygon.from_bbox((west, north - side, west + side, north))
    box.srid = 3857
    box.transform(4326)
    return box


class SpanSerializer(GeoFeatureModelSerializer):
    class Meta:
        model = Span
        geo_field = "geom"
        id_field = "id"
        exclude = ("pk", "publication")


class SpanDetail(RetrieveAPIView):
    queryset = Span.objects.filter(publication__is_current=True)
    serializer_class = SpanSerializer
    lookup_field = "id"


def raw_item(request, asset_id: str) -> HttpResponse:
    """One statement, prepared on the connection, its answer passed on as it is."""
    connection.ensure_connection()
    with psycopg.Cursor(connection.connection) as cursor:
        found = cursor.execute(ITEM.format(id="%(id)s"), {"id": asset_id}).fetchone()
    if found is None:
        return HttpResponse(json.dumps({"detail": "not found"}), status=404, content_type="application/json")
    return HttpResponse(found[0], content_type="application/geo+json")


urlpatterns = [
    path("drf/tiles/<int:z>/<int:y>/<int:x>", TileSpans.as_view()),
    path("drf/items/<str:id>", SpanDetail.as_view()),
    path("raw/items/<str:asset_id>", raw_item),
]

"""Lists of features and single ones."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Func, QuerySet, TextField, Value
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from rest_framework.request import Request

from layers.api.documents import stamp
from layers.api.filters import BBOX, BBOX_CRS, CRS, DATETIME, at_time, field_parameter, in_boxes, with_values
from layers.api.links import GEOJSON, JSON, Links
from layers.api.parameters import LARGEST, PUBLICATION, Parameter, between, one_of, whole, whole_schema
from layers.api.problems import Problem
from layers.api.schemas import INTEGER, LINKS, STRING
from layers.api.schemas import PUBLICATION as PUBLICATION_STAMP
from layers.api.serializers import feature_serializer
from layers.api.views import ApiView, LeanView, Reference, asked_layer, asked_publication, json_answer
from layers.catalogue import MapLayer
from layers.columns import GEOMETRY
from layers.crs import Crs
from layers.geometry import STORAGE_SRID
from layers.items import find_item
from layers.labels import asset_page
from layers.models import Publication

PAGE, LARGEST_PAGE = 100, 10_000
FORMAT = Parameter("f", one_of(["json", "geojson"]), "Formato", {"type": "string", "enum": ["json", "geojson"]})


def page_size(value: str) -> int:
    """More than the largest page is the largest page, as the standard has it."""
    return min(between(1, LARGEST, whole)(value), LARGEST_PAGE)


LIMIT = Parameter("limit", page_size, "Cuántos elementos por página", whole_schema(1, LARGEST_PAGE, PAGE), default=PAGE)
OFFSET = Parameter(
    "offset", between(0, LARGEST, whole), "Cuántos elementos saltar", whole_schema(0, LARGEST, 0), default=0
)


COLLECTION_MEMBERS = {
    "type": {**STRING, "enum": ["FeatureCollection"]},
    "numberMatched": INTEGER,
    "numberReturned": INTEGER,
    "timeStamp": {**STRING, "format": "date-time"},
    "links": LINKS,
    **PUBLICATION_STAMP,
}


@dataclass(frozen=True)
class Page:
    features: list[dict]
    matched: int
    offset: int
    limit: int

    @property
    def has_next(self) -> bool:
        return self.offset + len(self.features) < self.matched and bool(self.features)


class ItemsView(ApiView):
    summary = "Elementos de la capa"
    media = GEOJSON

    def parameters(self, layer: Any) -> Iterable[Parameter]:
        fields = (field_parameter(layer, field) for field in layer.fields)
        return (BBOX, BBOX_CRS, CRS, DATETIME, LIMIT, OFFSET, PUBLICATION, FORMAT, *fields)

    def answer_schema(self, layer: Any, reference: Reference) -> dict:
        features = {"type": "array", "items": reference(feature_serializer(layer))}
        return {
            "type": "object",
            "required": ["type", "features"],
            "properties": {**COLLECTION_MEMBERS, "features": features},
        }

    def get(self, request: Request, layer: str) -> HttpResponse:
        found = asked_layer(layer)
        asked = self.asked(request, found)
        publication = asked_publication(asked["publication"])
        page = feature_page(found, publication, asked)
        return page_answer(request, found, publication, page, asked)


def feature_page(layer: MapLayer, publication: Publication, asked: dict) -> Page:
    rows = matching(layer, publication, asked)
    matched, start, crs = rows.count(), asked["offset"], asked["crs"]
    found = drawn(rows, crs).order_by(layer.id_column)[start : start + asked["limit"]]
    serializer = feature_serializer(layer)(found, many=True, context={"stamp": stamp(publication)})
    return Page(serializer.data["features"] if matched > start else [], matched, start, asked["limit"])


def matching(layer: MapLayer, publication: Publication, asked: dict) -> QuerySet:
    rows = with_values(layer.queryset(publication), layer, asked)
    rows = in_boxes(rows, asked["bbox"], asked["bbox-crs"])
    return at_time(rows, asked["datetime"], publication.cutoff_on)


def drawn(rows: QuerySet, crs: Crs) -> QuerySet:
    """Rows whose geometry PostGIS writes as GeoJSON, in the units and axis order of `crs`."""
    shape: F | Func = F(GEOMETRY)
    if crs.srid != STORAGE_SRID:
        shape = Func(shape, Value(crs.srid), function="ST_Transform")
    if crs.latitude_first:
        shape = Func(shape, function="ST_FlipCoordinates")
    # The last argument leaves out PostGIS' own `crs` member, which GeoJSON has not had since 2016.
    text = Func(shape, Value(crs.decimals), Value(0), function="ST_AsGeoJSON", output_field=TextField())
    return rows.defer(GEOMETRY).annotate(drawn=text)


def page_answer(request: Request, layer: MapLayer, publication: Publication, page: Page, asked: dict) -> HttpResponse:
    links = page_links(request, layer, page, Links.of(request, asked["publication"]))
    document = {
        "type": "FeatureCollection",
        "numberMatched": page.matched,
        "numberReturned": len(page.features),
        "timeStamp": timezone.now().strftime("%Y-%m-%dT%H:%M:%SZ"),
        **stamp(publication),
        "links": links,
        "features": page.features,
    }
    response = json_answer(document, GEOJSON)
    response["Content-Crs"] = f"<{asked['crs'].uri}>"
    return response


def page_links(request: Request, layer: MapLayer, page: Page, links: Links) -> list[dict]:
    path, query = f"/api/collections/{layer.id}/items", request.GET.dict()
    found = [links.link("self", path, GEOJSON, "Esta página", **query)]
    if page.has_next:
        found.append(
            links.link("next", path, GEOJSON, "Página siguiente", **query | {"offset": page.offset + page.limit})
        )
    if page.offset:
        before = max(0, page.offset - page.limit)
        found.append(links.link("prev", path, GEOJSON, "Página anterior", **query | {"offset": before}))
    found.append(links.link("collection", f"/api/collections/{layer.id}", JSON, layer.plural))
    found.append(links.page(f"/#capas={layer.id}", "En el mapa"))
    return found


class ItemView(LeanView):
    summary = "Un elemento, con todo lo que se sabe de él"
    media = GEOJSON

    def parameters(self, layer: Any) -> Iterable[Parameter]:
        return ITEM_PARAMETERS

    def answer_schema(self, layer: Any, reference: Reference) -> dict:
        return reference(feature_serializer(layer, single=True))

    def get(self, request: HttpRequest, layer: str, asset_id: str) -> HttpResponse:
        found = asked_layer(layer)
        asked = self.asked(request, found)
        feature = item_text(found, asset_id, asked, Links.of(request, asked["publication"]))
        return HttpResponse(feature, content_type=GEOJSON, headers={"Content-Crs": f"<{asked['crs'].uri}>"})


ITEM_PARAMETERS = (CRS, PUBLICATION, FORMAT)


def item_text(layer: MapLayer, asset_id: str, asked: dict, links: Links) -> str:
    item = None if "\0" in asset_id else find_item(layer, asset_id, asked["publication"], asked["crs"])
    if item is None:
        asked_publication(asked["publication"])
        raise Problem(404, f"No hay {layer.singular.lower()} {asset_id[:100]} en la publicación consultada.")
    return item.feature(asset_id, links=item_links(layer, asset_id, links))


def item_links(layer: MapLayer, asset_id: str, links: Links) -> list[dict]:
    path = f"/api/collections/{layer.id}"
    return [
        links.link("self", f"{path}/items/{asset_id}", GEOJSON),
        links.link("collection", path, JSON, layer.plural),
        links.page(asset_page(layer.id, asset_id), f"{layer.singular} {asset_id}"),
    ]

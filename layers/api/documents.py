"""The pages that lead to the data: landing, conformance, collections, each collection and its schema."""

from collections.abc import Iterable
from datetime import date

from django.contrib.gis.db.models import Extent
from rest_framework.request import Request

from layers.api.links import GEOJSON, HTML, JSON, SCHEMA_JSON, Links
from layers.api.schemas import LINKS, json_schema
from layers.api.views import ApiView, asked_layer, asked_publication, json_answer
from layers.catalogue import MapLayer, layers
from layers.crs import CRS84, SYSTEMS
from layers.models import Publication

OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
OGC = "http://www.opengis.net/spec"
CONFORMANCE = [
    f"{OGC}/ogcapi-common-1/1.0/conf/core",
    f"{OGC}/ogcapi-common-2/1.0/conf/collections",
    f"{OGC}/ogcapi-features-1/1.0/conf/core",
    f"{OGC}/ogcapi-features-1/1.0/conf/oas30",
    f"{OGC}/ogcapi-features-1/1.0/conf/geojson",
    f"{OGC}/ogcapi-features-2/1.0/conf/crs",
    f"{OGC}/ogcapi-tiles-1/1.0/conf/core",
    f"{OGC}/ogcapi-tiles-1/1.0/conf/tileset",
    f"{OGC}/ogcapi-tiles-1/1.0/conf/tilesets-list",
    f"{OGC}/ogcapi-tiles-1/1.0/conf/geodata-tilesets",
    f"{OGC}/ogcapi-tiles-1/1.0/conf/geojson",
    f"{OGC}/ogcapi-tiles-1/1.0/conf/mvt",
]
TITLE = "Red eléctrica: API pública"
DESCRIPTION = "La red de distribución en el mapa, según OGC API – Features: capas, elementos, teselas y búsqueda."
WORLD = [-180.0, -90.0, 180.0, 90.0]
TILESETS = "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector"
QUERYABLES = "http://www.opengis.net/def/rel/ogc/1.0/queryables"
SCHEMA = "http://www.opengis.net/def/rel/ogc/1.0/schema"


class LandingView(ApiView):
    summary = "Portada de la API"

    def answer_schema(self, layer, reference):
        return {"type": "object", "required": ["links"], "properties": {"links": LINKS}}

    def get(self, request: Request):
        links = Links.of(request, self.asked(request)["publication"])
        document = {
            "title": TITLE,
            "description": DESCRIPTION,
            "links": [
                links.link("self", "/api/", JSON, "Esta portada"),
                links.link("conformance", "/api/conformance", JSON, "Normas que cumple"),
                links.link("data", "/api/collections", JSON, "Capas"),
                *service_links(Links(links.root)),
            ],
        }
        return json_answer(document)


def service_links(links: Links) -> list[dict]:
    return [
        links.link("service-desc", "/api/openapi.json", OPENAPI, "Descripción OpenAPI"),
        links.link("service-doc", "/api/docs/", HTML, "Documentación para leer y probar"),
        links.page("/", "El mapa"),
    ]


class ConformanceView(ApiView):
    summary = "Normas que cumple"

    def answer_schema(self, layer, reference):
        return {"type": "object", "properties": {"conformsTo": {"type": "array", "items": {"type": "string"}}}}

    def get(self, request: Request):
        self.asked(request)
        return json_answer({"conformsTo": CONFORMANCE})


COLLECTION_SCHEMA = {
    "type": "object",
    "required": ["id", "links"],
    "properties": {"id": {"type": "string"}, "title": {"type": "string"}, "links": LINKS},
}


class CollectionsView(ApiView):
    summary = "Las capas"

    def answer_schema(self, layer, reference):
        listed = {"type": "array", "items": COLLECTION_SCHEMA}
        return {
            "type": "object",
            "required": ["collections", "links"],
            "properties": {"collections": listed, "links": LINKS},
        }

    def get(self, request: Request):
        asked = self.asked(request)
        publication, links = asked_publication(asked["publication"]), Links.of(request, asked["publication"])
        document = {
            "links": [links.link("self", "/api/collections", JSON, "Las capas")],
            "crs": list(SYSTEMS),
            "collections": [collection(layer, publication, links) for layer in layers()],
            **stamp(publication),
        }
        return json_answer(document)


class CollectionView(ApiView):
    summary = "Una capa"

    def answer_schema(self, layer, reference):
        return COLLECTION_SCHEMA

    def get(self, request: Request, layer: str):
        found, asked = asked_layer(layer), self.asked(request)
        publication = asked_publication(asked["publication"])
        document = collection(found, publication, Links.of(request, asked["publication"]))
        return json_answer(document)


class SchemaView(ApiView):
    """`for_queries`: only the properties that items can be filtered by."""

    for_queries = False
    media = SCHEMA_JSON
    summary = "Propiedades de los elementos"

    def get(self, request: Request, layer: str):
        found, asked = asked_layer(layer), self.asked(request)
        page = "queryables" if self.for_queries else "schema"
        address = Links.of(request, asked["publication"]).href(f"/api/collections/{found.id}/{page}")
        return json_answer(json_schema(found, address, for_queries=self.for_queries), SCHEMA_JSON)


def collection(layer: MapLayer, publication: Publication, links: Links) -> dict:
    interval = [f"{publication.cutoff_on}T00:00:00Z", None]
    return {
        "id": layer.id,
        "title": layer.plural,
        "description": layer.description,
        "itemType": "feature",
        "extent": {
            "spatial": {"bbox": [extent_of(layer, publication)], "crs": CRS84.uri},
            "temporal": {"interval": [interval]},
        },
        "crs": list(SYSTEMS),
        "storageCrs": CRS84.uri,
        "geometryType": layer.geometry_type,
        "links": collection_links(layer, links),
        **stamp(publication),
    }


def collection_links(layer: MapLayer, links: Links) -> list[dict]:
    path = f"/api/collections/{layer.id}"
    return [
        links.link("self", path, JSON, layer.plural),
        links.link("items", f"{path}/items", GEOJSON, layer.plural),
        links.link(SCHEMA, f"{path}/schema", SCHEMA_JSON, "Propiedades"),
        links.link(QUERYABLES, f"{path}/queryables", SCHEMA_JSON, "Filtros"),
        links.link(TILESETS, f"{path}/tiles", JSON, "Teselas vectoriales"),
        links.page(f"/#capas={layer.id}", "En el mapa"),
    ]


def extent_of(layer: MapLayer, publication: Publication) -> list[float]:
    """West, south, east, north in degrees."""
    if layer.is_published:
        return bounds(publication.extent.extent if publication.extent else None)
    return bounds(layer.queryset(publication).aggregate(extent=Extent("geom"))["extent"])


def bounds(extent: Iterable[float] | None) -> list[float]:
    return [round(value, 6) for value in extent] if extent else WORLD


def stamp(publication: Publication) -> dict[str, int | date]:
    """What every answer says: the publication it came from, and whether its data are old."""
    return {"publication": publication.number, "data_as_of": publication.cutoff_on, "stale": publication.is_stale}

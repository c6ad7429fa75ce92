"""Vector tiles in the order of OGC API – Tiles: zoom, row, column. layers.api.kept keeps what was made once."""

import gzip
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from rest_framework.request import Request

from layers import prepared
from layers.api.documents import extent_of, stamp
from layers.api.kept import FOREVER, accepts_gzip
from layers.api.links import GEOJSON, JSON, MVT, Links, entry
from layers.api.parameters import COMMON, PUBLICATION, Parameter, one_of
from layers.api.problems import Problem
from layers.api.schemas import FOUND_FEATURES, LINKS
from layers.api.views import ApiView, LeanView, Reference, asked_layer, asked_publication, json_answer
from layers.catalogue import MapLayer
from layers.models import Publication
from layers.tiles import DEEPEST_ZOOM, MOST_FEATURES, TILE_FORMATS, Tile, TileAddress, make_tile

MATRIX_SET = "WebMercatorQuad"
MATRIX_SET_URI = f"http://www.opengis.net/def/tilematrixset/OGC/1.0/{MATRIX_SET}"
WEB_MERCATOR_URI = "http://www.opengis.net/def/crs/EPSG/0/3857"
FORMAT = Parameter(
    "f",
    one_of(TILE_FORMATS),
    "Formato de la tesela",
    {"type": "string", "enum": list(TILE_FORMATS), "default": "geojson"},
    default="geojson",
)
SHORTLY = "public, max-age=60, must-revalidate"
GZIP_LEVEL = 5


class TileView(LeanView):
    summary = "Una tesela"

    def parameters(self, layer: Any) -> Iterable[Parameter]:
        return TILE_PARAMETERS

    def answers(self, layer: Any, reference: Reference) -> dict[str, dict]:
        return {GEOJSON: FOUND_FEATURES, MVT: {"type": "string", "format": "binary"}}

    def get(self, request: HttpRequest, layer: str, **place: int) -> HttpResponse:
        found, asked = asked_layer(layer), self.asked(request)
        check_place(**place)
        number = asked["publication"] or current_number()
        address = TileAddress(found, number, TILE_FORMATS[asked["f"]], **place)
        encoding = "gzip" if accepts_gzip(request.META.get("HTTP_ACCEPT_ENCODING", "")) else ""
        response = not_modified(request, address, encoding) or tile_answer(address, encoding)
        response["ETag"] = etag(address, encoding)
        response["Cache-Control"] = FOREVER if asked["publication"] else SHORTLY
        response["Vary"] = "Accept-Encoding"
        return response


TILE_PARAMETERS = (FORMAT, PUBLICATION)


def current_number() -> int:
    found = prepared.row("SELECT number FROM layers_publication WHERE is_current", {})
    return found[0] if found else asked_publication(None).number


def check_place(z: int, y: int, x: int) -> None:
    if z > DEEPEST_ZOOM or max(x, y) >= 2**z:
        text = f"los niveles van de 0 a {DEEPEST_ZOOM}; filas y columnas, de 0 a 2^z − 1"
        raise Problem(404, f"No hay una tesela {z}/{y}/{x}: {text}.")


def etag(address: TileAddress, encoding: str) -> str:
    return f'"{address.key}{"." if encoding else ""}{encoding}"'


def not_modified(request: HttpRequest, address: TileAddress, encoding: str) -> HttpResponse | None:
    """Publications never change: whoever names the tag holds the tile."""
    named = request.META.get("HTTP_IF_NONE_MATCH", "")
    return HttpResponse(status=304) if etag(address, encoding) in named else None


def tile_answer(address: TileAddress, encoding: str) -> HttpResponse:
    tile = new_tile(address, encoding)
    response = HttpResponse(tile.body, content_type=address.form.content_type)
    if encoding:
        response["Content-Encoding"] = encoding
    if tile.left_out:
        response["Left-Out"] = str(tile.left_out)
    return response


def new_tile(address: TileAddress, encoding: str) -> Tile:
    tile = make_tile(address)
    if tile is None:
        raise Publication.DoesNotExist(f"No hay publicación {address.publication}.")
    return Tile(gzip.compress(tile.body, GZIP_LEVEL, mtime=0), tile.left_out) if encoding else tile


class TilesetsView(ApiView):
    summary = "Juegos de teselas de la capa"

    def parameters(self, layer: Any) -> Iterable[Parameter]:
        return COMMON

    def answer_schema(self, layer, reference):
        return {"type": "object", "properties": {"tilesets": {"type": "array"}, "links": LINKS}}

    def get(self, request: Request, layer: str) -> HttpResponse:
        found, asked = asked_layer(layer), self.asked(request)
        publication, links = asked_publication(asked["publication"]), Links.of(request, asked["publication"])
        path = f"/api/collections/{found.id}/tiles"
        own = [links.link("self", path, JSON, f"Teselas de {found.plural.lower()}")]
        tileset = {**tileset_head(found), "links": [links.link("self", f"{path}/{MATRIX_SET}", JSON)]}
        return json_answer({"links": own, "tilesets": [tileset], **stamp(publication)})


class TilesetView(ApiView):
    """OGC tileset metadata and TileJSON in one document: neither forbids the other's members."""

    summary = "Un juego de teselas"

    def get(self, request: Request, layer: str) -> HttpResponse:
        found, asked = asked_layer(layer), self.asked(request)
        publication = asked_publication(asked["publication"])
        return json_answer(tileset(found, publication, Links.of(request, publication.number)))


def tileset_head(layer: MapLayer) -> dict:
    return {"title": layer.plural, "dataType": "vector", "crs": WEB_MERCATOR_URI, "tileMatrixSetURI": MATRIX_SET_URI}


def tileset(layer: MapLayer, publication: Publication, links: Links) -> dict:
    """Its tile addresses carry the publication, so that they can be kept for good."""
    path = f"/api/collections/{layer.id}/tiles/{MATRIX_SET}"
    tile = f"{path}/{{tileMatrix}}/{{tileRow}}/{{tileCol}}"
    short = links.href(f"{path}/{{z}}/{{y}}/{{x}}", f="mvt")
    templates = [
        {**entry("item", links.href(tile, f=name), media), "templated": True}
        for name, media in (("geojson", GEOJSON), ("mvt", MVT))
    ]
    return {
        **tileset_head(layer),
        "layers": [{"id": layer.id, "dataType": "vector", "geometryDimension": dimension(layer)}],
        "links": [links.link("self", path, JSON), *templates],
        "tilejson": "3.0.0",
        "tiles": [short],
        "vector_layers": [
            {
                "id": layer.id,
                "fields": {"id": "String", "kind": "String", "feeder_id": "String", "phase_count": "Number"},
            }
        ],
        "minzoom": 0,
        "maxzoom": DEEPEST_ZOOM,
        "bounds": extent_of(layer, publication),
        "description": f"{layer.description}. Una tesela lleva a lo más {MOST_FEATURES} elementos.",
        **stamp(publication),
    }


def dimension(layer: MapLayer) -> int:
    """0 for points, 1 for lines, 2 for areas."""
    return next(
        (size for size, name in enumerate(("Point", "LineString", "Polygon")) if layer.geometry_type.endswith(name)), 0
    )

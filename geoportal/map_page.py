"""The map: one page, and the description of the network from which the browser draws it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from layers.catalogue import Field, MapLayer, layers, network_layers
from layers.enums import Layer
from layers.fragments import patterns_for
from layers.models import Feeder, Publication, Substation
from layers.styles import symbols_as_json

Zooms = dict[str, tuple[tuple[int, int, int], ...]]

#: Layer → (first zoom, last zoom, zoom of the tiles that hold all it shows there). The fewer tiles, the fewer requests.
TILE_ZOOMS: Zooms = {
    Layer.SUBSTATIONS: ((0, 22, 5),),
    Layer.FEEDERS: ((0, 9, 5), (10, 12, 10)),
    Layer.SPANS: ((13, 14, 13), (15, 22, 15)),
    Layer.TRANSFORMERS: ((13, 22, 13),),
    Layer.EQUIPMENT: ((13, 22, 13),),
    Layer.GENERATORS: ((11, 22, 11),),
    Layer.POLES: ((15, 22, 15),),
}

#: The same while lines are painted by phases: the lines of the lowest zooms are joined without regard to them.
PHASE_ZOOMS: Zooms = TILE_ZOOMS | {Layer.FEEDERS: ((0, 12, 10),)}

NAMED: dict[Layer, type[Substation] | type[Feeder]] = {Layer.SUBSTATIONS: Substation, Layer.FEEDERS: Feeder}
BASE_FILES = {"land": "gshhg_riobueno.geojson", "comunas": "comunas.geojson", "towns": "geonames_towns.geojson"}


@require_safe
@never_cache
def map_page(request: HttpRequest) -> HttpResponse:
    publication = Publication.objects.defer("report").current()
    patterns = patterns_for(request)
    own = {"fragments": patterns} if patterns else {}
    return render(request, "map.html", {"map_config": map_config(publication) | own, "layers": drawn_layers()})


def map_config(publication: Publication | None) -> dict:
    """All that static/js/map needs to know of this network. Coordinates are longitude, latitude."""
    return {
        "publication": publication and publication_as_json(publication),
        "layers": [layer_as_json(layer, publication) for layer in drawn_layers()],
        "areas": [layer_as_json(layer, publication) for layer in layers() if not layer.is_published],
        "names": asset_names(publication),
        "raster": {"url": settings.MAP_TILES_URL, "attribution": settings.MAP_TILES_ATTRIBUTION},
        "base": {name: static(f"geo/{file}") for name, file in BASE_FILES.items()},
        "api": "/api/",
    }


def drawn_layers() -> list[MapLayer]:
    return list(network_layers())


def publication_as_json(publication: Publication) -> dict:
    return {
        "number": publication.number,
        "cutoff_on": publication.cutoff_on.isoformat(),
        "metric_srid": publication.metric_srid,
        "extent": list(publication.extent.extent) if publication.extent else None,
    }


def layer_as_json(layer: MapLayer, publication: Publication | None) -> dict:
    return {
        "id": layer.id,
        "singular": layer.singular,
        "plural": layer.plural,
        "description": layer.description,
        "min_zoom": layer.min_zoom,
        "on_at_start": layer.on_at_start,
        "count": publication.counts.get(layer.id) if publication else None,
        "fields": [field_as_json(field) for field in layer.fields],
        "symbols": symbols_as_json(layer.id),
        "tiles": tiles_as_json(TILE_ZOOMS, layer),
        "phase_tiles": tiles_as_json(PHASE_ZOOMS, layer),
    }


def tiles_as_json(zooms: Zooms, layer: MapLayer) -> list[dict]:
    return [{"from": first, "to": last, "zoom": zoom} for first, last, zoom in zooms.get(layer.id, ())]


def field_as_json(field: Field) -> dict:
    return {
        "name": field.name,
        "label": field.label,
        "unit": field.unit,
        "description": field.description,
        "layer": field.layer or None,
        "choices": dict(field.choices.choices) if field.choices else None,
    }


def asset_names(publication: Publication | None) -> dict[str, dict[str, str]]:
    """Feeders and substations are few and named everywhere: their names by id, by layer."""
    return {str(layer): names_of(model, publication) for layer, model in NAMED.items()}


def names_of(model: type[Substation] | type[Feeder], publication: Publication | None) -> dict[str, str]:
    rows = model.objects.filter(publication=publication, name__isnull=False)
    return {str(row_id): str(name) for row_id, name in rows.values_list("id", "name")} if publication else {}

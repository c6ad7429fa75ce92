"""The small map that follows the choices of the advanced search."""

from django.contrib.gis.db.models import Extent
from django.db.models import QuerySet

from layers.enums import Layer
from layers.labels import label_of, map_address
from layers.models import Comuna, Feeder, Publication, Substation, Transformer
from layers.pages.asset import map_selection
from layers.pages.narrowing import Narrowing
from layers.small_map import Box, SmallMap, box_of, draw

NEAR_M = 700.0


def choice_map(narrowing: Narrowing, publication: Publication) -> tuple[SmallMap, str] | None:
    """The map of the last choice and the address that opens the large one there. None where the network is nowhere."""
    for layer, name in (
        (Layer.TRANSFORMERS, "transformador"),
        (Layer.FEEDERS, "alimentador"),
        (Layer.SUBSTATIONS, "subestacion"),
    ):
        if narrowing.chosen(name):
            return asset_map(layer, narrowing.chosen(name), publication)
    return comuna_map(narrowing.chosen("comuna"), publication)


def asset_map(layer: Layer, asset_id: str, publication: Publication) -> tuple[SmallMap, str] | None:
    box, rings, selected = LOOKS[layer](asset_id, publication)
    if box is None:
        return None
    drawn = draw(publication, box, f"Mapa de {label_of(layer, asset_id)}", selected=selected, rings=rings)
    return drawn, map_selection(layer, asset_id)


def transformer_look(asset_id: str, publication: Publication):
    point = Transformer.objects.get(publication=publication, id=asset_id).geom
    return box_of([point.coords], NEAR_M), [point.coords], ()


def feeder_look(asset_id: str, publication: Publication):
    box = extent_box(Feeder.objects.filter(publication=publication, id=asset_id))
    return box, (), ((Layer.FEEDERS, asset_id),)


def substation_look(asset_id: str, publication: Publication):
    substation = Substation.objects.get(publication=publication, id=asset_id)
    box = extent_box(Feeder.objects.filter(publication=publication, id__in=substation.feeder_ids))
    selected = tuple((Layer.FEEDERS, feeder) for feeder in substation.feeder_ids)
    return box or box_of([substation.geom.coords], NEAR_M), [substation.geom.coords], selected


LOOKS = {Layer.TRANSFORMERS: transformer_look, Layer.FEEDERS: feeder_look, Layer.SUBSTATIONS: substation_look}


def comuna_map(code: str, publication: Publication) -> tuple[SmallMap, str] | None:
    """Where no comuna is chosen, or its limit is not known, the whole network."""
    box = extent_box(Comuna.objects.filter(code=code)) if code else None
    if box is None and publication.extent:
        box = corners_box(publication.extent.extent)
    if box is None:
        return None
    west, south, east, north = box.degrees()
    return draw(publication, box, "Mapa de la red"), map_address((west + east) / 2, (south + north) / 2, box.zoom)


def extent_box(rows: QuerySet) -> Box | None:
    extent = rows.aggregate(extent=Extent("geom"))["extent"]
    return corners_box(extent) if extent else None


def corners_box(extent: tuple[float, float, float, float]) -> Box | None:
    west, south, east, north = extent
    return box_of([(west, south), (east, north)])

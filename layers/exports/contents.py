"""What each address of a download stands for: the whole network, a feeder, a layer, or a part of them."""

from django.conf import settings

from layers.catalogue import MapLayer
from layers.exports.base import Download
from layers.exports.selection import Selection
from layers.exports.tables import layer_table, network_tables
from layers.models import Feeder, Publication

WHOLE = Selection()


def network_download(publication: Publication, selection: Selection = WHOLE) -> Download:
    title = f"Red eléctrica de {settings.COOPERATIVE_NAME}{part(selection)}"
    return Download(publication, network_tables(), selection, f"red{stem_of_part(selection)}", title)


def layer_download(publication: Publication, layer: MapLayer, selection: Selection = WHOLE) -> Download:
    title = f"{layer.plural} de {settings.COOPERATIVE_NAME}{part(selection)}"
    return Download(publication, (layer_table(layer),), selection, f"{layer.id}{stem_of_part(selection)}", title)


def feeder_download(publication: Publication, feeder: Feeder) -> Download:
    named = f"Alimentador {feeder.name or feeder.id} de {settings.COOPERATIVE_NAME}"
    stem = f"alimentador-{feeder.id.replace('/', '-')}"
    return Download(publication, network_tables(), Selection(feeder=feeder.id), stem, named)


def part(selection: Selection) -> str:
    if selection.found is not None:
        return ", lo que encontró una búsqueda"
    return ", lo que cae en un rectángulo" if selection.boxes else ""


def stem_of_part(selection: Selection) -> str:
    if selection.found is not None:
        return "-busqueda"
    return "-rectangulo" if selection.boxes else ""

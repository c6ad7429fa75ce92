"""One asset as its page needs it, read from what the API answers."""

import json
from dataclasses import dataclass
from urllib.parse import quote

from layers.catalogue import MapLayer
from layers.enums import Layer
from layers.items import find_item
from layers.labels import asset_page, label_of
from layers.models import Publication

FEMININE = (Layer.SUBSTATIONS, Layer.COMUNAS)


@dataclass(frozen=True)
class Asset:
    """`properties` and `geometry` (GeoJSON; None where it has no place) are those of the API's item."""

    layer: MapLayer
    id: str
    publication: Publication
    properties: dict
    geometry: dict | None

    @property
    def label(self) -> str:
        return label_of(self.layer.id, self.id)

    @property
    def name(self) -> str:
        return self.properties.get("name") or ""

    @property
    def title(self) -> str:
        """Feeders and substations are known by their name, everything else by its number."""
        is_named = self.name and self.layer.id in (Layer.SUBSTATIONS, Layer.FEEDERS)
        return f"{self.label} {self.name}" if is_named else self.label

    @property
    def url(self) -> str:
        return asset_page(self.layer.id, self.id)

    @property
    def map_url(self) -> str:
        return map_selection(self.layer.id, self.id)


def map_selection(layer_id: str, asset_id: str) -> str:
    """The map, opened at an asset."""
    return f"/#sel={layer_id}/{quote(asset_id, safe='')}"


def find_asset(layer: MapLayer, asset_id: str, publication: Publication) -> Asset | None:
    item = None if "\0" in asset_id else find_item(layer, asset_id, publication.number)
    if item is None:
        return None
    return Asset(layer, asset_id, publication, json.loads(item.properties + "}"), json.loads(item.geometry))


def not_found(layer: MapLayer, asset_id: str) -> str:
    """`No encontramos el transformador 999. Revise el número o búsquelo en el mapa.`"""
    article = "la" if layer.id in FEMININE else "el"
    shown = asset_id.replace("\0", "")[:60]
    return f"No encontramos {article} {layer.singular.lower()} {shown}. Revise el número o búsquelo en el mapa."

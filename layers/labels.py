"""What an asset is called in lists, and the address of its page."""

from urllib.parse import quote

from layers.catalogue import find_layer
from layers.enums import Layer

#: Layers whose assets have a page of their own; the others open on the map.
WITH_PAGES = (
    Layer.SUBSTATIONS,
    Layer.FEEDERS,
    Layer.TRANSFORMERS,
    Layer.POLES,
    Layer.SPANS,
    Layer.EQUIPMENT,
    Layer.GENERATORS,
)


def label_of(layer_id: str, asset_id: str, name: str | None = None) -> str:
    """As the cooperative says it: `Transformador 328250`. Only what is not the cooperative's goes by its name."""
    layer = find_layer(layer_id)
    if layer is None:
        return asset_id
    return f"{layer.singular} {asset_id if layer.is_published else name or asset_id}"


def asset_page(layer_id: str, asset_id: str) -> str:
    quoted = quote(asset_id, safe="")
    return f"/{layer_id}/{quoted}/" if layer_id in WITH_PAGES else f"/#sel={layer_id}/{quoted}"


def vnr_page(code: str) -> str:
    return f"/vnr/{quote(code, safe='')}/"


def map_address(lon: float, lat: float, zoom: int = 16) -> str:
    return f"/#mapa={zoom}/{lat:.5f}/{lon:.5f}"

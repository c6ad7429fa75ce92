"""The small map of an asset."""

from layers.enums import Layer
from layers.pages.asset import Asset
from layers.small_map import SmallMap, box_of, draw
from layers.small_map.box import positions_of

#: Web mercator metres from side to side: a substation is looked at with the lines that leave it.
WIDTH_M = {Layer.SUBSTATIONS: 4000.0}
NEAR_M = 700.0


def place_map(asset: Asset) -> SmallMap | None:
    """None for what has no place."""
    places = positions_of(asset.geometry)
    box = box_of(places, WIDTH_M.get(Layer(asset.layer.id), NEAR_M))
    if box is None:
        return None
    rings = places if len(places) == 1 else ()
    description = f"Mapa de {asset.title} y sus alrededores"
    return draw(asset.publication, box, description, selected=[(asset.layer.id, asset.id)], rings=rings)

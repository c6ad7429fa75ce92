"""What an asset touches, each a link."""

from dataclasses import dataclass

from layers.enums import Layer
from layers.labels import asset_page, label_of
from layers.neighbours import neighbours_of
from layers.pages.asset import Asset
from layers.pages.heads import Heads


@dataclass(frozen=True)
class NeighbourLink:
    label: str
    url: str
    relation: str


def neighbour_links(asset: Asset, heads: Heads) -> list[NeighbourLink]:
    found = neighbours_of(asset.layer, asset.id, asset.publication)
    return [NeighbourLink(name(each, heads), asset_page(each.layer, each.id), each.relation) for each in found]


def name(neighbour, heads: Heads) -> str:
    known = heads.name_of(neighbour.layer, neighbour.id)
    return label_of(neighbour.layer, neighbour.id) if known == neighbour.id else f"{singular(neighbour.layer)} {known}"


def singular(layer_id: str) -> str:
    return "Subestación" if layer_id == Layer.SUBSTATIONS else "Alimentador"

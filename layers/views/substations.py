"""Substations: the list and the page of each."""

from layers.network_layers import SUBSTATIONS
from layers.pages.asset import Asset
from layers.pages.heads import Heads
from layers.pages.numbers import substation_numbers
from layers.tables import SubstationTable
from layers.views.assets import AssetPage
from layers.views.grids import Grid


class SubstationPage(AssetPage):
    layer = SUBSTATIONS

    def own_parts(self, asset: Asset, heads: Heads) -> dict:
        return {"numbers": substation_numbers(asset)}


class SubstationGrid(Grid):
    layer, table = SUBSTATIONS, SubstationTable

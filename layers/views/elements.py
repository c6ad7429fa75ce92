"""Poles, spans, equipment and generators: the search by number, and the page of each."""

from layers.network_layers import EQUIPMENT, GENERATORS, POLES, SPANS
from layers.tables import EquipmentTable, GeneratorTable, PoleTable, SpanTable
from layers.views.assets import AssetPage
from layers.views.grids import Grid


class ElementGrid(Grid):
    """Three boxes above the hits: Poste, Vano, Equipo."""

    template = "layers/element_grid.html"


class PoleGrid(ElementGrid):
    layer, table = POLES, PoleTable


class SpanGrid(ElementGrid):
    layer, table = SPANS, SpanTable


class EquipmentGrid(ElementGrid):
    layer, table = EQUIPMENT, EquipmentTable


class GeneratorGrid(Grid):
    layer, table = GENERATORS, GeneratorTable


class PolePage(AssetPage):
    layer = POLES


class SpanPage(AssetPage):
    layer = SPANS


class EquipmentPage(AssetPage):
    layer = EQUIPMENT


class GeneratorPage(AssetPage):
    layer = GENERATORS

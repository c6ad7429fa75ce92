"""Feeders: lists and the page of each."""

from django.db.models import QuerySet

from layers.models import Publication
from layers.network_layers import FEEDERS, SUBSTATIONS
from layers.pages.asset import Asset
from layers.pages.heads import Heads, heads_of
from layers.pages.numbers import transformer_numbers
from layers.pages.trail import trail_of
from layers.tables import FeederTable
from layers.views.asked import asked_asset
from layers.views.assets import AssetPage
from layers.views.grids import Grid, GridBelow


class FeederPage(AssetPage):
    layer = FEEDERS

    def own_parts(self, asset: Asset, heads: Heads) -> dict:
        return {"numbers": transformer_numbers(asset.properties["transformer_ids"], asset)}


class FeederGrid(Grid):
    layer, table = FEEDERS, FeederTable


class SubstationFeederGrid(GridBelow):
    layer, table = FEEDERS, FeederTable

    def below(self, rows: QuerySet, publication: Publication, substation_id: str = "") -> QuerySet:
        substation = asked_asset(SUBSTATIONS, substation_id, publication)
        title = f"Alimentadores de la subestación {substation.name or substation.id}"
        self.under(substation, title, trail_of(substation, heads_of(substation)), f"{substation.url}alimentadores/")
        return rows.filter(substation_id=substation.id)

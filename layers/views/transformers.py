"""Transformers: the list and the page of each."""

from django.db.models import QuerySet

from layers.models import Publication
from layers.network_layers import FEEDERS, TRANSFORMERS
from layers.pages.asset import Asset
from layers.pages.heads import Heads, heads_of
from layers.pages.trail import trail_of
from layers.pages.transformer import feeder_facts, substation_facts
from layers.tables import TransformerTable
from layers.views.asked import asked_asset
from layers.views.assets import AssetPage
from layers.views.grids import Grid, GridBelow


class TransformerPage(AssetPage):
    layer = TRANSFORMERS

    def own_parts(self, asset: Asset, heads: Heads) -> dict:
        return {"related": [part for part in (feeder_facts(asset, heads), substation_facts(asset, heads)) if part]}


class TransformerGrid(Grid):
    layer, table = TRANSFORMERS, TransformerTable


class FeederTransformerGrid(GridBelow):
    layer, table = TRANSFORMERS, TransformerTable

    def below(self, rows: QuerySet, publication: Publication, feeder_id: str = "") -> QuerySet:
        feeder = asked_asset(FEEDERS, feeder_id, publication)
        title = f"Transformadores del alimentador {feeder.name or feeder.id}"
        self.under(feeder, title, trail_of(feeder, heads_of(feeder)), f"{feeder.url}transformadores/")
        return rows.filter(feeder_id=feeder.id)

"""The numbers of all transformers of a feeder or a substation."""

from dataclasses import dataclass

from django.db.models.functions import Length
from django.urls import reverse

from layers.enums import Layer
from layers.labels import asset_page
from layers.models import Transformer
from layers.pages.asset import Asset
from layers.pages.facts import Value


@dataclass(frozen=True)
class Numbers:
    links: list[Value]
    grid_url: str


def transformer_numbers(ids: list[str], asset: Asset) -> Numbers:
    is_feeder = asset.layer.id == Layer.FEEDERS
    grid = reverse("feeder-transformers", args=[asset.id]) if is_feeder else f"/transformadores/?subestacion={asset.id}"
    return Numbers([Value(each, asset_page(Layer.TRANSFORMERS, each)) for each in ids], grid)


def substation_numbers(asset: Asset) -> Numbers:
    rows = Transformer.objects.filter(publication=asset.publication, feeder_id__in=asset.properties["feeder_ids"])
    return transformer_numbers(list(rows.order_by(Length("id"), "id").values_list("id", flat=True)), asset)

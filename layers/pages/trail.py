"""The breadcrumb: an asset's own place in the hierarchy, every step a link."""

from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse

from layers.catalogue import MapLayer, find_layer
from layers.enums import Layer
from layers.labels import asset_page
from layers.models import Feeder, Publication, Substation, Transformer
from layers.pages.asset import Asset
from layers.pages.facts import comuna_page
from layers.pages.heads import Heads
from layers.territory import comunas_by_code


@dataclass(frozen=True)
class Step:
    label: str
    url: str


HOME = Step("Inicio", "/")


def trail_of(asset: Asset, heads: Heads) -> list[Step]:
    """Inicio / Región de Los Ríos / Río Bueno / Subestaciones / Pilmaiquén / Alimentadores / PILMAIQUEN / …"""
    if asset.layer.id == Layer.SUBSTATIONS:
        return substation_trail(heads.substations[asset.id], asset.publication)
    if asset.layer.id == Layer.FEEDERS:
        return feeder_trail(heads.feeders[asset.id], heads, asset.publication)
    feeder = heads.feeders.get(own_feeder(asset) or "")
    if feeder is None:
        before = [*territory_trail(asset.properties.get("comuna_code")), layer_step(asset.layer)]
    else:
        before = [*feeder_trail(feeder, heads, asset.publication), below_feeder(asset.layer, feeder.id)]
    return [*before, Step(asset.id, asset.url)]


def own_feeder(asset: Asset) -> str | None:
    """A pole may carry several: the first one counts."""
    return asset.properties.get("feeder_id") or next(iter(asset.properties.get("feeder_ids") or ()), None)


def substation_trail(substation: Substation, publication: Publication) -> list[Step]:
    comuna = main_comuna(substation, publication)
    step = layer_step(find_layer(Layer.SUBSTATIONS), comuna)
    name = substation.name or substation.id
    return [*territory_trail(comuna), step, Step(name, asset_page(Layer.SUBSTATIONS, substation.id))]


def feeder_trail(feeder: Feeder, heads: Heads, publication: Publication) -> list[Step]:
    own = Step(feeder.name or feeder.id, asset_page(Layer.FEEDERS, feeder.id))
    substation = heads.substations.get(feeder.substation_id or "")
    if substation is None:
        return [*territory_trail(feeder.comuna_code), layer_step(find_layer(Layer.FEEDERS)), own]
    between = Step("Alimentadores", reverse("substation-feeders", args=[substation.id]))
    return [*substation_trail(substation, publication), between, own]


def below_feeder(layer: MapLayer, feeder_id: str) -> Step:
    if layer.id == Layer.TRANSFORMERS:
        return Step(layer.plural, reverse("feeder-transformers", args=[feeder_id]))
    return Step(layer.plural, f"/{layer.id}/?alimentador={feeder_id}")


def territory_trail(comuna_code: str | None) -> list[Step]:
    place = comunas_by_code().get(comuna_code or "")
    if place is None:
        return [HOME]
    region = Step(place.region, f"/consulta/?region={place.region_code}")
    return [HOME, region, Step(place.name, comuna_page(place.code))]


def layer_step(layer: MapLayer | None, comuna_code: str | None = None) -> Step:
    assert layer is not None  # noqa: S101  the catalogue has the network's own layers
    return Step(layer.plural, f"/{layer.id}/" + (f"?comuna={comuna_code}" if comuna_code else ""))


def main_comuna(substation: Substation, publication: Publication) -> str | None:
    """Of the comunas it serves, the one with most of its transformers: its building may stand in another."""
    served = Transformer.objects.filter(
        publication=publication, feeder_id__in=substation.feeder_ids, comuna_code__isnull=False
    )
    most = served.values("comuna_code").annotate(how_many=Count("*")).order_by("-how_many", "comuna_code").first()
    return most["comuna_code"] if most else substation.comuna_code

"""The feeders and substations that a page names: few, and known by name."""

from collections.abc import Iterable
from dataclasses import dataclass

from layers.enums import Layer
from layers.models import Feeder, Publication, Substation
from layers.pages.asset import Asset


@dataclass(frozen=True)
class Heads:
    feeders: dict[str, Feeder]
    substations: dict[str, Substation]

    def head(self, layer_id: str, asset_id: str) -> Feeder | Substation | None:
        if layer_id == Layer.FEEDERS:
            return self.feeders.get(asset_id)
        return self.substations.get(asset_id) if layer_id == Layer.SUBSTATIONS else None

    def name_of(self, layer_id: str, asset_id: str) -> str:
        """The name of a feeder or substation that was looked up; anything else goes by its id."""
        found = self.head(layer_id, asset_id)
        return (found and found.name) or asset_id


def heads_of(asset: Asset) -> Heads:
    """Those that the asset hangs from, and those that hang from it."""
    properties = asset.properties
    feeders = {properties.get("feeder_id"), *properties.get("feeder_ids", ())}
    if asset.layer.id == Layer.FEEDERS:
        feeders.add(asset.id)
    substations = {asset.id} if asset.layer.id == Layer.SUBSTATIONS else {properties.get("substation_id")}
    return load_heads(asset.publication, feeders, substations)


def load_heads(
    publication: Publication, feeder_ids: Iterable[str | None], substation_ids: Iterable[str | None]
) -> Heads:
    """The feeders' own substations come with them."""
    rows = Feeder.objects.filter(publication=publication, id__in=known(feeder_ids)).defer("geom")
    feeders = {feeder.id: feeder for feeder in rows} if known(feeder_ids) else {}
    wanted = known([*substation_ids, *(feeder.substation_id for feeder in feeders.values())])
    found = Substation.objects.filter(publication=publication, id__in=wanted).defer("geom") if wanted else ()
    return Heads(feeders, {substation.id: substation for substation in found})


def known(ids: Iterable[str | None]) -> set[str]:
    return {each for each in ids if each is not None}

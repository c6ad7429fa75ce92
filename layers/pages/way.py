"""How far it is to the substation, and by how many spans."""

from dataclasses import dataclass

from layers import formats
from layers.enums import Layer
from layers.labels import asset_page
from layers.pages.asset import Asset
from layers.paths import Way, way_to_substation


@dataclass(frozen=True)
class WaySummary:
    """`reason` says why there is no way, where there is none; the rest is empty then."""

    reason: str
    length: str = ""
    spans: str = ""
    substation: str = ""
    substation_url: str = ""


def way_of(asset: Asset) -> WaySummary | None:
    """None for what has no way of its own: a whole feeder, a substation."""
    if asset.layer.id in (Layer.SUBSTATIONS, Layer.FEEDERS):
        return None
    return summary_of(find_way(asset))


def find_way(asset: Asset) -> Way:
    row = asset.layer.queryset(asset.publication).defer("geom").get(id=asset.id)
    return way_to_substation(row, asset.publication)


def summary_of(way: Way) -> WaySummary:
    if not way.steps or way.substation is None:
        return WaySummary(way.reason or "Este elemento no está unido a una subestación.")
    spans = sum(step.layer == Layer.SPANS for step in way.steps)
    return WaySummary(
        reason="",
        length=formats.distance(way.length_m),
        spans=formats.count(spans, "vano", "vanos"),
        substation=way.substation.name or way.substation.id,
        substation_url=asset_page(Layer.SUBSTATIONS, way.substation.id),
    )

"""The page of one asset: its facts, its place, its demands, its replacement value and what it touches."""

from typing import ClassVar

from django.http import HttpRequest, HttpResponse
from django.views import View

from layers.catalogue import MapLayer
from layers.fragments import addresses_for
from layers.pages.actions import actions_of
from layers.pages.asset import Asset
from layers.pages.demands import demands_of
from layers.pages.facts import facts_of
from layers.pages.heads import Heads, heads_of
from layers.pages.neighbours import neighbour_links
from layers.pages.place import place_map
from layers.pages.trail import trail_of
from layers.pages.vnr import find_vnr
from layers.pages.way import way_of
from layers.views.asked import asked_asset, asked_publication, page
from layers.views.search import came_by_search


class AssetPage(View):
    """A noun's page names its layer, and may add parts of its own."""

    http_method_names = ["get", "head", "options"]
    layer: ClassVar[MapLayer]
    template = "layers/asset.html"

    def get(self, request: HttpRequest, asset_id: str) -> HttpResponse:
        asset = asked_asset(self.layer, asset_id, asked_publication(request))
        heads = heads_of(asset)
        trail = came_by_search(request, asset) or trail_of(asset, heads)
        context = {
            "asset": asset,
            "trail": trail,
            "actions": actions_of(asset),
            "fragments": addresses_for(request, self.layer.id, asset.id),
            **parts_of(asset, heads),
        }
        return page(request, self.template, context | self.own_parts(asset, heads))

    def own_parts(self, asset: Asset, heads: Heads) -> dict:
        return {}


def parts_of(asset: Asset, heads: Heads) -> dict:
    return {
        "facts": facts_of(asset, heads),
        "demands": demands_of(asset),
        "vnr": find_vnr(asset.properties.get("vnr_code"), asset.publication),
        "way": way_of(asset),
        "neighbours": neighbour_links(asset, heads),
        "small_map": place_map(asset),
    }

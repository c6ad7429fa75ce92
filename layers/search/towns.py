"""Towns around the network, by name."""

import json
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cache

from layers.labels import map_address
from layers.search.result import TOWNS, Rank, Ranked, Result
from layers.search.text import fold
from layers.territory import BASE

TOWN_ZOOM = 13


@cache
def town_list() -> dict[str, Result]:
    """Towns by folded name."""
    features = json.loads((BASE / "geonames_towns.geojson").read_text(encoding="utf-8"))["features"]
    return {fold(feature["properties"]["name"]): town(feature) for feature in features}


def town(feature: dict) -> Result:
    lon, lat = feature["geometry"]["coordinates"]
    name = feature["properties"]["name"]
    return Result(TOWNS, name, name, "Localidad", map_address(lon, lat, TOWN_ZOOM), lon, lat)


def named_towns(query: str) -> Iterator[Ranked]:
    folded = fold(query)
    for name, found in town_list().items():
        if name == folded:
            yield Rank.NAME, found
        elif name.startswith(folded):
            yield Rank.NAME_BEGINS, found
        elif len(folded) > 2 and all(word in name for word in folded.split()):
            yield Rank.WORDS, found


def similar_towns(query: str) -> Iterator[Ranked]:
    for name in get_close_matches(fold(query), town_list(), n=3, cutoff=0.8):
        yield Rank.SIMILAR, town_list()[name]


def towns(query: str) -> Iterable[Result]:
    """Whose names begin with the text."""
    folded = fold(query)
    return [found for name, found in town_list().items() if name.startswith(folded)]

"""Asks every kind of thing, and puts the best first."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain

from layers.catalogue import delivered_layers
from layers.enums import Layer
from layers.models import Publication
from layers.search.assets import named_assets, similar_assets
from layers.search.catalogues import conductors, vnr_codes
from layers.search.points import points
from layers.search.result import CODES, CONDUCTORS, Rank, Ranked, Result
from layers.search.text import SHORTEST_WORD, fold, tidy
from layers.search.towns import named_towns, similar_towns

MOST_RESULTS, MOST_OF_A_KIND = 20, 8
#: What people put before a number, besides a layer's own name.
ALSO_CALLED = {
    "trafo": Layer.TRANSFORMERS,
    "sed": Layer.TRANSFORMERS,
    "s/e": Layer.SUBSTATIONS,
    "se": Layer.SUBSTATIONS,
    "vnr": CODES,
    "conductor": CONDUCTORS,
}
NOT_A_LAYER = ("codigo", "placa", "numero", "id")


def search(query: str, publication: Publication) -> list[Result]:
    """Best first. The text may hold anything."""
    query = tidy(query)
    if not query:
        return []
    kind, rest = without_its_kind(query)
    found = [ranked for ranked in asked(rest, publication) if kind in (None, ranked[1].layer)] if rest != query else []
    found = found or list(asked(query, publication)) or list(similar(query, publication))
    if not found and rest != query:
        found = [ranked for ranked in similar(rest, publication) if kind in (None, ranked[1].layer)]
    return best(found)


def asked(query: str, publication: Publication) -> Iterator[Ranked]:
    here = list(points(query, publication))
    if here:
        return iter(here)
    return chain(
        named_assets(query, publication),
        named_towns(query),
        vnr_codes(query, publication),
        conductors(query, publication),
    )


def similar(query: str, publication: Publication) -> Iterator[Ranked]:
    if len(query) < SHORTEST_WORD:
        return iter(())
    return chain(
        similar_assets(query, publication), similar_towns(query), conductors(query, publication, is_similar=True)
    )


def without_its_kind(query: str) -> tuple[str | None, str]:
    """`Transformador 328250` → transformadores, 328250; nothing is taken from what has no such word before it."""
    first, _, rest = query.partition(" ")
    word = fold(first).rstrip(".:")
    if rest and word in NOT_A_LAYER:
        kind, shorter = without_its_kind(rest)
        return kind, shorter
    kinds = ALSO_CALLED | {
        fold(name): layer.id for layer in delivered_layers() for name in (layer.singular, layer.plural)
    }
    return (kinds[word], rest) if rest and word in kinds else (None, query)


def best(found: Iterable[Ranked]) -> list[Result]:
    """Each thing once, in order; no kind takes all the room where others were found too."""
    ordered = sorted(found, key=rank_of)
    once: dict[tuple[str, str], Result] = {}
    for _, result in ordered:
        once.setdefault((result.layer, result.id), result)
    several = len({layer for layer, _ in once}) > 1
    kept: list[Result] = []
    taken: Counter[str] = Counter()
    for result in once.values():
        if not several or taken[result.layer] < MOST_OF_A_KIND:
            kept.append(result)
            taken[result.layer] += 1
    return kept[:MOST_RESULTS]


def rank_of(ranked: Ranked) -> Rank:
    return ranked[0]

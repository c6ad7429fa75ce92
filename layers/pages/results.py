"""What a search found, grouped by kind, the kind of the best one first."""

from collections.abc import Sequence

from layers.catalogue import find_layer
from layers.search import Result

PLACES = "Lugares"
CODES = "Códigos VNR"


def grouped(results: Sequence[Result]) -> list[tuple[str, list[Result]]]:
    groups: dict[str, list[Result]] = {}
    for result in results:
        groups.setdefault(kind_of(result), []).append(result)
    return list(groups.items())


def kind_of(result: Result) -> str:
    layer = find_layer(result.layer or "")
    if layer is not None:
        return layer.plural
    return CODES if result.id else PLACES

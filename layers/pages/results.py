"""What a search found, grouped by kind, the kind of the best one first."""

from collections.abc import Sequence

from layers.search import Result


def grouped(results: Sequence[Result]) -> list[tuple[str, list[Result]]]:
    groups: dict[str, list[Result]] = {}
    for result in results:
        groups.setdefault(result.heading, []).append(result)
    return list(groups.items())

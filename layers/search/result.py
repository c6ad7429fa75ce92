"""What a search finds."""

from dataclasses import dataclass
from enum import IntEnum

from layers.catalogue import find_layer

#: Kinds that are not layers of the map, with their headings.
CODES, CONDUCTORS, TOWNS, POINT = "vnr", "conductores", "localidades", "punto"
HEADINGS = {CODES: "Códigos VNR", CONDUCTORS: "Conductores", TOWNS: "Localidades", POINT: "Lugares"}


class Rank(IntEnum):
    """How well something answers; the least first."""

    EXACT, PLATE, NAME, NAME_BEGINS, BEGINS, WORDS, SIMILAR = range(7)


@dataclass(frozen=True)
class Result:
    """`layer` is a layer's id or one of HEADINGS; longitude and latitude where it has a place."""

    layer: str
    id: str
    label: str
    detail: str
    url: str
    lon: float | None = None
    lat: float | None = None

    @property
    def heading(self) -> str:
        layer = find_layer(self.layer)
        return layer.plural if layer else HEADINGS[self.layer]

    @property
    def is_asset(self) -> bool:
        return self.layer not in HEADINGS


Ranked = tuple[Rank, Result]

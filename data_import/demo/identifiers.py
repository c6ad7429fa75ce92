"""Numbers in one row over the whole delivery, so that a larger demo only adds to a smaller one."""

import random
from collections.abc import Iterator

from data_import.demo.golden import RESERVED
from data_import.demo.lots import lots

#: Where each layer's numbers begin. Source nodes stand at 900001 and on, so other nodes go on after them.
FIRST = {"nodos": 1, "vanos": 300_001, "transformadores": 345_101, "equipos": 360_001, "generadores": 380_001}
SOURCE_NODES = range(900_000, 1_000_000)


class Identifiers:
    def __init__(self) -> None:
        self._rows = {layer: numbers(first, RESERVED.get(layer, frozenset())) for layer, first in FIRST.items()}
        self._plates = plates(lots(8377))

    def take(self, layer: str) -> str:
        return str(next(self._rows[layer]))

    def plate(self) -> str:
        return str(next(self._plates))


def numbers(first: int, reserved: frozenset[int]) -> Iterator[int]:
    number = first
    while True:
        if number in SOURCE_NODES:
            number = SOURCE_NODES.stop
        if number not in reserved:
            yield number
        number += 1


def plates(draw: random.Random) -> Iterator[int]:
    plate = 1000
    while True:
        plate += draw.choice((1, 1, 1, 2, 4))
        if plate not in RESERVED["plates"]:
            yield plate

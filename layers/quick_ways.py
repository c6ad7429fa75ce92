"""The ways from a number to a transformer. Another app adds its own in AppConfig.ready."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import HttpRequest

from layers.models import Publication, Transformer
from layers.plates import transformers_by_plate, transformers_on_pole


class Slowed(Exception):
    """Too many searches; the sentence is for the visitor. `seconds` until the next one."""

    def __init__(self, sentence: str, seconds: int) -> None:
        super().__init__(sentence)
        self.seconds = seconds


@dataclass(frozen=True)
class Way:
    """`find` may raise Slowed. `is_private`: what was asked is nobody else's business, so no cache keeps the answer."""

    value: str
    label: str
    find: Callable[[str, Publication, HttpRequest], Iterable[Transformer]]
    is_private: bool = False


_ways: dict[str, Way] = {}


def register(*ways: Way) -> None:
    _ways.update({way.value: way for way in ways})


def ways() -> list[Way]:
    return list(_ways.values())


def find_way(value: str) -> Way | None:
    return _ways.get(value)


register(
    Way("placa", "Placa transformador", lambda number, publication, _: transformers_by_plate(number, publication)),
    Way("poste", "Placa poste", lambda number, publication, _: transformers_on_pole(number, publication)),
)

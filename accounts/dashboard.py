"""The tiles of *Escritorio*. Each app adds its own in its AppConfig.ready."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


def everybody(user: "User | AnonymousUser") -> bool:
    return True


@dataclass(frozen=True)
class Tile:
    """`heading` groups tiles. `route` names the address; `is_for` says who sees it."""

    heading: str
    label: str
    route: str
    is_for: Callable[["User | AnonymousUser"], bool] = everybody


_tiles: list[Tile] = []


def register(*tiles: Tile) -> None:
    """In the order of the screen."""
    _tiles.extend(tile for tile in tiles if tile not in _tiles)


def tiles_of(user: "User | AnonymousUser") -> Iterator[Tile]:
    return (tile for tile in _tiles if tile.is_for(user))

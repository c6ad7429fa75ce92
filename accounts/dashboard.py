"""The tiles of *Escritorio*. Each app adds its own in its AppConfig.ready."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from layers.menu import address_of

if TYPE_CHECKING:
    from accounts.models import User


def everybody(user: "User") -> bool:
    return True


@dataclass(frozen=True)
class Tile:
    """`heading` groups tiles. `route` names the address; `is_for` says who sees it."""

    heading: str
    label: str
    route: str
    is_for: Callable[["User"], bool] = everybody

    @property
    def url(self) -> str | None:
        return address_of(self.route)


_tiles: list[Tile] = []


def register(*tiles: Tile) -> None:
    """In the order of the screen."""
    _tiles.extend(tile for tile in tiles if tile not in _tiles)


def tiles_of(user: "User") -> dict[str, list[Tile]]:
    """Heading → its tiles, those alone whose address exists."""
    found: dict[str, list[Tile]] = {}
    for tile in _tiles:
        if tile.is_for(user) and tile.url:
            found.setdefault(tile.heading, []).append(tile)
    return found


OWN = (
    Tile("Portal de información pública", "Buscar información – Perfil público", "advanced-search"),
    Tile("Administración", "Cuentas y registros", "admin:index", lambda user: user.is_staff),
)

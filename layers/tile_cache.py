"""Finished tiles in this process's memory: as they are, up to a number of bytes; who was asked longest ago leaves first."""

from collections import OrderedDict
from threading import Lock
from typing import Any

from django.core.cache.backends.base import BaseCache

from layers.tiles import Tile

#: What a tile takes besides its body, roughly: its key and the objects around it.
OVERHEAD_BYTES = 400


class Shelf:
    """Shared by the threads of a process."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self.bytes = 0
        self.tiles: OrderedDict[str, Tile] = OrderedDict()
        self.lock = Lock()

    def take(self, key: str) -> Tile | None:
        with self.lock:
            if key in self.tiles:
                self.tiles.move_to_end(key)
            return self.tiles.get(key)

    def put(self, key: str, tile: Tile) -> None:
        if size(tile) > self.most_bytes:
            return
        with self.lock:
            self.drop(key)
            self.tiles[key] = tile
            self.bytes += size(tile)
            while self.bytes > self.most_bytes:
                self.drop(next(iter(self.tiles)))

    def drop(self, key: str) -> None:
        left = self.tiles.pop(key, None)
        self.bytes -= size(left) if left else 0

    def empty(self) -> None:
        with self.lock:
            self.tiles.clear()
            self.bytes = 0


def size(tile: Tile) -> int:
    return len(tile.body) + OVERHEAD_BYTES


SHELVES: dict[str, Shelf] = {}


class TileCache(BaseCache):
    """Django's cache of that name; OPTIONS["MAX_BYTES"] 0 keeps nothing. Nothing runs out: publications never change."""

    def __init__(self, name: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        self.shelf = SHELVES.setdefault(name, Shelf(params["OPTIONS"]["MAX_BYTES"]))

    def get(self, key, default=None, version=None):
        found = self.shelf.take(key)
        return default if found is None else found

    def set(self, key, value, timeout=None, version=None) -> None:
        self.shelf.put(key, value)

    def clear(self) -> None:
        self.shelf.empty()

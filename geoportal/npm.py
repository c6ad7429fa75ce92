"""Serves the chosen files of npm packages; `npm ci` brings them, nothing of theirs is committed."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

#: address under /static/ → file in node_modules
FILES = {
    "npm/leaflet/leaflet-src.esm.js": "leaflet/dist/leaflet-src.esm.js",
    # The module names its source map; collectstatic wants to find it.
    "npm/leaflet/leaflet-src.esm.js.map": "leaflet/dist/leaflet-src.esm.js.map",
    "npm/leaflet/leaflet.css": "leaflet/dist/leaflet.css",
    "npm/leaflet/images/layers.png": "leaflet/dist/images/layers.png",
    "npm/leaflet/images/layers-2x.png": "leaflet/dist/images/layers-2x.png",
    "npm/leaflet/images/marker-icon.png": "leaflet/dist/images/marker-icon.png",
}


class NpmStorage(FileSystemStorage):
    """A storage whose names are ours and whose files lie in node_modules."""

    def path(self, name: str) -> str:
        return str(settings.BASE_DIR / "node_modules" / FILES[name])


class NpmFinder(BaseFinder):
    storage = NpmStorage(location=settings.BASE_DIR / "node_modules")

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        found = [self.storage.path(path)] if path in FILES else []
        return found if find_all else (found[0] if found else [])

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        for name in FILES:
            yield name, self.storage

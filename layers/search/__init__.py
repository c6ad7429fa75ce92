"""One box for everything: identifiers, plates, names, VNR codes, comunas, towns, conductors and coordinates."""

from layers.search.everything import search
from layers.search.points import coordinates
from layers.search.result import Result
from layers.search.towns import towns

__all__ = ["Result", "coordinates", "search", "towns"]

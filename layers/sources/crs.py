"""EPSG codes that PROJ knows for certain; a CRS text of strangers is only ever compared, never fetched."""

import re

from fiona.crs import CRS
from fiona.errors import FionaError

from layers.sources.noise import quiet

WKT_OPENING = re.compile(
    r"\s*(GEOGCS|PROJCS|COMPD_CS|GEOGCRS|GEODCRS|GEODETICCRS|GEOGRAPHICCRS|PROJCRS|PROJECTEDCRS|COMPOUNDCRS|BOUNDCRS)\s*[\[(]",
    re.I,
)
CERTAIN = 90
LONGEST_WKT = 20_000


def known_epsg(code: int) -> int | None:
    """The code itself when PROJ knows it."""
    with quiet():
        try:
            CRS.from_epsg(code).to_wkt()
        except (FionaError, ValueError):
            return None
    return code


def epsg_of_wkt(wkt: str) -> int | None:
    if len(wkt) > LONGEST_WKT or not WKT_OPENING.match(wkt):
        return None
    with quiet():
        try:
            return CRS.from_wkt(wkt).to_epsg(confidence_threshold=CERTAIN)
        except (FionaError, ValueError):
            return None

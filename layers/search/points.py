"""Coordinates in the writings that people use: degrees with points or commas, minutes and seconds, UTM."""

import math
import re
from collections.abc import Iterator

from django.contrib.gis.geos import Point

from layers.labels import map_address
from layers.models import Publication
from layers.search.result import POINT, Rank, Ranked, Result

LIKE_SIGNS = str.maketrans(
    {"−": "-", "–": "-", "º": "°", "˚": "°", "′": "'", "’": "'", "´": "'", "″": '"', "”": '"', "“": '"'}
)
NUMBER = r"\d{1,3}(?:[.,]\d+)?"
ANGLE = rf"([-+]?)\s*({NUMBER})\s*(°?)\s*(?:({NUMBER})\s*'\s*(?:({NUMBER})\s*(?:\"|'')\s*)?)?"
BETWEEN = r"\s*[,;/\s]\s*"
SIDE = r"([NSEWO])"
#: 40°20'S 72°57'W, and everything without letters.
SIDE_AFTER = re.compile(rf"{ANGLE}{SIDE}?{BETWEEN}{ANGLE}{SIDE}?", re.IGNORECASE)
#: S 40.333 W 72.953
SIDE_BEFORE = re.compile(rf"{SIDE}\s*{ANGLE}{BETWEEN}?{SIDE}\s*{ANGLE}", re.IGNORECASE)
TOGETHER = re.compile(rf"{ANGLE}{SIDE}{ANGLE}{SIDE}", re.IGNORECASE)
NAMES = re.compile(r"\b(?:lat(?:itud)?|lon(?:g(?:itud)?)?|lng)\b\.?\s*[:=]?", re.IGNORECASE)
#: The point in a link of the usual map sites.
LINK = re.compile(r"^(?:https?://\S*?[@=/]|geo:)(-?\d{1,2}\.\d+),(-?\d{1,3}\.\d+)", re.IGNORECASE)

METRES = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
ZONE = r"(?:(?:utm|huso|zona)\s*)*(?:(1[89])\s*([A-Z])?\s*[,;:]?\s+)?"
EASTING = rf"(?:[EX]\s*[:=]?\s*)?({METRES})\s*(?:m\s*)?E?"
NORTHING = rf"(?:[NY]\s*[:=]?\s*)?({METRES})\s*(?:m\s*)?[NS]?"
UTM = re.compile(rf"{ZONE}{EASTING}{BETWEEN}{NORTHING}", re.IGNORECASE)
EASTINGS, NORTHINGS = (100_000, 900_000), (3_000_000, 10_000_000)
SOUTH_OF_ZONE_0 = 32700
DEFAULT_ZONE = 18


def points(query: str, publication: Publication) -> Iterator[Ranked]:
    zone = publication.metric_srid - SOUTH_OF_ZONE_0 if publication.metric_srid in (32718, 32719) else DEFAULT_ZONE
    for found in coordinates(query, zone):
        yield Rank.EXACT, found


def coordinates(query: str, zone: int = DEFAULT_ZONE) -> Iterator[Result]:
    """The place that a text gives; `zone`: the UTM zone where it names none."""
    text = query.translate(LIKE_SIGNS).strip().strip("()[]").strip()
    utm = UTM.fullmatch(text)
    if utm and (found := from_utm(utm, zone)):
        yield found
    elif degrees := from_degrees(NAMES.sub(" ", text).strip()):
        yield point(*degrees, "Latitud y longitud")


def point(lat: float, lon: float, detail: str) -> Result:
    written = f"{lat:.5f}, {lon:.5f}"
    return Result(POINT, written.replace(" ", ""), f"Punto {written}", detail, map_address(lon, lat), lon, lat)


def from_utm(match: re.Match, zone: int) -> Result | None:
    named, _band, east, north = match.groups()
    zone, easting, northing = int(named or zone), metres(east), metres(north)
    if EASTINGS[1] < easting <= NORTHINGS[1] and EASTINGS[0] <= northing <= EASTINGS[1]:
        easting, northing = northing, easting
    if not (EASTINGS[0] <= easting <= EASTINGS[1] and NORTHINGS[0] <= northing <= NORTHINGS[1]):
        return None
    place = Point(easting, northing, srid=SOUTH_OF_ZONE_0 + zone)
    place.transform(4326)
    return point(place.y, place.x, f"UTM {zone}S, WGS84")


def metres(text: str) -> float:
    """5.533.053,5 and 673.711 have points between thousands; 673711.25 has one before decimals."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", text):
        text = text.replace(".", "")
    return float(text.replace(",", "."))


def from_degrees(text: str) -> tuple[float, float] | None:
    """Latitude and longitude; without letters also the other way round, or without signs, where it is Chile only so."""
    if link := LINK.match(text):
        first, second, sides = float(link[1]), float(link[2]), ("", "")
    elif match := SIDE_BEFORE.fullmatch(text):
        side, *angle = match.groups()
        first, second, sides = degrees(*angle[:5]), degrees(*angle[6:]), (side, angle[5])
    elif match := SIDE_AFTER.fullmatch(text) or TOGETHER.fullmatch(text):
        groups = match.groups()
        first, second, sides = degrees(*groups[:5]), degrees(*groups[6:11]), (groups[5] or "", groups[11] or "")
        if not any(sides) and not all(is_clear(groups[start : start + 5]) for start in (0, 6)):
            return None
    else:
        return None
    return placed(first, second, *(side.upper() for side in sides))


def degrees(sign: str, whole: str, _sign: str, minutes: str | None, seconds: str | None) -> float:
    parts = [float((part or "0").replace(",", ".")) for part in (whole, minutes, seconds)]
    return math.copysign(parts[0] + parts[1] / 60 + parts[2] / 3600, -1 if sign == "-" else 1)


def is_clear(angle: tuple[str | None, ...]) -> bool:
    """Two bare whole numbers are no place."""
    sign, whole, circle, *_ = angle
    return bool(sign or circle or re.search(r"[.,]", whole or ""))


def placed(first: float, second: float, first_side: str, second_side: str) -> tuple[float, float] | None:
    if first_side and first_side in "EWO":
        first, second, first_side, second_side = second, first, second_side, first_side
    if (first_side and first_side not in "NS") or (second_side and second_side not in "EWO"):
        return None
    lat = -abs(first) if first_side == "S" else first
    lon = -abs(second) if second_side and second_side in "WO" else second
    if not first_side and not second_side:
        lat, lon = as_in_chile(lat, lon)
    return (lat, lon) if abs(lat) <= 90 and abs(lon) <= 180 else None


def as_in_chile(lat: float, lon: float) -> tuple[float, float]:
    if 66 <= abs(lat) <= 110 and 17 <= abs(lon) <= 60:
        lat, lon = lon, lat
    if lat > 0 and lon > 0 and 17 <= lat <= 60 and 66 <= lon <= 110:
        lat, lon = -lat, -lon
    return lat, lon

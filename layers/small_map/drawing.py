"""Puts a small map together: what the tiles hold of a box, in the colours of layers.styles."""

import json
import math
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cache

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from layers import formats, prepared
from layers.enums import Layer
from layers.models import Publication
from layers.small_map.base import BaseMap, Name, base_map, px
from layers.small_map.box import HEIGHT, WIDTH, Box, Position
from layers.styles import SYMBOLS, Symbol
from layers.symbol_shapes import Drawing, drawing_of

#: The zooms between which sizes and widths of layers.styles grow.
SMALL_ZOOM, LARGE_ZOOM = 9, 17
MOST_ROWS = 4000
LONGEST_SCALE_PX = 140
#: The room that a name takes, across and down.
NAME_PX = (90, 26)
STATEMENT = """
    SELECT f.layer, f.id, f.kind, f.feeder_id, ST_Dimension(f.geom) = 0, seen.x, seen.y, seen.line,
           CASE WHEN f.layer = 'subestaciones' THEN f.feature END
    FROM (SELECT ST_MakeEnvelope(%(west)s::float8, %(south)s::float8, %(east)s::float8, %(north)s::float8, 3857) AS box) frame
    JOIN layers_tilefeature f ON f.publication_id = %(publication)s::int AND f.geom && frame.box
     AND f.min_zoom <= %(zoom)s::int AND f.max_zoom >= %(zoom)s::int
    CROSS JOIN LATERAL (
        SELECT ST_TransScale(
            CASE WHEN ST_Dimension(f.geom) = 0 THEN f.geom
                 ELSE ST_ClipByBox2D(f.geom, ST_Expand(frame.box, 5 / %(scale)s::float8)::box2d) END,
            -%(west)s::float8, -%(north)s::float8, %(scale)s::float8, %(scale)s::float8) AS shape) moved
    CROSS JOIN LATERAL (
        SELECT CASE WHEN ST_GeometryType(moved.shape) = 'ST_Point' THEN ST_X(moved.shape) END AS x,
               CASE WHEN ST_GeometryType(moved.shape) = 'ST_Point' THEN -ST_Y(moved.shape) END AS y,
               CASE WHEN ST_Dimension(moved.shape) = 1 THEN ST_AsSVG(moved.shape, 1, 1) END AS line) seen
    ORDER BY f.rank, f.layer, f.serial LIMIT %(most)s::int"""


@dataclass(frozen=True)
class Lines:
    """All lines of one kind as one path."""

    kind: str
    color: str
    width: str
    is_dashed: bool
    path: str


@dataclass(frozen=True)
class Points:
    """All points of one kind; dots are one path, of which the round ends show."""

    drawing: Drawing
    size: str
    places: list[tuple[str, str]]
    dots: str
    prefix: str

    @property
    def uses(self) -> SafeString:
        """In one piece: a town's map has thousands, and a template is slow with each."""
        href = format_html('<use href="#{}{}"', self.prefix, self.drawing.kind)
        return mark_safe("".join(f'{href} x="{x}" y="{y}" />' for x, y in self.places))  # noqa: S308  numbers


@dataclass
class SmallMap:
    """What the template writes. `highlight` and `way` are path data; `rings` stand around what is spoken of."""

    description: str
    box: Box
    base: BaseMap
    prefix: str = "m-"
    lines: list[Lines] = field(default_factory=list)
    points: list[Points] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    towns: list[Name] = field(default_factory=list)
    highlight: str = ""
    way: str = ""
    rings: list[tuple[str, str]] = field(default_factory=list)
    pin: tuple[str, str] | None = None
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def marked(self) -> list[str]:
        return [path for path in (self.way, self.highlight) if path]

    @property
    def scale_bar(self) -> tuple[str, str]:
        """Its length in pixels, and in words."""
        metres = round_length(LONGEST_SCALE_PX * self.box.ground_m_per_pixel)
        text = f"{formats.number(metres)} m" if metres < 1000 else f"{formats.number(metres / 1000)} km"
        return px(metres / self.box.ground_m_per_pixel), text

    @property
    def bounds(self) -> str:
        """West, south, east, north in degrees: a script finds the place of a click by them."""
        return ",".join(f"{value:.6f}" for value in self.box.degrees())


def draw(
    publication: Publication,
    box: Box,
    description: str,
    *,
    selected: Collection[tuple[str, str]] = (),
    rings: Sequence[Position] = (),
    way: Sequence[str] = (),
    pin: Position | None = None,
    prefix: str = "m-",
) -> SmallMap:
    """`selected` (layer, id) are highlighted where they are lines; `way` are GeoJSON lines; places are in degrees.

    `prefix` tells the maps of one page apart.
    """
    found = prepared.rows(STATEMENT, asked(publication, box))
    picture = SmallMap(description, box, base_map(box), prefix=prefix, way=way_path(way, box))
    picture.lines = gather_lines(found, box.zoom)
    picture.points = gather_points(found, box.zoom, prefix)
    picture.names = [name for row in found if (name := substation_name(row))]
    picture.towns = [town for town in picture.base.towns if is_clear(town, picture.names)]
    picture.highlight = " ".join(row[7] for row in found if row[7] and is_selected(row, selected))
    picture.rings = [pixel_text(box.pixel(*place)) for place in rings]
    picture.pin = pixel_text(box.pixel(*pin)) if pin else None
    return picture


def asked(publication: Publication, box: Box) -> dict:
    sides = {"west": box.west, "south": box.south, "east": box.east, "north": box.north}
    return {**sides, "publication": publication.number, "zoom": box.zoom, "scale": box.scale, "most": MOST_ROWS}


def is_selected(row: tuple, selected: Collection[tuple[str, str]]) -> bool:
    """A feeder is its lines where the map is too near for it to be drawn as a whole."""
    layer, asset_id, kind, feeder_id = row[:4]
    if layer == Layer.SPANS and kind != "bt" and (Layer.FEEDERS, feeder_id) in selected:
        return True
    return (layer, asset_id) in selected


@cache
def symbols() -> dict[str, Symbol]:
    """By kind, those drawn first first."""
    order = (Layer.FEEDERS, Layer.SPANS, Layer.POLES, Layer.EQUIPMENT, Layer.GENERATORS, Layer.TRANSFORMERS)
    return {symbol.kind: symbol for layer in (*order, Layer.SUBSTATIONS) for symbol in SYMBOLS[layer]}


def grown(symbol: Symbol, zoom: int) -> float:
    share = max(0.0, min(1.0, (zoom - SMALL_ZOOM) / (LARGE_ZOOM - SMALL_ZOOM)))
    return symbol.size[0] + share * (symbol.size[1] - symbol.size[0])


def gather_lines(found: list[tuple], zoom: int) -> list[Lines]:
    paths: dict[str, list[str]] = defaultdict(list)
    for row in found:
        if row[7]:
            paths[row[2]].append(row[7])
    return [
        Lines(kind, symbol.color, px(grown(symbol, zoom)), symbol.dashed, " ".join(paths[kind]))
        for kind, symbol in reversed(symbols().items())
        if kind in paths
    ]


def gather_points(found: list[tuple], zoom: int, prefix: str) -> list[Points]:
    places: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for _layer, _id, kind, _feeder, _is_point, x, y, *_rest in found:
        if x is not None:
            places[kind].append((px(x), px(y)))
    return [
        points_of(symbol, grown(symbol, zoom), places[kind], prefix)
        for kind, symbol in symbols().items()
        if kind in places
    ]


def points_of(symbol: Symbol, size: float, places: list[tuple[str, str]], prefix: str) -> Points:
    is_dot = symbol.shape == "dot"
    dots = "".join(f"M{x} {y}h0" for x, y in places) if is_dot else ""
    return Points(drawing_of(symbol, size), px(size), [] if is_dot else places, dots, prefix)


def is_clear(town: Name, names: list[Name]) -> bool:
    """Whether a town's name would not run into those of substations."""
    return all(
        abs(float(town[1]) - float(x)) > NAME_PX[0] or abs(float(town[2]) - float(y)) > NAME_PX[1] for _, x, y in names
    )


def substation_name(row: tuple) -> Name | None:
    _layer, _id, _kind, _feeder, is_point, x, y, _line, feature = row
    label = feature and json.loads(feature)["properties"].get("label")
    return (label, px(x), px(y)) if label and is_point else None


def way_path(way: Sequence[str], box: Box) -> str:
    return " ".join(line for text in way if (line := geojson_line(json.loads(text), box)))


def geojson_line(geometry: dict, box: Box) -> str:
    if geometry["type"] != "LineString":
        return ""
    return "M" + "L".join(" ".join(pixel_text(box.pixel(*place[:2]))) for place in geometry["coordinates"])


def pixel_text(place: Position) -> tuple[str, str]:
    return px(place[0]), px(place[1])


def round_length(most: float) -> float:
    """The largest of 1, 2, 5 times a power of ten that is not more."""
    power = 10 ** math.floor(math.log10(most))
    return max(factor * power for factor in (1, 2, 5) if factor * power <= most)

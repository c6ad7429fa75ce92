"""The map's symbols as small PNG images, for programs that want pictures (Google Earth)."""

import struct
import zlib
from functools import cache

import numpy as np
from numpy.typing import NDArray

from layers.styles import Symbol

ICON_PIXELS = 64
#: Each pixel is looked at so many times in each direction, for soft edges.
SAMPLES = 4
#: The picture's half width, where a symbol's is 1: room for the white edge and for marks that stick out.
REACH = 1.5
EDGE, RIM = 0.22, 0.3
WHITE = (255, 255, 255)
Polygon = tuple[tuple[float, float], ...]
Mask = NDArray[np.bool_]


def regular(corners: int, radius: float = 1.0) -> Polygon:
    turns = 2 * np.pi * np.arange(corners) / corners
    return tuple((radius * float(np.cos(turn)), radius * float(np.sin(turn))) for turn in turns)


def box(west: float, north: float, east: float, south: float) -> Polygon:
    return ((west, north), (east, north), (east, south), (west, south))


def stroke(x0: float, y0: float, x1: float, y1: float, half: float = 0.18) -> Polygon:
    """A line as a rectangle."""
    length = float(np.hypot(x1 - x0, y1 - y0))
    dx, dy = half * (y1 - y0) / length, half * (x0 - x1) / length
    return ((x0 + dx, y0 + dy), (x1 + dx, y1 + dy), (x1 - dx, y1 - dy), (x0 - dx, y0 - dy))


CIRCLE = regular(32)
#: Outlines by shape, x to the east and y to the south, as in static/js/map/symbols.js.
OUTLINES: dict[str, tuple[Polygon, ...]] = {
    "dot": (CIRCLE,),
    "circle": (CIRCLE,),
    "generator": (CIRCLE,),
    "meter": (CIRCLE,),
    "arrow": (CIRCLE,),
    "square": (box(-0.85, -0.85, 0.85, 0.85),),
    "substation": (box(-1, -1, 1, 1),),
    "triangle": (((0, -1), (1, 0.8), (-1, 0.8)),),
    "diamond": (regular(4),),
    "hexagon": (regular(6),),
    "bar": (box(-1, -0.5, 1, 0.5),),
}
#: Made of strokes: nothing to fill.
STROKES: dict[str, tuple[Polygon, ...]] = {
    "cross": (stroke(-1, -1, 1, 1), stroke(-1, 1, 1, -1)),
    "capacitor": (
        stroke(-1, -0.3, 1, -0.3),
        stroke(-1, 0.3, 1, 0.3),
        stroke(0, -1, 0, -0.3),
        stroke(0, 0.3, 0, 1),
    ),
}
MARKS: dict[str, tuple[Polygon, ...]] = {
    "substation": (((0.2, -0.75), (-0.5, 0.12), (-0.06, 0.12), (-0.2, 0.75), (0.5, -0.14), (0.06, -0.14)),),
    "arrow": (stroke(-1.1, 1.1, 1.0, -1.0, 0.1), ((1.35, -1.35), (0.55, -1.15), (1.15, -0.55))),
    "bar": (stroke(-1.45, 0, 1.45, 0, 0.1),),
    "generator": (stroke(-0.5, 0, 0.5, 0, 0.12), stroke(0, -0.5, 0, 0.5, 0.12)),
    "meter": (stroke(-0.45, 0.45, 0.45, -0.45, 0.12),),
}


@cache
def icon_png(symbol: Symbol) -> bytes:
    """A square picture, transparent around the symbol. Lines have none."""
    ink = tuple(int(symbol.color[at : at + 2], 16) for at in (1, 3, 5))
    canvas = np.zeros((ICON_PIXELS * SAMPLES, ICON_PIXELS * SAMPLES, 4))
    is_solid = symbol.filled and symbol.shape != "arrow"
    strokes = STROKES.get(symbol.shape, ())
    for outline in OUTLINES.get(symbol.shape, ()):
        paint(canvas, grown(outline, 1 + EDGE), WHITE)
        paint(canvas, outline, ink)
        if not is_solid:
            paint(canvas, grown(outline, 1 - RIM), WHITE)
    for part in strokes:
        paint(canvas, part, ink)
    for part in MARKS.get(symbol.shape, ()):
        paint(canvas, part, WHITE if is_solid and symbol.shape != "bar" else ink)
    return png(softened(canvas))


def paint(canvas: NDArray, polygon: Polygon, color: tuple[int, ...]) -> None:
    canvas[inside(polygon, len(canvas))] = (*color, 255)


def grown(polygon: Polygon, factor: float) -> Polygon:
    return tuple((x * factor, y * factor) for x, y in polygon)


def inside(polygon: Polygon, side: int) -> Mask:
    """Which points of the grid lie within, by counting the edges to their left."""
    at = (np.arange(side) + 0.5) / side * 2 * REACH - REACH
    x, y = np.meshgrid(at, at)
    within = np.zeros((side, side), bool)
    for (x0, y0), (x1, y1) in zip(polygon, (*polygon[1:], polygon[0]), strict=True):
        if y0 != y1:
            within ^= ((y0 > y) != (y1 > y)) & (x < (x1 - x0) * (y - y0) / (y1 - y0) + x0)
    return within


def softened(canvas: NDArray) -> NDArray[np.uint8]:
    """The picture at its own size; colours are weighed by how much they cover."""
    blocks = canvas.reshape(ICON_PIXELS, SAMPLES, ICON_PIXELS, SAMPLES, 4)
    cover = blocks[..., 3:].sum(axis=(1, 3))
    color = (blocks[..., :3] * blocks[..., 3:]).sum(axis=(1, 3)) / np.maximum(cover, 1)
    return np.concatenate([color, cover / SAMPLES**2], axis=2).round().astype(np.uint8)


def png(pixels: NDArray[np.uint8]) -> bytes:
    height, width, _ = pixels.shape
    lines = b"".join(b"\0" + line.tobytes() for line in pixels)
    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(png_chunk(kind, data) for kind, data in parts)


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

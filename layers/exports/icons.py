"""The map's symbols as small PNG images, for programs that want pictures (Google Earth)."""

import math
import re
import struct
import zlib
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from layers.styles import Symbol
from layers.symbol_shapes import LETTERS, MARKS, OPEN_SHAPES, OUTLINES

ICON_PIXELS = 48
#: Each pixel is looked at so many times in each direction, for soft edges.
SAMPLES = 3
#: The picture's half width, where a symbol's is 1: room for the white edge and for marks that stick out.
REACH = 1.5
#: Shares of the symbol's half width.
EDGE, RIM, STROKE, LETTER_STROKE = 0.22, 0.3, 0.18, 0.11
#: Outlines are asked for at a size where their rounding to a tenth does not show.
FINE = 1000.0
WHITE = (255, 255, 255)
#: Letters as one line of points each.
STROKED_LETTERS: dict[str, tuple[tuple[float, float], ...]] = {
    "R": ((-0.3, 0.5), (-0.3, -0.5), (0.2, -0.5), (0.35, -0.25), (0.2, 0), (-0.3, 0), (0.1, 0), (0.4, 0.5)),
    "S": ((0.35, -0.4), (0, -0.5), (-0.35, -0.3), (0.35, 0.25), (0.05, 0.5), (-0.35, 0.4)),
    "I": ((0, -0.5), (0, 0.5)),
    "M": ((-0.4, 0.5), (-0.4, -0.5), (0, 0.2), (0.4, -0.5), (0.4, 0.5)),
    "G": ((0.4, -0.35), (0, -0.5), (-0.4, -0.2), (-0.4, 0.25), (0, 0.5), (0.4, 0.35), (0.4, 0.05), (0.1, 0.05)),
}
SUBPATH = re.compile(r"M([^MaZ]+)(a[^Z]+)?(Z)?")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
Polygon = list[tuple[float, float]]


@cache
def icon_png(symbol: Symbol) -> bytes:
    """A square picture, transparent around the symbol. Lines have none."""
    ink = tuple(int(symbol.color[at : at + 2], 16) for at in (1, 3, 5))
    is_solid = symbol.filled and symbol.shape != "arrow"
    inside_ink = WHITE if is_solid and symbol.shape != "bar" else ink
    canvas = np.zeros((ICON_PIXELS * SAMPLES, ICON_PIXELS * SAMPLES, 4))
    for outline in areas(OUTLINES[symbol.shape](FINE)):
        if symbol.shape in OPEN_SHAPES:
            paint(canvas, outline, ink)
            continue
        paint(canvas, grown(outline, 1 + EDGE), WHITE)
        paint(canvas, outline, ink)
        if not is_solid:
            paint(canvas, grown(outline, 1 - RIM), WHITE)
    for part in (*marks(symbol), *letter(symbol)):
        paint(canvas, part, inside_ink)
    return png(softened(canvas))


def marks(symbol: Symbol) -> Iterator[Polygon]:
    return areas(MARKS[symbol.shape](FINE)) if symbol.shape in MARKS else iter(())


def letter(symbol: Symbol) -> Iterator[Polygon]:
    points = STROKED_LETTERS.get(LETTERS.get(symbol.kind.split("_")[0], ""), ())
    return (stroke(start, end, LETTER_STROKE) for start, end in pairwise(points))


def areas(path: str) -> Iterator[Polygon]:
    """What an SVG path of layers.symbol_shapes covers: closed parts as they are, arcs as circles, lines with a width."""
    for points_text, arc, closed in SUBPATH.findall(path):
        numbers = [float(text) / FINE for text in NUMBER.findall(points_text)]
        points = list(zip(numbers[0::2], numbers[1::2], strict=True))
        if arc:
            yield circle(abs(points[0][0]))
        elif closed:
            yield points
        else:
            yield stroke(points[0], points[1], STROKE)


def circle(radius: float) -> Polygon:
    turns = (2 * math.pi * step / 32 for step in range(32))
    return [(radius * math.cos(turn), radius * math.sin(turn)) for turn in turns]


def stroke(start: tuple[float, float], end: tuple[float, float], half: float) -> Polygon:
    """A line as a rectangle."""
    (x0, y0), (x1, y1) = start, end
    length = math.hypot(x1 - x0, y1 - y0)
    dx, dy = half * (y1 - y0) / length, half * (x0 - x1) / length
    return [(x0 + dx, y0 + dy), (x1 + dx, y1 + dy), (x1 - dx, y1 - dy), (x0 - dx, y0 - dy)]


def grown(polygon: Polygon, factor: float) -> Polygon:
    return [(x * factor, y * factor) for x, y in polygon]


def paint(canvas: NDArray, polygon: Polygon, color: tuple[int, ...]) -> None:
    canvas[covered(polygon, len(canvas))] = (*color, 255)


def covered(polygon: Polygon, side: int) -> NDArray[np.bool_]:
    """Which points of the grid lie within, by counting the edges to their left."""
    at = (np.arange(side) + 0.5) / side * 2 * REACH - REACH
    x, y = at[None, :], at[:, None]
    within = np.zeros((side, side), bool)
    for (x0, y0), (x1, y1) in zip(polygon, [*polygon[1:], polygon[0]], strict=True):
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

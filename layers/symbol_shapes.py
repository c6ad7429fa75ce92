"""Each symbol of layers.styles as SVG; the canvas of the map draws the same outlines (static/js/map/symbols.js)."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from layers.styles import Symbol

LETTERS = {"reconectador": "R", "seccionalizador": "S", "interruptor": "I", "medidor": "M", "generador": "G"}
#: Drawn by their lines alone.
OPEN_SHAPES = {"cross", "capacitor"}
PAPER = "#ffffff"
SMALLEST_LETTER_PX = 3.5


@dataclass(frozen=True)
class Drawing:
    """Path data of an outline and of the mark inside it, colours and pixels as SVG attributes hold them."""

    kind: str
    outline: str
    fill: str
    color: str
    width: str
    casing: str
    mark: str
    ink: str
    letter: str
    letter_size: str


def drawing_of(symbol: Symbol, size: float) -> Drawing:
    r = size / 2
    thin = max(1.0, r * 0.22)
    is_open = symbol.shape in OPEN_SHAPES
    is_paper = not symbol.filled or symbol.shape == "arrow"
    letter = LETTERS.get(symbol.kind.split("_")[0], "") if r >= SMALLEST_LETTER_PX else ""
    return Drawing(
        kind=symbol.kind,
        outline=OUTLINES[symbol.shape](r),
        fill="none" if is_open else PAPER if is_paper else symbol.color,
        color=symbol.color,
        width=number(thin * 1.6 if is_open else thin),
        casing=number(thin + 3),
        mark=MARKS[symbol.shape](r) if symbol.shape in MARKS else "",
        ink=symbol.color if is_paper or symbol.shape == "bar" else PAPER,
        letter=letter,
        letter_size=number(r * 1.4),
    )


def polygon(points: Sequence[tuple[float, float]], r: float) -> str:
    return "M" + "L".join(f"{number(x * r)} {number(y * r)}" for x, y in points) + "Z"


def lines(parts: Sequence[tuple[float, float, float, float]], r: float) -> str:
    return "".join(f"M{number(a * r)} {number(b * r)}L{number(c * r)} {number(d * r)}" for a, b, c, d in parts)


def disc(r: float) -> str:
    r_text = number(r)
    return f"M-{r_text} 0a{r_text} {r_text} 0 1 0 {number(2 * r)} 0a{r_text} {r_text} 0 1 0 -{number(2 * r)} 0Z"


def rectangle(wide: float, high: float) -> Callable[[float], str]:
    return shape((-wide, -high), (wide, -high), (wide, high), (-wide, high))


def shape(*points: tuple[float, float]) -> Callable[[float], str]:
    return lambda r: polygon(points, r)


def strokes(*parts: tuple[float, float, float, float]) -> Callable[[float], str]:
    return lambda r: lines(parts, r)


def number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


OUTLINES: dict[str, Callable[[float], str]] = {
    **dict.fromkeys(("dot", "circle", "generator", "meter", "arrow"), disc),
    "square": rectangle(0.85, 0.85),
    "substation": rectangle(1, 1),
    "bar": rectangle(1, 0.5),
    "triangle": shape((0, -1), (1, 0.8), (-1, 0.8)),
    "diamond": shape((0, -1), (1, 0), (0, 1), (-1, 0)),
    "hexagon": shape(*((math.cos(k * math.pi / 3), math.sin(k * math.pi / 3)) for k in range(6))),
    "cross": strokes((-1, -1, 1, 1), (-1, 1, 1, -1)),
    "capacitor": strokes((-1, -0.3, 1, -0.3), (-1, 0.3, 1, 0.3), (0, -1, 0, -0.3), (0, 0.3, 0, 1)),
}
MARKS: dict[str, Callable[[float], str]] = {
    "substation": shape((0.2, -0.75), (-0.5, 0.12), (-0.06, 0.12), (-0.2, 0.75), (0.5, -0.14), (0.06, -0.14)),
    "arrow": lambda r: lines([(-1.2, 1.2, 1.2, -1.2)], r) + polygon([(1.4, -1.4), (0.6, -1.2), (1.2, -0.6)], r),
    "bar": strokes((-1.5, 0, 1.5, 0)),
}

"""Low voltage of a transformer outside villages: along the poles of its own line, and down the drives to houses."""

import math

from data_import.demo.ground import samples
from data_import.demo.layout import Layout
from data_import.demo.lines import Line, ahead
from data_import.demo.terrain import Point
from data_import.demo.trees import Spot

REACH_M = 380
#: How many low voltage spans a transformer has, roughly, by its kVA.
SPANS = ((5, 3), (10, 5), (15, 7), (30, 11), (45, 14), (10_000, 17))


def string_low_voltage(layout: Layout, spots: list[Spot], kva: dict[Spot, float], taken: set[tuple[int, int]]) -> None:
    """Grow the trees of all transformers outside villages. `taken`: (line, index) of poles that carry low voltage."""
    for found in spots:
        if found.setting != "town":
            grow(layout, found, spans_for(layout, kva[found]), taken)


def spans_for(layout: Layout, kva: float) -> int:
    typical = next(count for limit, count in SPANS if kva <= limit)
    return max(1, round(typical * layout.draw.uniform(0.5, 1.5)))


def grow(layout: Layout, found: Spot, wanted: int, taken: set[tuple[int, int]]) -> None:
    number = layout.number()
    if layout.draw.random() < (0.75 if found.setting == "road" else 0.4):
        share_poles(layout, found, wanted, taken)
    tries = 0
    while len(found.tree.points) <= wanted and tries < 8:
        tries += 1
        drive(layout, found, number, wanted)
    if len(found.tree.points) == 1:
        share_poles(layout, found, 1, set())
    for pole, parent in list(enumerate(found.tree.parents))[1:]:
        layout.ground.claim([found.tree.points[parent], found.tree.points[pole]], number)


def share_poles(layout: Layout, found: Spot, wanted: int, taken: set[tuple[int, int]]) -> None:
    """Low voltage under the medium voltage, one way and then the other."""
    for way in layout.draw.sample((1, -1), 2):
        pole, index = 0, found.index + way
        for _ in range(max(1, wanted // 2)):
            if not is_shareable(found, index, taken):
                break
            taken.add((found.line.number, index))
            pole = found.tree.add(found.line.points[index], pole)
            index += way


def is_shareable(found: Spot, index: int, taken: set[tuple[int, int]]) -> bool:
    line: Line = found.line
    return (
        0 < index < len(line.points)
        and (line.number, index) not in taken
        and not line.in_street(index)
        and math.dist(line.points[index], found.point) < REACH_M
    )


def drive(layout: Layout, found: Spot, number: int, wanted: int) -> None:
    """A short row of poles aside from a pole of the tree, as to a house behind the road."""
    tree, draw = found.tree, layout.draw
    pole = draw.randrange(len(tree.points)) if draw.random() < 0.6 else 0
    side = (
        draw.choice((math.pi / 2, -math.pi / 2))
        if found.index < len(found.line.points) - 1
        else draw.uniform(-1.7, 1.7)
    )
    heading = found.line.heading(found.index) + side + draw.gauss(0, 0.25)
    for step in range(min(draw.randint(1, 5), wanted + 1 - len(tree.points))):
        point = ahead(tree.points[pole], heading, draw.uniform(32, 50))
        own = set() if step else {found.line.number, number}
        if not is_clear(layout, found, (tree.points[pole], point), own):
            return
        layout.ground.claim([tree.points[pole], point], number)
        pole = tree.add(point, pole)
        heading += draw.gauss(0, 0.12)


def is_clear(layout: Layout, found: Spot, span: tuple[Point, Point], own: set[int]) -> bool:
    """Off all lines but its own, within reach of the transformer, and away from the poles of its tree."""
    start, end = span
    crowded = any(math.dist(end, point) < 26 for point in found.tree.points)
    if crowded or math.dist(end, found.point) > REACH_M or not layout.ground.terrain.is_open(end):
        return False
    touched = {line for point in samples(start, end, 15)[2:] for line in layout.ground.lines_near(point, 0)}
    return touched <= own

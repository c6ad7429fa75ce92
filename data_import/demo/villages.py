"""A village around a straight piece of the trunk: streets in a grid, transformers at corners, low voltage along all."""

import math
from collections import deque
from dataclasses import dataclass

from data_import.demo.layout import STREET_SPAN_M, Layout
from data_import.demo.lines import Line
from data_import.demo.terrain import Point
from data_import.demo.trees import Spot, spot

#: A corner or pole of the grid: steps along the main street, steps to its side. Streets run along even steps.
Place = tuple[int, int]
DEPTH = {"town": 7, "village": 4, "hamlet": 3}
TRANSFORMER_EVERY = 5
LONGEST_RUN = 7


@dataclass(frozen=True)
class Grid:
    """The places of a village that may be built on, with their points."""

    main: Line
    middle: int
    points: dict[Place, Point]

    def neighbours(self, place: Place) -> list[Place]:
        """The next places along the streets that meet here."""
        i, j = place
        along = [(i - 1, j), (i + 1, j)] if j % 2 == 0 else []
        across = [(i, j - 1), (i, j + 1)] if i % 2 == 0 else []
        return [other for other in along + across if other in self.points]


def build_villages(layout: Layout) -> list[Spot]:
    return [spot for line, street, size in layout.towns for spot in build_village(layout, line, street, size)]


def build_village(layout: Layout, main: Line, street: tuple[int, int], size: str) -> list[Spot]:
    if street[1] - street[0] < 2:
        return []
    grid = lay_out(layout, main, street, DEPTH[size])
    corners = choose_corners(layout, grid)
    spots = dict(place_transformers(layout, grid, corners))
    spread(grid, spots)
    number = layout.number()
    for found in spots.values():
        layout.ground.claim(found.tree.points, number)
    return [found for found in spots.values() if len(found.tree.points) > 1]


def lay_out(layout: Layout, main: Line, street: tuple[int, int], depth: int) -> Grid:
    start, stop = street
    middle, length = (start + stop) // 2, (stop - start) / 2
    first, last = main.points[start], main.points[stop]
    unit = ((last[0] - first[0]) / math.dist(first, last), (last[1] - first[1]) / math.dist(first, last))
    skew = layout.draw.uniform(-0.12, 0.12)
    side = (-unit[1] + skew * unit[0], unit[0] + skew * unit[1])
    points = {(index - middle, 0): main.points[index] for index in range(start, stop + 1)}
    for i in range(start - middle, stop - middle + 1):
        for j in (j for j in range(-depth, depth + 1) if j and (i % 2 == 0 or j % 2 == 0)):
            point = offset(main.points[middle + i], side, j * STREET_SPAN_M, layout.draw.uniform(-2, 2))
            inside = (i / (length + 1)) ** 2 + (j / (depth + 1)) ** 2 < layout.draw.uniform(0.75, 1.15)
            if inside and is_free(layout, main, point, j):
                points[i, j] = point
    return Grid(main, middle, points)


def offset(point: Point, side: Point, distance_m: float, stray_m: float) -> Point:
    return point[0] + side[0] * distance_m + stray_m, point[1] + side[1] * distance_m - stray_m


def is_free(layout: Layout, main: Line, point: Point, j: int) -> bool:
    near = layout.ground.lines_near(point, 1)
    return layout.ground.terrain.is_open(point) and (near <= {main.number} if abs(j) == 1 else not near)


def choose_corners(layout: Layout, grid: Grid) -> list[Place]:
    """Street corners at least some spans apart, each reachable by a straight street from the main one."""
    corners = sorted(
        place for place in grid.points if place[0] % 2 == 0 and place[1] % 2 == 0 and is_reached(grid, place)
    )
    layout.draw.shuffle(corners)
    chosen: list[Place] = []
    for corner in corners:
        if all(abs(corner[0] - other[0]) + abs(corner[1] - other[1]) >= TRANSFORMER_EVERY for other in chosen):
            chosen.append(corner)
    return sorted(chosen)


def is_reached(grid: Grid, place: Place) -> bool:
    i, j = place
    return all((i, step) in grid.points for step in range(0, j, 1 if j > 0 else -1))


def place_transformers(layout: Layout, grid: Grid, corners: list[Place]) -> list[tuple[Place, Spot]]:
    """Transformers on the main street hang on the trunk, the others on medium voltage along their cross street."""
    spots = [(corner, spot(grid.main, grid.middle + corner[0], "town")) for corner in corners if corner[1] == 0]
    for i, way in sorted({(i, 1 if j > 0 else -1) for i, j in corners if j}):
        rows = [abs(j) for column, j in corners if column == i and j * way > 0]
        points = [grid.points[i, way * step] for step in range(max(rows) + 1)]
        street = layout.add("street", points, grid.main.phases, grid.main, grid.middle + i)
        spots += [((i, way * row), spot(street, row, "town")) for row in rows]
    return spots


def spread(grid: Grid, spots: dict[Place, Spot]) -> None:
    """Every place to the transformer nearest along the streets: one wave from all of them at once."""
    queue = deque((place, found, 0, 0) for place, found in spots.items())
    taken = set(spots)
    while queue:
        place, found, pole, run = queue.popleft()
        for other in grid.neighbours(place) if run < LONGEST_RUN else ():
            if other not in taken:
                taken.add(other)
                queue.append((other, found, found.tree.add(grid.points[other], pole), run + 1))

"""Roads that nobody drew: the cheapest way over the terrain, straightened, its corners rounded, poles along it."""

import math
import random
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import binary_dilation
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra
from shapely.geometry import LineString

from data_import.demo.ground import LINES_PER_FEEDER, Ground
from data_import.demo.lines import ahead, bearing, run_length
from data_import.demo.terrain import CELL_M, SHORE_COST, Point

#: Half of the sixteen directions in which a way may go on from a cell: rows, columns.
MOVES = ((0, 1), (1, 0), (1, 1), (1, -1), (1, 2), (2, 1), (1, -2), (2, -1))
STRAIGHTEN_M = 110
BUSY_COST = 60.0
#: How far from where it starts a road keeps off what it has passed before.
AWAY_M = 250
STRAIGHT_M = 2500


@dataclass(frozen=True)
class Window:
    """A part of the terrain's raster."""

    rows: slice
    columns: slice

    @property
    def shape(self) -> tuple[int, int]:
        return self.rows.stop - self.rows.start, self.columns.stop - self.columns.start

    def local(self, cell: tuple[int, int]) -> tuple[int, int]:
        return cell[0] - self.rows.start, cell[1] - self.columns.start


def window(ground: Ground, points: list[Point], margin_m: float) -> Window:
    cells = np.array([ground.terrain.cell(point) for point in points])
    margin = int(margin_m // CELL_M)
    low = np.maximum(cells.min(axis=0) - margin, 0)
    high = np.minimum(cells.max(axis=0) + margin + 1, ground.terrain.open.shape)
    return Window(slice(int(low[0]), int(high[0])), slice(int(low[1]), int(high[1])))


def cost_of(ground: Ground, part: Window, own: int | None = None) -> NDArray[np.float64]:
    """What a cell costs: infinite where no line may run, dear beside what is built, but for what feeder `own` built."""
    cost = np.where(ground.terrain.open[part.rows, part.columns], ground.terrain.cost[part.rows, part.columns], np.inf)
    busy = ground.busy(part.rows, part.columns)
    foreign = (busy > 0) if own is None else (busy > 0) & (busy // LINES_PER_FEEDER != own)
    return np.where(binary_dilation(foreign, np.ones((3, 3))), cost * BUSY_COST, cost)


def steps(cost: NDArray[np.float64]) -> csr_array:
    """The moves between neighbouring cells as a graph; a cell's number is row × width + column."""
    height, width = cost.shape
    number = np.arange(height * width).reshape(height, width)
    weights, starts, ends = [], [], []
    for down, right in MOVES:
        here = (slice(0, height - down), slice(max(-right, 0), width - max(right, 0)))
        there = (slice(down, height), slice(max(right, 0), width + min(right, 0)))
        weight = (cost[here] + cost[there]) / 2 * math.hypot(down, right)
        passable = np.isfinite(weight)
        weights.append(weight[passable])
        starts.append(number[here][passable])
        ends.append(number[there][passable])
    size = height * width
    return csr_array((np.concatenate(weights), (np.concatenate(starts), np.concatenate(ends))), shape=(size, size))


@dataclass(frozen=True)
class Ways:
    """The cheapest ways from a set of cells to every cell of a window."""

    part: Window
    cost: NDArray[np.float64]
    before: NDArray[np.int32]

    def to(self, cell: tuple[int, int]) -> list[tuple[int, int]]:
        """The cells of the way, from where it leaves the set; empty where there is none. Cells of the window."""
        width = self.part.shape[1]
        number = cell[0] * width + cell[1]
        if not np.isfinite(self.cost[number]):
            return []
        way = [number]
        while self.before[way[-1]] >= 0:
            way.append(int(self.before[way[-1]]))
        return [divmod(number, width) for number in reversed(way)]


def ways_from(cells: list[tuple[int, int]], graph: csr_array, part: Window) -> Ways:
    numbers = sorted({row * part.shape[1] + column for row, column in cells})
    found, before, _ = dijkstra(graph, directed=False, indices=numbers, return_predecessors=True, min_only=True)
    return Ways(part, found, before)


def road(ground: Ground, start: Point, end: Point, avoid: list[Point]) -> list[Point]:
    """The middles of the cells of the cheapest way between two points; empty where water lies between."""
    part = window(ground, [start, end], 6000)
    cost = straightened(cost_of(ground, part), part.local(ground.terrain.cell(start)))
    for point in avoid:
        row, column = part.local(ground.terrain.cell(point))
        if math.dist(point, start) > AWAY_M and 0 <= row < part.shape[0] and 0 <= column < part.shape[1]:
            cost[max(row - 1, 0) : row + 2, max(column - 1, 0) : column + 2] += BUSY_COST
    ways = ways_from([part.local(ground.terrain.cell(start))], steps(cost), part)
    return centers(ground, part, ways.to(part.local(ground.terrain.cell(end))))


def straightened(cost: NDArray[np.float64], start: tuple[int, int]) -> NDArray[np.float64]:
    """Even ground around the start: a road leaves a place straight."""
    rows, columns = np.ogrid[: cost.shape[0], : cost.shape[1]]
    near = np.hypot(rows - start[0], columns - start[1]) * CELL_M < STRAIGHT_M
    return np.where(near & (cost < SHORE_COST), 1.0, cost)


def centers(ground: Ground, part: Window, cells: list[tuple[int, int]]) -> list[Point]:
    return [ground.terrain.center(row + part.rows.start, column + part.columns.start) for row, column in cells]


def smooth(points: list[Point]) -> list[Point]:
    """Straight stretches joined by bends of some hundred metres."""
    if len(points) < 3:
        return points
    straight = list(LineString(points).simplify(STRAIGHTEN_M).coords)
    return rounded(rounded(straight, 160), 50)


def rounded(points: list[Point], reach_m: float) -> list[Point]:
    """Every corner cut off at `reach_m` before and after it, or a third of its side."""
    result = [points[0]]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        for other in (before, after):
            side = math.dist(corner, other)
            result.append(ahead(corner, bearing(corner, other), min(reach_m, side / 3)))
    return [*result, points[-1]]


def poles_along(
    points: list[Point], draw: random.Random, shortest_m: float = 62, longest_m: float = 104
) -> list[Point]:
    """Poles at uneven distances along a line, its ends included."""
    line = LineString(points)
    count = max(1, round(run_length(points) / ((shortest_m + longest_m) / 2)))
    spans = [draw.uniform(shortest_m, longest_m) for _ in range(count)]
    scale, at, poles = line.length / sum(spans), 0.0, [points[0]]
    for span in spans[:-1]:
        at += span * scale
        poles.append(tuple(line.interpolate(at).coords[0]))
    return [*poles, points[-1]]

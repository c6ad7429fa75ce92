"""The roads of a feeder: its trunk from place to place, and the branches that open up the country beside it."""

import math
import random
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

import numpy as np
from scipy.ndimage import distance_transform_edt
from scipy.sparse import csr_array

from data_import.demo import golden
from data_import.demo.ground import LINES_PER_FEEDER, Ground
from data_import.demo.lines import Line, ahead, bearing, turn
from data_import.demo.plans import FeederPlan, Stop
from data_import.demo.routes import Window, centers, cost_of, poles_along, road, smooth, steps, ways_from, window
from data_import.demo.terrain import CELL_M, Point

STREET_SPAN_M = 48
#: Poles of a main street to either side of the middle.
STREET_POLES = {"town": 9, "village": 6, "hamlet": 3}
GATE_M = 1000
NEAR_SUBSTATION_M = 1500
BRANCH_REACH_M = 5500
BRANCH_SPACING_M = 2100


@dataclass(frozen=True)
class GoldenSpan:
    """Where the golden span runs, from pole `index` of a line to the next; nowhere in most feeders."""

    line: Line | None = None
    index: int = 0

    def node(self, line: Line, index: int) -> str | None:
        """The golden number of the node at a pole, if it has one."""
        if line is not self.line or not 0 <= index - self.index <= 1:
            return None
        return golden.SPAN_NODES[index - self.index]


@dataclass
class Layout:
    """A feeder being drawn."""

    plan: FeederPlan
    ground: Ground
    draw: random.Random
    lines: list[Line] = field(default_factory=list)
    towns: list[tuple[Line, tuple[int, int], str]] = field(default_factory=list)
    count: int = 0
    golden_span: GoldenSpan = field(default_factory=GoldenSpan)
    golden_pole: Point | None = None

    def number(self) -> int:
        self.count += 1
        return self.plan.number * LINES_PER_FEEDER + self.count

    def add(self, kind: str, points: list[Point], phases: str, parent: Line | None = None, at: int = 0) -> Line:
        line = Line(self.number(), kind, points, phases, parent, at)
        self.lines.append(line)
        self.ground.claim(points, line.number)
        if parent:
            parent.junctions.add(at)
        return line

    @property
    def roads(self) -> list[Line]:
        return [line for line in self.lines if line.kind in ("trunk", "branch")]


def open_gate(layout: Layout) -> None:
    """The first kilometre of the trunk, straight from the substation; all feeders of a substation open theirs first."""
    home = layout.plan.substation.point
    outward = bearing(home, layout.plan.stops[0].point)
    gate = ahead(home, outward, 18)
    poles = poles_along([gate, ahead(gate, outward, GATE_M)], layout.draw)
    dry = takewhile(layout.ground.terrain.is_open, poles[2:])
    layout.add("trunk", [*poles[:2], *dry], "RST")


def draw_trunk(layout: Layout) -> None:
    """The trunk from place to place, claimed leg by leg; it ends early where it would cross another line."""
    trunk = layout.lines[0]
    legs = raw_legs(layout, trunk.points[-1])
    for index, leg in enumerate(legs):
        stop = layout.plan.stops[index]
        street = main_street(layout, stop, leg, legs[index + 1] if index + 1 < len(legs) else [])
        if not extend(layout, trunk, leg, street):
            return
        trunk.street.append((len(trunk.points) - len(street), len(trunk.points) - 1))
        layout.towns.append((trunk, trunk.street[-1], stop.size))


def raw_legs(layout: Layout, start: Point) -> list[list[Point]]:
    """The way to each stop in turn, as far as there is one."""
    legs: list[list[Point]] = []
    for stop in layout.plan.stops:
        passed = [point for leg in legs for point in leg]
        leg = road(layout.ground, start, layout.ground.terrain.nearest_inland(stop.point), passed)
        if len(leg) < 4:
            break
        legs.append(leg)
        start = leg[-1]
    return legs


def main_street(layout: Layout, stop: Stop, before: list[Point], after: list[Point]) -> list[Point]:
    """A straight row of poles through a place, turned so that the trunk enters and leaves it with the least bend."""
    middle, count = before[-1], STREET_POLES[stop.size]
    reach_m = count * STREET_SPAN_M + 500
    entry = next((point for point in reversed(before) if math.dist(point, middle) > reach_m), before[0])
    leave = next((point for point in after if math.dist(point, middle) > reach_m), None)

    def bend(street: list[Point]) -> float:
        heading = bearing(street[0], street[-1])
        return turn(bearing(entry, street[0]), heading) ** 2 + (
            turn(heading, bearing(street[-1], leave)) ** 2 if leave else 0
        )

    streets = [
        [ahead(middle, math.radians(degrees), STREET_SPAN_M * i) for i in range(-count, count + 1)]
        for degrees in range(0, 360, 10)
    ]
    fit = [street for street in streets if all(map(layout.ground.terrain.is_open, street))]
    return min(fit, key=bend) if fit else [middle]


def extend(layout: Layout, trunk: Line, leg: list[Point], street: list[Point]) -> bool:
    """Run the trunk along a leg and through its street. False where something stands in the way: it ends there."""
    start, middle = trunk.points[-1], leg[-1]
    left_m, free_m = math.dist(leg[0], start) + 200, math.dist(street[0], middle) + 200
    between = [point for point in leg if math.dist(point, leg[0]) > left_m and math.dist(point, middle) > free_m]
    poles = poles_along(smooth([start, *between, street[0]]), layout.draw)
    kept = unobstructed(layout, poles, trunk.number)
    trunk.points += kept[1:]
    layout.ground.claim(kept, trunk.number)
    if len(kept) < len(poles):
        return False
    trunk.points += street[1:]
    layout.ground.claim(street, trunk.number)
    return True


def unobstructed(layout: Layout, poles: list[Point], number: int) -> list[Point]:
    """The poles before the first span that would touch a line built before, the tangle at the substation aside."""
    home = layout.plan.substation.point
    for index, (start, end) in enumerate(pairwise(poles)):
        is_tangled = math.dist(end, home) < NEAR_SUBSTATION_M
        is_clear = is_tangled or layout.ground.is_free(start, end, 0, (number,) if index < 4 else ())
        if not is_clear or not layout.ground.terrain.is_open(end):
            return poles[: index + 1]
    return poles


def draw_branches(layout: Layout, wanted: int, others: list[Line]) -> None:
    """Side roads to the emptiest ground within reach, each from the nearest pole of the roads so far."""
    roads = layout.roads
    part = window(layout.ground, [point for line in roads for point in line.points], BRANCH_REACH_M + 1500)
    cost = cost_of(layout.ground, part, own=layout.plan.number)
    graph = steps(cost)
    foreign = distance_to(layout, part, [point for line in others for point in line.points])
    for _ in range(wanted):
        own = distance_to(layout, part, [point for line in layout.roads for point in line.points])
        fit = (
            np.isfinite(cost) & (cost < 30) & (own > BRANCH_SPACING_M) & (own < BRANCH_REACH_M) & (own + 400 < foreign)
        )
        targets = np.argwhere(fit)
        if len(targets) == 0:
            return
        row, column = targets[layout.draw.randrange(len(targets))].tolist()
        draw_branch(layout, part, graph, (row, column))


def distance_to(layout: Layout, part: Window, points: list[Point]) -> np.ndarray:
    """Metres from each cell of the window to the nearest of the points."""
    empty = np.ones(part.shape, dtype=bool)
    for point in points:
        row, column = part.local(layout.ground.terrain.cell(point))
        if 0 <= row < part.shape[0] and 0 <= column < part.shape[1]:
            empty[row, column] = False
    return distance_transform_edt(empty) * CELL_M if not empty.all() else np.full(part.shape, np.inf)


def draw_branch(layout: Layout, part: Window, graph: csr_array, target: tuple[int, int]) -> Line | None:
    terrain = layout.ground.terrain
    sources = [part.local(terrain.cell(point)) for line in layout.roads for point in line.points]
    way = ways_from(sources, graph, part).to(target)
    if len(way) < 5:
        return None
    corners = centers(layout.ground, part, way)
    parent, at = nearest_pole(layout, corners[0])
    start = parent.points[at]
    leg = [start, *(corner for corner in corners if math.dist(corner, start) > 260)]
    poles = poles_along(smooth(leg), layout.draw)
    kept = clear_of_all(layout, poles, parent)
    if len(kept) < 12:
        return None
    phases = "RST" if layout.draw.random() < 0.65 else layout.draw.choice(("RS", "ST", "RT"))
    phases = phases if parent.is_three_phase else parent.phases
    return layout.add("branch", kept, phases, parent, at)


def nearest_pole(layout: Layout, point: Point) -> tuple[Line, int]:
    """The pole of the roads nearest to a point, off the streets and away from other junctions."""
    choices = (
        (
            math.dist(pole, point) + 400 * line.in_street(index, 1) + 300 * (index in line.junctions),
            line.number,
            index,
            line,
        )
        for line in layout.roads
        for index, pole in enumerate(line.points[2:], start=2)
    )
    _, _, index, line = min(choices, key=lambda choice: choice[:3])
    return line, index


def clear_of_all(layout: Layout, poles: list[Point], parent: Line) -> list[Point]:
    for index, (start, end) in enumerate(pairwise(poles)):
        if not layout.ground.is_free(start, end, 2 if index > 3 else 1, (parent.number,) if index < 4 else ()):
            return poles[: index + 1]
    return poles


def place_golden_span(layout: Layout) -> None:
    """On the first three-phase branch: the span nearest to the golden length, stretched to have it exactly."""
    line = next(line for line in layout.roads if line.kind == "branch" and line.is_three_phase)
    points, wanted_m = line.points, golden.SPAN_LENGTH_M
    index = min(range(3, len(points) - 3), key=lambda i: abs(math.dist(points[i], points[i + 1]) - wanted_m))
    points[index + 1] = ahead(points[index], bearing(points[index], points[index + 1]), wanted_m)
    line.junctions |= {index, index + 1}
    layout.golden_span = GoldenSpan(line, index)

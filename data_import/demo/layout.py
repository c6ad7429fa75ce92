"""The roads of a feeder: its trunk from place to place, and the branches that open up the country beside it."""

import math
import random
from dataclasses import dataclass, field

import numpy as np
from scipy.ndimage import distance_transform_edt

from data_import.demo.ground import LINES_PER_FEEDER, Ground
from data_import.demo.lines import Line, ahead, bearing
from data_import.demo.plans import FeederPlan, Stop
from data_import.demo.routes import Window, centers, cost_of, poles_along, road, smooth, ways_from, window
from data_import.demo.terrain import CELL_M, Point

STREET_SPAN_M = 48
#: Poles of a main street to either side of the middle.
STREET_POLES = {"town": 9, "village": 6, "hamlet": 3}
NEAR_SUBSTATION_M = 1500
BRANCH_REACH_M = 5500
BRANCH_SPACING_M = 2100
TURNS = (0, 20, -20, 40, -40, 65, -65, 90)


@dataclass
class Layout:
    """A feeder being drawn."""

    plan: FeederPlan
    ground: Ground
    draw: random.Random
    lines: list[Line] = field(default_factory=list)
    towns: list[tuple[Line, tuple[int, int], str]] = field(default_factory=list)
    count: int = 0

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


def draw_trunk(layout: Layout) -> Line:
    """The trunk, claimed on the ground leg by leg; it ends early where it would cross another line."""
    plan, ground = layout.plan, layout.ground
    outward = bearing(plan.substation.point, plan.stops[0].point)
    gate = ahead(plan.substation.point, outward, 18)
    points, streets = [gate, *poles_along([gate, ahead(gate, outward, 280)], layout.draw)[1:]], []
    number = layout.number()
    for index, stop in enumerate(plan.stops):
        street = main_street(layout, points[-1], index)
        leg = road(ground, points[-1], street[0])
        poles = poles_along(leg, layout.draw) if leg else []
        kept = unobstructed(layout, poles, number)
        points += kept[1:]
        if not leg or len(kept) < len(poles):
            break
        streets.append((len(points) - 1, len(points) + len(street) - 2, stop.size))
        points += street[1:]
        ground.claim(points, number)
    ground.claim(points, number)
    trunk = Line(number, "trunk", points, "RST")
    layout.lines.append(trunk)
    for start, stop, size in streets:
        trunk.street.append((start, stop))
        layout.towns.append((trunk, (start, stop), size))
    return trunk


def main_street(layout: Layout, before: Point, index: int) -> list[Point]:
    """A straight row of poles through a place, in the direction in which the trunk passes it."""
    stops, terrain = layout.plan.stops, layout.ground.terrain
    middle = terrain.nearest_open(stops[index].point)
    following = stops[index + 1].point if index + 1 < len(stops) else ahead(middle, bearing(before, middle), 1000)
    heading = bearing(before, following)
    count = STREET_POLES[stops[index].size]
    for turn in TURNS:
        street = [ahead(middle, heading + math.radians(turn), STREET_SPAN_M * i) for i in range(-count, count + 1)]
        if all(map(terrain.is_open, street)):
            return street
    return [middle]


def unobstructed(layout: Layout, poles: list[Point], number: int) -> list[Point]:
    """The poles before the first span that would touch a line built before, the tangle at the substation aside."""
    home = layout.plan.substation.point
    for index, (start, end) in enumerate(zip(poles, poles[1:], strict=False)):
        allowed = (number,) if index < 4 else ()
        if math.dist(end, home) > NEAR_SUBSTATION_M and not layout.ground.is_free(start, end, 0, allowed):
            return poles[: index + 1]
    return poles


def draw_branches(layout: Layout, wanted: int, others: list[Line]) -> None:
    """Side roads to the emptiest ground within reach, each from the nearest pole of the roads so far."""
    roads = layout.roads
    part = window(layout.ground, [point for line in roads for point in line.points], BRANCH_REACH_M + 1500)
    cost = cost_of(layout.ground, part, own=layout.plan.number)
    foreign = distance_to(layout, part, [point for line in others for point in line.points])
    for _ in range(wanted):
        own = distance_to(layout, part, [point for line in layout.roads for point in line.points])
        fit = np.isfinite(cost) & (cost < 30) & (own > BRANCH_SPACING_M) & (own < BRANCH_REACH_M) & (own + 400 < foreign)
        targets = np.argwhere(fit)
        if len(targets) == 0:
            return
        target = tuple(int(value) for value in targets[layout.draw.randrange(len(targets))])
        draw_branch(layout, part, cost, target)


def distance_to(layout: Layout, part: Window, points: list[Point]) -> np.ndarray:
    """Metres from each cell of the window to the nearest of the points."""
    empty = np.ones(part.shape, dtype=bool)
    for point in points:
        row, column = part.local(layout.ground.terrain.cell(point))
        if 0 <= row < part.shape[0] and 0 <= column < part.shape[1]:
            empty[row, column] = False
    return distance_transform_edt(empty) * CELL_M if not empty.all() else np.full(part.shape, np.inf)


def draw_branch(layout: Layout, part: Window, cost: np.ndarray, target: tuple[int, int]) -> Line | None:
    terrain = layout.ground.terrain
    sources = [part.local(terrain.cell(point)) for line in layout.roads for point in line.points]
    way = ways_from(sources, cost, part).to(target)
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
    branch = layout.add("branch", kept, phases, parent, at)
    return branch


def nearest_pole(layout: Layout, point: Point) -> tuple[Line, int]:
    """The pole of the roads nearest to a point, off the streets and away from other junctions."""
    choices = (
        (math.dist(pole, point) + 400 * line.in_street(index, 1) + 300 * (index in line.junctions), line.number, index, line)
        for line in layout.roads
        for index, pole in enumerate(line.points[2:], start=2)
    )
    _, _, index, line = min(choices, key=lambda choice: choice[:3])
    return line, index


def clear_of_all(layout: Layout, poles: list[Point], parent: Line) -> list[Point]:
    for index, (start, end) in enumerate(zip(poles, poles[1:], strict=False)):
        if not layout.ground.is_free(start, end, 2 if index > 3 else 1, (parent.number,) if index < 4 else ()):
            return poles[: index + 1]
    return poles

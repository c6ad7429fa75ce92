"""Lines that leave a road nearly at right angles along the edges of fields; transformers beside roads and at farms."""

import heapq
import math

from data_import.demo.layout import Layout
from data_import.demo.lines import Line, ahead
from data_import.demo.terrain import Point
from data_import.demo.trees import Spot, spot

CLEARANCE_MARKS = 3
SHORTEST = 3
APART = 4
LONGEST = 30
ROAD_SHARE = 0.2


def walk(layout: Layout, parent: Line, at: int, heading: float, count: int) -> list[Point]:
    """Poles from one of the parent's on, nearly straight, now and then round a field's corner; an obstacle ends it."""
    draw, points, corner = layout.draw, [parent.points[at]], layout.draw.choice((1, -1))
    for step in range(count):
        heading += draw.gauss(0, 0.05)
        if step > 2 and draw.random() < 0.09:
            heading, corner = heading + corner * draw.uniform(0.9, 1.6), -corner
        pole = ahead(points[-1], heading, draw.uniform(58, 108))
        if not layout.ground.is_free(points[-1], pole, CLEARANCE_MARKS, (parent.number,) if step < 3 else ()):
            break
        points.append(pole)
    return points


def has_room(line: Line, index: int, apart: int) -> bool:
    around = range(index - apart + 1, index + apart)
    return 0 < index < len(line.points) - 1 and not line.in_street(index, 2) and line.junctions.isdisjoint(around)


def lateral_phases(layout: Layout, parent: Line) -> str:
    """Mostly one phase; never one that the parent lacks."""
    if len(parent.phases) == 1:
        return parent.phases
    kind = layout.draw.random()
    if parent.is_three_phase and kind < 0.22:
        return "RST"
    if kind < 0.38:
        return layout.draw.choice(("RS", "ST", "RT")) if parent.is_three_phase else parent.phases
    return layout.draw.choice(parent.phases)


def grow_lateral(layout: Layout, parent: Line, at: int) -> Line | None:
    side = layout.draw.choice((1, -1))
    heading = parent.heading(at) + side * math.radians(layout.draw.gauss(90, 9))
    count = min(LONGEST, 4 + int(layout.draw.expovariate(1 / 8)))
    points = walk(layout, parent, at, heading, count)
    if len(points) <= SHORTEST:
        return None
    return layout.add("lateral", points, lateral_phases(layout, parent), parent, at)


def roadside_spots(layout: Layout, wanted: int) -> list[Spot]:
    """Transformers on the poles of trunk and branches."""
    poles = [(line, index) for line in layout.roads for index in range(6, len(line.points))]
    layout.draw.shuffle(poles)
    ends = [
        spot(line, len(line.points) - 1, "road") for line in layout.roads if not line.in_street(len(line.points) - 1)
    ]
    spots: list[Spot] = []
    for line, index in poles:
        if len(spots) >= wanted:
            break
        if has_room(line, index, APART):
            spots.append(spot(line, index, "road"))
    return ends + spots


def lateral_spots(layout: Layout, line: Line) -> list[Spot]:
    """A transformer at the end of a lateral and some on the way."""
    last = len(line.points) - 1
    spots = [spot(line, last, "farm")]
    index = layout.draw.randint(3, 8)
    while index < last - 3:
        spots.append(spot(line, index, "farm"))
        index += layout.draw.randint(5, 12)
    return spots


def grow_laterals(layout: Layout, wanted: int) -> list[Spot]:
    """Laterals of roads and of laterals, in an order drawn by lot, until so many transformers stand on them."""
    queue = [
        (layout.draw.random(), line.number, index, line)
        for line in layout.roads
        for index in range(3, len(line.points))
    ]
    heapq.heapify(queue)
    spots: list[Spot] = []
    while queue and len(spots) < wanted:
        _, _, at, parent = heapq.heappop(queue)
        if not has_room(parent, at, APART if parent.kind != "lateral" else 2):
            continue
        if line := grow_lateral(layout, parent, at):
            spots += lateral_spots(layout, line)
            for index in range(3, len(line.points) - 2):
                heapq.heappush(queue, (layout.draw.uniform(0.3, 1.6), line.number, index, line))
    return spots

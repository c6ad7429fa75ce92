"""Links between feeders of one voltage, kept open: a line from a three-phase end of one to a pole of the other."""

import itertools
import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.distance import cdist

from data_import.demo.layout import Layout
from data_import.demo.lines import Line, run_length
from data_import.demo.routes import poles_along, road, smooth
from data_import.demo.terrain import Point

NEAREST_M, FARTHEST_M = 150, 8500
#: A link close to the substation would be of no use.
FROM_SUBSTATION_M = 3000
LONGEST_DETOUR = 1.6
MOST = 2
TRIES = 12
APART_M = 700
FREE_POLES = 5
#: A pole of a line that a link may begin or end at.
Foot = tuple[Line, int]


@dataclass(frozen=True)
class Tie:
    """The last pole of `line` is pole `index` of `other`, a line of feeder `feeder`; an open switch stands there."""

    line: Line
    feeder: int
    other: Line
    index: int


def draw_ties(layout: Layout, earlier: list[Layout]) -> list[Tie]:
    """At most two, to the nearest of the feeders drawn before this one, where a way is free."""
    ties: list[Tie] = []
    ours = feet(layout)
    neighbours = [(other, feet(other)) for other in earlier if other.plan.kv == layout.plan.kv]
    for other, theirs in sorted(neighbours, key=lambda pair: (gap(ours, pair[1]), pair[0].plan.number)):
        if len(ties) < MOST and (tie := link(layout, ours, other, theirs)):
            ties.append(tie)
    return ties


def feet(layout: Layout) -> list[Foot]:
    """Every fourth three-phase pole away from substation, streets and junctions."""
    home = layout.plan.substation.point
    return [
        (line, index)
        for line in layout.roads
        if line.is_three_phase
        for index in range(5, len(line.points), 4)
        if math.dist(line.points[index], home) > FROM_SUBSTATION_M
        and not line.in_street(index, 2)
        and line.junctions.isdisjoint(range(index - 2, index + 3))
    ]


def distances(ours: list[Foot], theirs: list[Foot]) -> NDArray[np.float64]:
    return cdist(*([line.points[index] for line, index in side] for side in (ours, theirs)))


def gap(ours: list[Foot], theirs: list[Foot]) -> float:
    return float(distances(ours, theirs).min()) if ours and theirs else math.inf


def link(layout: Layout, ours: list[Foot], other: Layout, theirs: list[Foot]) -> Tie | None:
    """A link between the nearest two poles that one can be drawn between."""
    if not NEAREST_M < gap(ours, theirs) < FARTHEST_M:
        return None
    for foot, goal in pairs(ours, theirs):
        if points := path(layout, foot, goal):
            goal[0].junctions.add(goal[1])
            return Tie(layout.add("tie", points, "RST", *foot), other.plan.number, *goal)
    return None


def pairs(ours: list[Foot], theirs: list[Foot]) -> list[tuple[Foot, Foot]]:
    """Poles of ours with the nearest of theirs, the nearest pair first, each pair some way from those before it."""
    metres = distances(ours, theirs)
    tried: list[Point] = []
    found: list[tuple[Foot, Foot]] = []
    for start in np.argsort(metres.min(axis=1), kind="stable"):
        point = ours[start][0].points[ours[start][1]]
        if len(found) < TRIES and all(math.dist(point, other) > APART_M for other in tried):
            tried.append(point)
            found.append((ours[start], theirs[int(metres[start].argmin())]))
    return found


def path(layout: Layout, foot: Foot, goal: Foot) -> list[Point]:
    """The poles of a link; empty where something stands in the way."""
    (line, at), (other, index) = foot, goal
    start, end = line.points[at], other.points[index]
    way = [
        corner
        for corner in road(layout.ground, start, end, [])
        if min(math.dist(corner, start), math.dist(corner, end)) > 260
    ]
    poles = poles_along(smooth([start, *way, end]), layout.draw)
    home = layout.plan.substation.point
    too_long = run_length(poles) > LONGEST_DETOUR * math.dist(start, end)
    if too_long or any(math.dist(pole, home) < FROM_SUBSTATION_M for pole in poles):
        return []
    for step, (here, there) in enumerate(itertools.pairwise(poles)):
        allowed = {line.number} if step < FREE_POLES else set()
        allowed |= {other.number} if step > len(poles) - 2 - FREE_POLES else set()
        if not layout.ground.is_free(here, there, 2, allowed):
            return []
    return poles

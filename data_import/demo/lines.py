"""A line of poles, and the small plane geometry of drawing one."""

import itertools
import math
from dataclasses import dataclass, field

from data_import.demo.terrain import Point


@dataclass(eq=False)
class Line:
    """Poles in a row, from where it leaves its parent (the same pole) to its end. Its number marks the ground."""

    number: int
    kind: str
    points: list[Point]
    phases: str
    parent: "Line | None" = None
    at: int = 0
    street: list[tuple[int, int]] = field(default_factory=list)
    junctions: set[int] = field(default_factory=set)

    @property
    def is_three_phase(self) -> bool:
        return len(self.phases) == 3

    def heading(self, index: int) -> float:
        before, after = self.points[max(index - 1, 0)], self.points[min(index + 1, len(self.points) - 1)]
        return bearing(before, after)

    def in_street(self, index: int, around: int = 0) -> bool:
        return any(start - around <= index <= stop + around for start, stop in self.street)


def bearing(start: Point, end: Point) -> float:
    """Radians, counter-clockwise from east."""
    return math.atan2(end[1] - start[1], end[0] - start[0])


def ahead(point: Point, heading: float, distance_m: float) -> Point:
    return point[0] + distance_m * math.cos(heading), point[1] + distance_m * math.sin(heading)


def run_length(points: list[Point]) -> float:
    return sum(math.dist(a, b) for a, b in itertools.pairwise(points))


def turn(before: float, after: float) -> float:
    """The angle between two headings, from 0 to π."""
    return abs((after - before + math.pi) % math.tau - math.pi)

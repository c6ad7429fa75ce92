"""Where a transformer stands, and the low voltage poles that hang on it."""

from dataclasses import dataclass, field

from data_import.demo.lines import Line
from data_import.demo.terrain import Point


@dataclass
class Tree:
    """Low voltage poles; pole 0 is the transformer's, each other one hangs on an earlier one: `parents[i] < i`."""

    points: list[Point]
    parents: list[int] = field(default_factory=lambda: [-1])

    def add(self, point: Point, parent: int) -> int:
        self.points.append(point)
        self.parents.append(parent)
        return len(self.points) - 1


@dataclass(eq=False)
class Spot:
    """A transformer to be: a pole of a medium voltage line, in a setting (town, road or farm)."""

    line: Line
    index: int
    setting: str
    tree: Tree

    @property
    def point(self) -> Point:
        return self.line.points[self.index]


def spot(line: Line, index: int, setting: str) -> Spot:
    line.junctions.add(index)
    return Spot(line, index, setting, Tree([line.points[index]]))

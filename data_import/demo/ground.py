"""What is already built where: a raster of 50 m that keeps lines from running over each other."""

import itertools
import math
from collections.abc import Container

import numpy as np
from numpy.typing import NDArray

from data_import.demo.terrain import CELL_M, Point, Terrain

MARK_M = 50
MARKS_PER_CELL = CELL_M // MARK_M
LINES_PER_FEEDER = 10_000


class Ground:
    """Marks of lines. A line's number is its feeder's number × 10,000 plus a count, 0 is free ground."""

    def __init__(self, terrain: Terrain) -> None:
        rows, columns = terrain.open.shape
        self.terrain = terrain
        self.marks: NDArray[np.int32] = np.zeros((rows * MARKS_PER_CELL, columns * MARKS_PER_CELL), np.int32)

    def _cell(self, point: Point) -> tuple[int, int]:
        return int((point[1] - self.terrain.south) // MARK_M), int((point[0] - self.terrain.west) // MARK_M)

    def claim(self, points: list[Point], line: int) -> None:
        for start, end in itertools.pairwise(points):
            for point in samples(start, end, MARK_M / 2):
                self.marks[self._cell(point)] = line

    def lines_near(self, point: Point, margin: int) -> set[int]:
        """Lines within `margin` marks of a point."""
        row, column = self._cell(point)
        around = self.marks[max(row - margin, 0) : row + margin + 1, max(column - margin, 0) : column + margin + 1]
        return set(np.unique(around[around > 0]).tolist()) if around.any() else set()

    def is_free(self, start: Point, end: Point, margin: int, allowed: Container[int] = ()) -> bool:
        """Whether a span keeps clear of all lines but the allowed ones, and stays where a line may run."""
        if not self.terrain.is_open(end):
            return False
        middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
        return all(line in allowed for point in (middle, end) for line in self.lines_near(point, margin))

    def busy(self, rows: slice, columns: slice) -> NDArray[np.int32]:
        """The highest line number in each terrain cell of a window."""
        marks = self.marks[
            rows.start * MARKS_PER_CELL : rows.stop * MARKS_PER_CELL,
            columns.start * MARKS_PER_CELL : columns.stop * MARKS_PER_CELL,
        ]
        height, width = marks.shape[0] // MARKS_PER_CELL, marks.shape[1] // MARKS_PER_CELL
        return marks.reshape(height, MARKS_PER_CELL, width, MARKS_PER_CELL).max(axis=(1, 3))


def samples(start: Point, end: Point, step_m: float) -> list[Point]:
    count = max(1, math.ceil(math.dist(start, end) / step_m))
    return [
        (start[0] + (end[0] - start[0]) * i / count, start[1] + (end[1] - start[1]) * i / count)
        for i in range(count + 1)
    ]

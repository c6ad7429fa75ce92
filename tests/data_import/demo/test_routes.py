import math
import random
from itertools import pairwise

import pytest

from data_import.demo.lines import turn
from data_import.demo.routes import poles_along, rounded, smooth


@pytest.mark.parametrize(
    ("before", "after", "angle"),
    [
        pytest.param(0, math.pi / 2, math.pi / 2, id="left"),
        pytest.param(math.pi / 2, 0, math.pi / 2, id="right"),
        pytest.param(math.radians(170), math.radians(-170), math.radians(20), id="across-the-west"),
        pytest.param(0, math.pi, math.pi, id="back"),
    ],
)
def test_a_turn_is_the_angle_between_two_headings(before, after, angle):
    assert turn(before, after) == pytest.approx(angle)


def test_corners_are_cut_off_and_ends_stay():
    corners = [[round(value) for value in point] for point in rounded([(0, 0), (900, 0), (900, 300)], 200)]
    assert corners == [[0, 0], [700, 0], [900, 100], [900, 300]]


def test_a_staircase_of_cells_becomes_straight():
    stairs = [(step * 200, (step // 2) * 100) for step in range(10)]
    assert smooth(stairs) == [stairs[0], stairs[-1]]


def test_poles_keep_to_the_line_and_to_their_distances():
    poles = poles_along([(0, 0), (1000, 0), (1000, 700)], random.Random(1))
    spans = [math.dist(a, b) for a, b in pairwise(poles)]
    assert (poles[0], poles[-1]) == ((0, 0), (1000, 700))
    assert (min(spans) > 40, max(spans) < 120) == (True, True)

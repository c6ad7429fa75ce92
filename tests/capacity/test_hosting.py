"""What each node can take, against bisection with another engine, criterion by criterion."""

import dataclasses

import numpy as np
import pytest

from capacity.engine import Engine, NoSolutionError
from capacity.grid import Grid
from capacity.hosting import host
from capacity.limits import Limits
from capacity.trial import CRITERIA, MAX, RISE, STEP, THERMAL
from tests.capacity.grids import chain, drawn
from tests.capacity.limits import LIMITS

MOST_W = 9e6
WITHIN = 0.01


class Bisection:
    """The same limits, judged by power-grid-model alone. What has no impedance has no current there: its limit is left out."""

    def __init__(self, grid: Grid, limits: Limits) -> None:
        self.grid, self.limits, self.engine = grid, limits, Engine(grid)
        self.before = self.engine.solve(grid.load_va - grid.generation_w)
        bare = self.engine.solve(grid.load_va).voltage_pu
        rise = np.where(grid.is_low_voltage, limits.rise_low_voltage_pu, limits.rise_medium_voltage_pu)
        self.rise = self.forgiving(bare + rise)
        self.ceiling = self.forgiving(np.full(len(grid), limits.voltage_max_pu))
        allowed = limits.thermal_share * grid.limit_pu
        self.current = np.where(
            self.before.current_pu > allowed, self.before.current_pu + 0.001 * grid.limit_pu, allowed
        )

    def forgiving(self, limit: np.ndarray) -> np.ndarray:
        voltage = self.before.voltage_pu
        return np.where(voltage > limit, voltage + self.limits.worse_pu, limit)

    def holds(self, criterion: int, node: int, power_w: float) -> bool:
        added = self.grid.generation_w.copy()
        added[node] += power_w
        try:
            found = self.engine.solve(self.grid.load_va - added)
        except NoSolutionError:
            return False
        passed = {
            THERMAL: np.nanmax(found.current_pu - self.current),
            RISE: (found.voltage_pu - self.rise).max(),
            MAX: (found.voltage_pu - self.ceiling).max(),
            STEP: np.abs(found.voltage_pu - self.before.voltage_pu).max() - self.limits.step_pu,
        }
        return bool(passed[criterion] <= 0)

    def largest_w(self, criterion: int, node: int) -> float:
        """The first power that breaks it: far beyond, a power flow may find its other, unstable solution and seem to hold."""
        low, high = 0.0, 500.0
        while self.holds(criterion, node, high):
            if high >= MOST_W:
                return np.inf
            low, high = high, min(1.3 * high, MOST_W)
        while high - low > 1e-4 * high:
            middle = (low + high) / 2
            low, high = (middle, high) if self.holds(criterion, node, middle) else (low, middle)
        return low


SETTINGS = {
    "little load": ({"load_kw": 2.0, "generation_kw": 20.0}, LIMITS),
    "much load": ({"load_kw": 60.0, "generation_kw": 0.0}, LIMITS),
    "much generation": ({"load_kw": 5.0, "generation_kw": 500.0}, LIMITS),
    "a low ceiling": ({"load_kw": 10.0, "generation_kw": 50.0}, dataclasses.replace(LIMITS, voltage_max_pu=1.03)),
    "a small step": ({"load_kw": 10.0, "generation_kw": 50.0}, dataclasses.replace(LIMITS, step_pu=0.01)),
    "strict conductors": ({"load_kw": 10.0, "generation_kw": 50.0}, dataclasses.replace(LIMITS, thermal_share=0.3)),
}


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("seed", [11, 12])
def test_largest_powers_equal_bisection_criterion_by_criterion(setting, seed):
    drawing, limits = SETTINGS[setting]
    grid = without_rated_switches(drawn(seed, **drawing))
    nodes = np.arange(1, len(grid), 6)
    found = host(grid, limits, nodes, most_w=MOST_W).power_w
    other = Bisection(grid, limits)
    binding = found.min(axis=0)
    for criterion in range(len(CRITERIA)):
        for place, node in enumerate(nodes.tolist()):
            # Far beyond what binds, lines are so loaded that the two engines lose the operating point at different powers.
            if found[criterion, place] < 4 * binding[place]:
                expected = other.largest_w(criterion, node)
                assert found[criterion, place] == pytest.approx(expected, rel=WITHIN, abs=1.0), (
                    CRITERIA[criterion],
                    node,
                )


def test_every_criterion_binds_in_some_setting():
    binding = set()
    for drawing, limits in SETTINGS.values():
        grid = drawn(11, **drawing)
        found = host(grid, limits, np.arange(1, len(grid)), most_w=MOST_W)
        binding |= {CRITERIA[row] for row in found.power_w.argmin(axis=0)}
    assert binding == set(CRITERIA)


def test_the_limiting_span_is_the_thin_one():
    grid = chain(impedance_ohm=0.01 + 0.01j, spans=3, ampacity_a=300.0)
    thin = dataclasses.replace(grid.branches, ampacity_a=np.array([300.0, 50.0, 300.0]))
    found = host(dataclasses.replace(grid, branches=thin), LIMITS, np.array([3]), most_w=MOST_W)
    assert found.power_w[THERMAL, 0] == pytest.approx(0.85 * 50 * 13_200 * np.sqrt(3), rel=2e-3)
    assert found.node[THERMAL, 0] == 2


def test_of_spans_alike_the_nearest_to_the_head_is_named():
    found = host(chain(impedance_ohm=0.01 + 0.01j), LIMITS, np.array([3]), most_w=MOST_W)
    assert found.node[THERMAL, 0] == 1


def test_rise_of_one_generator_on_a_resistive_line_is_the_quadratic_s_solution():
    grid = chain(impedance_ohm=5 + 0j, spans=2, ampacity_a=np.inf)
    found = host(grid, LIMITS, np.array([2]), most_w=MOST_W)
    assert found.power_w[RISE, 0] == pytest.approx(1.06 * 0.06 * 13_200**2 / 10, rel=2e-3)
    assert found.power_w[STEP, 0] == pytest.approx(1.03 * 0.03 * 13_200**2 / 10, rel=2e-3)


def test_a_plant_that_breaks_a_limit_already_does_not_stop_newcomers_elsewhere():
    grid = drawn(11, load_kw=5.0, generation_kw=500.0)
    found = host(grid, LIMITS, np.arange(1, len(grid)), most_w=MOST_W)
    assert (found.power_w.min(axis=0) > 0).sum() > len(grid) / 2


def test_nothing_binds_on_a_line_without_impedance_or_rating():
    grid = chain(impedance_ohm=1e-9 + 0j, ampacity_a=np.nan)
    assert np.isinf(host(grid, LIMITS, np.array([1, 2, 3]), most_w=MOST_W).power_w).all()


def test_more_ampacity_never_lowers_what_fits():
    grid = drawn(12, load_kw=10.0, generation_kw=50.0)
    thicker = dataclasses.replace(
        grid, branches=dataclasses.replace(grid.branches, ampacity_a=grid.branches.ampacity_a * 1.3)
    )
    nodes = np.arange(1, len(grid))
    before, after = (host(each, LIMITS, nodes, most_w=MOST_W).power_w[THERMAL] for each in (grid, thicker))
    assert (after >= before * (1 - 2e-3)).all()


def without_rated_switches(grid: Grid) -> Grid:
    unrated = np.where(grid.impedance_pu == 0, np.nan, grid.branches.ampacity_a)
    return dataclasses.replace(grid, branches=dataclasses.replace(grid.branches, ampacity_a=unrated))

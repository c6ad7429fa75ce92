"""The sweep: by hand on one span, against power-grid-model on many trees, against what is published."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from capacity import engine
from capacity.radial import shorten, tree_of
from capacity.sweep import Added, solve, voltage_pu
from capacity.units import S_BASE_VA
from tests.capacity.flows import currents_pu, losses_kw, voltages_pu
from tests.capacity.grids import chain, drawn, published


def test_one_span_with_a_resistive_load_is_the_quadratic_s_solution():
    grid = chain(impedance_ohm=10 + 0j, spans=1, load_kw=1000)
    drop = 10 * 1000e3 / 13_200**2
    assert voltages_pu(grid)[1] == pytest.approx((1 + math.sqrt(1 - 4 * drop)) / 2, abs=1e-9)


@pytest.mark.parametrize(("phases", "factor"), [(3, 1), (2, 2), (1, 6)])
def test_fewer_phases_drop_more_voltage(phases, factor):
    one = 1 - voltages_pu(chain(impedance_ohm=0.1 + 0j, spans=1, load_kw=100, phase_count=phases))[1]
    assert one == pytest.approx(factor * 0.1 * 100e3 / 13_200**2, rel=1e-3)


@pytest.mark.parametrize(("phases", "expected_a"), [(3, 65.6), (2, 113.6), (1, 196.8)])
def test_currents_are_those_of_the_phases_there_are(phases, expected_a):
    grid = chain(impedance_ohm=1e-6 + 0j, spans=1, load_kw=1500, phase_count=phases, ampacity_a=100.0)
    assert 100 * currents_pu(grid)[0] / grid.limit_pu[0] == pytest.approx(expected_a, abs=0.05)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000))
def test_sweep_and_power_grid_model_agree_on_any_tree(seed):
    grid = drawn(seed)
    theirs = engine.solve(grid)
    assert np.abs(voltages_pu(grid) - theirs.voltage_pu).max() <= 1e-8
    loading = np.abs(currents_pu(grid) - theirs.current_pu) / grid.limit_pu
    assert np.nanmax(loading) <= 1e-8


@pytest.mark.parametrize(
    ("name", "loss_kw", "lowest_pu", "where"),
    [
        pytest.param("baran_wu_33", "202.7", "0.9131", "18", id="33 buses"),
        pytest.param("baran_wu_69", "225.0", "0.9092", "65", id="69 buses"),
    ],
)
def test_published_losses_and_lowest_voltage_are_met(name, loss_kw, lowest_pu, where):
    grid = published(name)
    voltage = voltages_pu(grid)
    assert (f"{losses_kw(grid):.1f}", f"{voltage.min():.4f}", grid.node_ids[voltage.argmin()]) == (
        loss_kw,
        lowest_pu,
        where,
    )


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 59))
def test_a_short_tree_has_the_same_voltages_where_it_still_has_nodes(seed, newcomer):
    grid = drawn(seed)
    tree = tree_of(grid)
    demand = grid.injection_pu[tree.node]
    wanted = demand != 0
    wanted[newcomer] = True
    short = shorten(tree, wanted)
    place = np.searchsorted(short.kept, newcomer)
    whole = solve(tree, demand, Added(np.array([newcomer]), np.array([0.1 + 0j])))
    part = solve(short.tree, demand[short.kept], Added(np.array([place]), np.array([0.1 + 0j])))
    np.testing.assert_allclose(voltage_pu(short.tree, part), voltage_pu(tree, whole)[short.kept], atol=1e-9)


def test_a_load_beyond_what_the_line_can_carry_is_not_solved():
    grid = chain(impedance_ohm=30 + 30j, spans=3, load_kw=2000)
    tree = tree_of(grid)
    assert solve(tree, grid.injection_pu[tree.node]).is_solved.tolist() == [False]
    with pytest.raises(engine.NoSolutionError):
        engine.solve(grid)


def test_power_in_equals_load_plus_losses():
    grid = published("baran_wu_33")
    tree = tree_of(grid)
    flow = solve(tree, grid.injection_pu[tree.node])
    taken_kw = (tree.head * np.conj(flow.current[0, 0])).real * S_BASE_VA / 1000
    assert taken_kw == pytest.approx(3715 + losses_kw(grid), abs=1e-6)

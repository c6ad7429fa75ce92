"""A grid's power flow in the order of its own nodes and branches, by our sweep."""

import numpy as np

from capacity.grid import Grid
from capacity.radial import tree_of
from capacity.sweep import current_pu, solve, voltage_pu
from capacity.units import S_BASE_VA


def voltages_pu(grid: Grid) -> np.ndarray:
    tree = tree_of(grid)
    found = np.empty(len(grid))
    found[tree.node] = voltage_pu(tree, solve(tree, grid.injection_pu[tree.node]))[:, 0]
    return found


def currents_pu(grid: Grid) -> np.ndarray:
    tree = tree_of(grid)
    found = np.empty(len(grid.branches))
    found[tree.branch[1:]] = current_pu(tree, solve(tree, grid.injection_pu[tree.node]))[1:, 0]
    return found


def losses_kw(grid: Grid) -> float:
    return float((currents_pu(grid) ** 2 * grid.impedance_pu.real).sum() * S_BASE_VA / 1000)

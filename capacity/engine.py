"""The one door to power-grid-model, an engine that knows nothing of ours: each is the other's check.

Nodes joined without impedance (switches, regulators at ratio 1) are one node there: a tiny impedance instead upsets its solver.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from power_grid_model import ComponentType, LoadGenType, PowerGridModel, initialize_array
from power_grid_model.errors import PowerGridError
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from capacity.grid import Complexes, Floats, Grid, Integers
from capacity.units import S_BASE_VA

#: A head whose voltage does not give way: the default of 1e10 moves voltages by 1e-4.
STIFF_VA = 1e16
TOLERANCE = 1e-10
MOST_ITERATIONS = 60


@dataclass(frozen=True)
class Solution:
    """`voltage_pu`: (nodes,). `current_pu`: (branches,), at the lower end; nan at branches without impedance."""

    voltage_pu: Floats
    current_pu: Floats


class NoSolutionError(Exception):
    """There is no operating point."""


class Engine:
    """A feeder in power-grid-model's terms; what is drawn may differ from one power flow to the next."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.bus = buses(grid)
        self.real = np.flatnonzero(~is_joint(grid))
        self.first_load = self.bus.max() + 1 + len(self.real) + 1
        self.model = PowerGridModel(self.input_data(), system_frequency=50.0)

    def solve(self, demand_va: Complexes) -> Solution:
        """`demand_va`: (nodes,) drawn less fed in. Raises NoSolutionError."""
        load = initialize_array("update", "sym_load", len(self.grid))
        load["id"] = self.first_load + np.arange(len(self.grid))
        load["p_specified"], load["q_specified"] = demand_va.real, demand_va.imag
        self.model.update(update_data={ComponentType.sym_load: load})
        try:
            found = self.model.calculate_power_flow(
                symmetric=True, error_tolerance=TOLERANCE, max_iterations=MOST_ITERATIONS
            )
        except PowerGridError as error:
            raise NoSolutionError(str(error)) from error
        current = np.full(len(self.grid.branches), np.nan)
        current[self.real] = found[ComponentType.generic_branch]["i_to"] * self.amperes_per_unit()
        return Solution(found[ComponentType.node]["u_pu"][self.bus], current)

    def amperes_per_unit(self) -> Floats:
        return np.sqrt(3.0) * self.grid.nominal_v[self.grid.lower_ends[self.real]] / S_BASE_VA

    def input_data(self) -> dict:
        return {
            ComponentType.node: self.node_data(),
            ComponentType.generic_branch: self.branch_data(),
            ComponentType.source: self.source_data(),
            ComponentType.sym_load: self.load_data(),
        }

    def node_data(self) -> np.ndarray:
        first = np.unique(self.bus, return_index=True)[1]
        node = initialize_array("input", "node", len(first))
        node["id"], node["u_rated"] = np.arange(len(first)), self.grid.nominal_v[first]
        return node

    def source_data(self) -> np.ndarray:
        source = initialize_array("input", "source", 1)
        source["id"], source["node"], source["status"] = self.first_load - 1, self.bus[0], 1
        source["u_ref"], source["sk"] = self.grid.head_pu, STIFF_VA
        return source

    def branch_data(self) -> np.ndarray:
        """Generic branches from the upper end to the lower one, with the impedance at the lower one's level."""
        grid, lower = self.grid, self.grid.lower_ends[self.real]
        upper = grid.branches.ends[self.real].sum(axis=1) - lower
        impedance = grid.impedance_pu[self.real] * grid.nominal_v[lower] ** 2 / S_BASE_VA
        branch = initialize_array("input", "generic_branch", len(self.real))
        branch["id"] = self.bus.max() + 1 + np.arange(len(self.real))
        branch["from_node"], branch["to_node"] = self.bus[upper], self.bus[lower]
        branch["from_status"] = branch["to_status"] = 1
        branch["r1"], branch["x1"], branch["g1"], branch["b1"] = impedance.real, impedance.imag, 0.0, 0.0
        branch["k"], branch["theta"], branch["sn"] = 1 / grid.branches.ratio[self.real], 0.0, S_BASE_VA
        return branch

    def load_data(self) -> np.ndarray:
        load = initialize_array("input", "sym_load", len(self.grid))
        load["id"], load["node"], load["status"] = self.first_load + np.arange(len(self.grid)), self.bus, 1
        load["type"] = LoadGenType.const_power
        load["p_specified"], load["q_specified"] = self.grid.load_va.real, self.grid.load_va.imag
        return load


def is_joint(grid: Grid) -> NDArray[np.bool_]:
    return (grid.impedance_pu == 0) & (grid.branches.ratio == 1)


def buses(grid: Grid) -> Integers:
    """Of each node the number of its bus; node 0's is 0."""
    ends = grid.branches.ends[is_joint(grid)]
    links = csr_array((np.ones(len(ends), np.int8), (ends[:, 0], ends[:, 1])), shape=(len(grid), len(grid)))
    return connected_components(links, directed=False)[1].astype(np.int64)


def solve(grid: Grid) -> Solution:
    """A grid as it stands. Raises NoSolutionError."""
    return Engine(grid).solve(grid.injection_pu * S_BASE_VA)

"""A feeder as it stands before a newcomer, and the limits that it leaves."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from capacity.grid import Complexes, Floats, Grid
from capacity.limits import Limits
from capacity.radial import Tree, tree_of
from capacity.sweep import Flow, current_pu, solve, voltage_pu
from capacity.units import S_BASE_VA


@dataclass(frozen=True)
class State:
    """A feeder before the newcomer, in tree order: what every trial is compared with.

    `current_limit`: per unit as seen from the head. `rise_limit`, `ceiling`: voltages that may not be passed.
    `is_close`: nodes a trifle below one of these; their neighbours beyond it are forgiven, so they may be the first to matter.
    """

    tree: Tree
    demand: Complexes
    flow: Flow
    voltage: Floats
    current_limit: Floats
    rise_limit: Floats
    ceiling: Floats
    is_low_voltage: np.ndarray
    is_close: np.ndarray

    @cached_property
    def guess(self) -> Floats:
        """(criteria, nodes): where each limit would be met if the others' currents stayed. Only where the search begins."""
        way = np.maximum(self.tree.path_impedance.real, 1e-9)
        room = np.stack([self.rise_limit - self.voltage, self.ceiling - self.voltage]) / self.tree.ratio
        risen = (np.abs(self.flow.voltage[:, 0]) + room) * room / way
        return np.vstack([self.room_on_the_way() * np.abs(self.flow.voltage[:, 0]), risen])

    def room_on_the_way(self) -> Floats:
        """Of each node the least current that a branch above it may still carry towards the head."""
        room = (self.current_limit + self.flow.current[:, 0].real).tolist()
        for place, above in enumerate(self.tree.above.tolist()):
            if above >= 0:
                room[place] = min(room[place], room[above])
        return np.array(room)


def state_of(grid: Grid, limits: Limits) -> State:
    """Raises ValueError when the feeder has no operating point even without a newcomer."""
    tree = tree_of(grid)
    demand = grid.injection_pu[tree.node]
    flow, bare = solve(tree, demand), solve(tree, (grid.load_va / S_BASE_VA)[tree.node])
    if not (flow.is_solved[0] and bare.is_solved[0]):
        raise ValueError("no operating point without the newcomer")
    voltage = voltage_pu(tree, flow)[:, 0]
    low = grid.is_low_voltage[tree.node]
    risen = voltage_pu(tree, bare)[:, 0] + np.where(low, limits.rise_low_voltage_pu, limits.rise_medium_voltage_pu)
    ceiling = np.full(len(tree), limits.voltage_max_pu)
    return State(
        tree=tree,
        demand=demand,
        flow=flow,
        voltage=voltage,
        current_limit=current_limits(grid, tree, flow, limits),
        rise_limit=forgiving(risen, voltage, limits),
        ceiling=forgiving(ceiling, voltage, limits),
        is_low_voltage=low,
        is_close=is_close(risen, voltage, limits) | is_close(ceiling, voltage, limits),
    )


def forgiving(limit: Floats, voltage: Floats, limits: Limits) -> Floats:
    """A limit broken already counts where it gets worse by more than a trifle."""
    return np.where(voltage > limit, voltage + limits.worse_pu, limit)


def is_close(limit: Floats, voltage: Floats, limits: Limits) -> np.ndarray:
    return (voltage <= limit) & (voltage > limit - limits.worse_pu)


def current_limits(grid: Grid, tree: Tree, flow: Flow, limits: Limits) -> Floats:
    rated = np.append(grid.limit_pu, np.inf)[tree.branch]
    now = current_pu(tree, flow)[:, 0]
    allowed = limits.thermal_share * rated
    return (
        np.where(now > allowed, now + limits.worse_share * np.where(np.isfinite(rated), rated, 0), allowed) * tree.ratio
    )

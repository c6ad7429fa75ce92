"""AC power flow of a tree, many cases at once: the backward/forward sweep, as running sums over the tree order.

Loads and generators of constant power; the head's voltage held. After Shirmohammadi et al., A compensation-based power flow
method for weakly meshed distribution and transmission networks, IEEE Transactions on Power Systems 3 (1988).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from capacity.grid import Complexes, Floats, Integers
from capacity.radial import Tree

TOLERANCE_PU = 1e-9
MOST_SWEEPS = 60
#: Below this voltage a solution is the other, unstable one, or none.
LEAST_PU = 0.5


@dataclass(frozen=True)
class Flow:
    """Cases in columns. As seen from the head (see Tree). `current`: that of the branch above each node, towards the node.

    `is_solved`: per case; where False the figures mean nothing.
    """

    voltage: Complexes
    current: Complexes
    is_solved: NDArray[np.bool_]


@dataclass(frozen=True)
class Added:
    """One more generator in each case: its place in the tree and what it feeds in, per unit."""

    place: Integers
    power: Complexes


def solve(
    tree: Tree,
    demand: Complexes,
    added: Added | None = None,
    *,
    start: Complexes | None = None,
    tolerance: float = TOLERANCE_PU,
) -> Flow:
    """`demand`: (nodes,) drawn less fed in, per unit, the same in every case. `start`: voltages to begin with."""
    cases = 1 if added is None else len(added.place)
    voltage = np.full((len(tree), cases), tree.head) if start is None else np.broadcast_to(start, (len(tree), cases))
    wanted = np.conj(demand)[:, None]
    change = np.full(cases, np.inf)
    with np.errstate(all="ignore"):
        for _ in range(MOST_SWEEPS):
            current = tree.sum_below(drawn(voltage, wanted, added))
            renewed = tree.head - tree.sum_above(tree.impedance[:, None] * current)
            change = np.abs(renewed - voltage).max(axis=0)
            voltage = renewed
            if not (change > tolerance).any():
                break
        solved = (change <= tolerance) & (np.abs(voltage).min(axis=0) > LEAST_PU)
    return Flow(voltage, current, solved)


def drawn(voltage: Complexes, wanted: Complexes, added: Added | None) -> Complexes:
    """The current that each node draws."""
    # Written out: numpy's own division of complex numbers takes ten times as long.
    current = wanted * voltage
    current *= 1 / (voltage.real**2 + voltage.imag**2)
    if added is not None:
        column = np.arange(len(added.place))
        current[added.place, column] -= np.conj(added.power) / np.conj(voltage[added.place, column])
    return current


def voltage_pu(tree: Tree, flow: Flow) -> Floats:
    """What a meter at the node would show."""
    return np.abs(flow.voltage) * tree.ratio[:, None]


def current_pu(tree: Tree, flow: Flow) -> Floats:
    return np.abs(flow.current) / tree.ratio[:, None]

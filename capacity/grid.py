"""A feeder as numbers: what is joined to what, with which impedance and limit, and what is drawn and fed in where.

SI units. Node 0 is the head, whose voltage is held. Parts with one or two phases are described by their three-phase equal
(see `capacity.units`), so that one complex number a node is enough.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from capacity.units import CURRENT_FACTOR, IMPEDANCE_FACTOR, S_BASE_VA
from layers.topology import NONE, Graph, Trace, trace

Floats = NDArray[np.float64]
Complexes = NDArray[np.complex128]
Integers = NDArray[np.int64]

SPAN, SWITCH, TRANSFORMER, REGULATOR = range(4)


@dataclass(frozen=True)
class Branches:
    """Closed ones only. `ends`: (branches, 2) node numbers, in either order.

    `impedance_ohm`: per conductor, at the nominal voltage of the lower end; a transformer's is its three-phase equal already.
    `ampacity_a` and `rating_va`: one or none (nan) of the two is known. `ratio`: voltage below over voltage above, in pu.
    """

    ids: tuple[str, ...]
    kind: Integers
    ends: Integers
    impedance_ohm: Complexes
    phase_count: Integers
    ampacity_a: Floats
    rating_va: Floats
    ratio: Floats

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True)
class Grid:
    """`load_va`: drawn (watts + j·var), `generation_w`: fed in, both per node and never negative where real."""

    node_ids: tuple[str, ...]
    nominal_v: Floats
    is_low_voltage: NDArray[np.bool_]
    branches: Branches
    load_va: Complexes
    generation_w: Floats
    head_pu: float = 1.0
    source_va: float = float("inf")

    def __len__(self) -> int:
        return len(self.node_ids)

    def __post_init__(self) -> None:
        sizes = {len(self.nominal_v), len(self.is_low_voltage), len(self.load_va), len(self.generation_w)}
        if sizes != {len(self.node_ids)}:
            raise ValueError("one entry a node in each array")
        if self.trace.is_island.any() or len(self.trace.loop_edges):
            raise ValueError("a feeder's grid is one tree: nodes out of reach or a loop")

    @cached_property
    def trace(self) -> Trace:
        return trace(
            Graph(
                node_count=len(self),
                ends=self.branches.ends,
                length_m=np.zeros(len(self.branches)),
                closed=np.ones(len(self.branches), bool),
                is_transformer=self.branches.kind == TRANSFORMER,
                roots=np.array([0]),
            )
        )

    @property
    def injection_pu(self) -> Complexes:
        """Drawn less fed in."""
        return (self.load_va - self.generation_w) / S_BASE_VA

    @cached_property
    def impedance_pu(self) -> Complexes:
        """Of each branch, as its three-phase equal."""
        lower_v = self.nominal_v[self.lower_ends]
        factor = np.array([IMPEDANCE_FACTOR[count] for count in self.branches.phase_count.tolist()])
        factor[self.branches.kind == TRANSFORMER] = 1.0
        return self.branches.impedance_ohm * factor * S_BASE_VA / lower_v**2

    @cached_property
    def limit_pu(self) -> Floats:
        """Rated current of each branch; infinite where unknown."""
        factor = np.array([CURRENT_FACTOR[count] for count in self.branches.phase_count.tolist()])
        base_a = S_BASE_VA / (np.sqrt(3.0) * self.nominal_v[self.lower_ends]) * factor
        known = np.where(
            np.isnan(self.branches.ampacity_a), self.branches.rating_va / S_BASE_VA, self.branches.ampacity_a / base_a
        )
        return np.where(np.isnan(known), np.inf, known)

    @cached_property
    def lower_ends(self) -> Integers:
        """Of each branch the end farther from the head."""
        below = np.full(len(self.branches), NONE)
        nodes = np.flatnonzero(self.trace.upstream_edge >= 0)
        below[self.trace.upstream_edge[nodes]] = nodes
        return below

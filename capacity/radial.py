"""A feeder as a tree whose nodes are numbered so that all that hangs below one follows it directly.

Sums below a node and sums along its way to the head are then differences of running sums: a power flow needs no loop over nodes.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from capacity.grid import Complexes, Floats, Grid, Integers


@dataclass(frozen=True)
class Tree:
    """Arrays in tree order, per unit, as seen from the head (voltages divided by `ratio`, currents multiplied by it).

    `node`: the grid's number of each. `branch`: the grid's number of the branch above (-1 at the head).
    `above`: next node towards the head (-1 at the head). `last`: last node at or below each.
    `impedance`: of the branch above each node. `ratio`: product of the ratios between the head and the node.
    """

    node: Integers
    branch: Integers
    above: Integers
    last: Integers
    impedance: Complexes
    ratio: Floats
    head: complex

    def __len__(self) -> int:
        return len(self.node)

    @cached_property
    def ends_of_parts(self) -> csr_array:
        """Takes what each node gives to its part of the tree away where that part ends."""
        inner = np.flatnonzero(self.last + 1 < len(self))
        shape = (len(self), len(self))
        return csr_array((np.ones(len(inner)), (self.last[inner] + 1, inner)), shape=shape)

    def sum_below(self, values: NDArray) -> NDArray:
        """At and below each node. (nodes, …) → the same."""
        running = np.cumsum(values, axis=0)
        return running[self.last] - running + values

    def sum_above(self, values: NDArray) -> NDArray:
        """From the head to each node, itself included. (nodes, …) → the same."""
        return np.cumsum(values - self.ends_of_parts @ values, axis=0)

    @cached_property
    def path_impedance(self) -> Complexes:
        return self.sum_above(self.impedance)


def tree_of(grid: Grid) -> Tree:
    node = np.argsort(grid.trace.tree_in, kind="stable")
    place = np.empty(len(grid), np.int64)
    place[node] = np.arange(len(grid))
    branch = grid.trace.upstream_edge[node]
    above = np.where(branch >= 0, place[grid.trace.upstream[node]], -1)
    ratio = ratios(grid, node, branch, above)
    return Tree(
        node=node,
        branch=branch,
        above=above,
        last=grid.trace.tree_out[node],
        impedance=above_impedance(grid, branch) / ratio**2,
        ratio=ratio,
        head=complex(grid.head_pu),
    )


def above_impedance(grid: Grid, branch: Integers) -> Complexes:
    """Of the branch above each node; none at the head."""
    return np.append(grid.impedance_pu, 0j)[branch]


def ratios(grid: Grid, node: Integers, branch: Integers, above: Integers) -> Floats:
    own = np.where(branch >= 0, grid.branches.ratio[branch], 1.0)
    if (own == 1.0).all():
        return own
    product = np.ones(len(node))
    for place in range(1, len(node)):
        product[place] = product[above[place]] * own[place]
    return product


@dataclass(frozen=True)
class Short:
    """A tree without the nodes that matter to nothing: what hangs on them is joined to the next that stays.

    `kept`: places in the whole tree. `owner`: for each place of the whole tree, the place in the short one of the stretch it
    belongs to, -1 where nothing that stays hangs below.
    """

    tree: Tree
    kept: Integers
    owner: Integers


def shorten(tree: Tree, wanted: NDArray[np.bool_]) -> Short:
    """Keep the head, the wanted nodes and where their ways part."""
    keep = wanted.copy()
    keep[0] = True
    below = tree.sum_below(keep.astype(np.int64))
    busy_children = np.bincount(tree.above[1:][below[1:] > 0], minlength=len(tree))
    keep |= busy_children > 1
    kept = np.flatnonzero(keep)
    owner = next_kept(tree, keep, below)
    place = np.full(len(tree), -1)
    place[kept] = np.arange(len(kept))
    above = kept_above(tree, keep, place)[kept]
    path = tree.path_impedance[kept]
    short = Tree(
        node=tree.node[kept],
        branch=tree.branch[kept],
        above=above,
        last=np.searchsorted(kept, tree.last[kept], side="right") - 1,
        impedance=np.where(above >= 0, path - path[above], 0),
        ratio=tree.ratio[kept],
        head=tree.head,
    )
    return Short(short, kept, np.where(owner >= 0, place[owner], -1))


def next_kept(tree: Tree, keep: NDArray[np.bool_], below: Integers) -> Integers:
    """The first kept node at or below each: in tree order it is the next kept one, if it lies within the part."""
    kept = np.flatnonzero(keep)
    following = np.searchsorted(kept, np.arange(len(tree)))
    found = kept[np.minimum(following, len(kept) - 1)]
    return np.where((following < len(kept)) & (found <= tree.last) & (below > 0), found, -1)


def kept_above(tree: Tree, keep: NDArray[np.bool_], place: Integers) -> Integers:
    """For each node the place of the nearest kept one above it; the jumps double, and never pass a kept node."""
    jump = np.where(tree.above >= 0, tree.above, 0)
    while not (done := keep[jump]).all():
        jump = np.where(done, jump, jump[jump])
    found = place[jump]
    found[0] = -1
    return found

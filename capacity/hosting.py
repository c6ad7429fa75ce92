"""How much one more generator may feed in at each node before each physical limit is reached, by AC power flow.

For every node and every criterion the largest power is bracketed and closed in on by false position (Illinois), many nodes
at a time; one power flow serves all criteria of its node.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from capacity.grid import Floats, Grid, Integers
from capacity.limits import Limits
from capacity.standing import state_of
from capacity.trial import CRITERIA, THERMAL, Trial
from capacity.units import S_BASE_VA

#: Nodes looked at together: so many that a sweep's arrays stay in the processor's cache.
TOGETHER = 48
#: How near a limit is near enough, as a share of what is free without the newcomer.
NEAR = 1e-3
#: How much further than a straight line says a trial goes, so that it falls beyond the limit.
OVER = 5e-4
MOST_STEPS = 60


@dataclass(frozen=True)
class Hosting:
    """(criteria, nodes). `power_w`: largest power, infinite where none up to the search's end breaks the limit.

    `node`: the grid's number of the node where the limit is met; of `thermal`, of the lower end of the branch that meets it.
    """

    power_w: Floats
    node: Integers


def host(grid: Grid, limits: Limits, nodes: Integers, *, most_w: float, power_factor: complex = 1.0) -> Hosting:
    """`nodes`: the grid's numbers. `most_w`: where the search ends. `power_factor`: cos φ + j sin φ, the sine positive when it
    feeds in reactive power too."""
    state = state_of(grid, limits)
    place = np.empty(len(grid), np.int64)
    place[state.tree.node] = np.arange(len(grid))
    power = np.empty((len(CRITERIA), len(nodes)))
    where = np.empty((len(CRITERIA), len(nodes)), np.int64)
    for chosen in chunks(place[nodes]):
        trial = Trial(state, place[nodes[chosen]], limits, power_factor)
        power[:, chosen], where[:, chosen] = Search(trial, most_w / S_BASE_VA).run()
    return Hosting(power * S_BASE_VA, state.tree.node[where])


def chunks(places: Integers) -> Iterator[Integers]:
    """Neighbours together, since they share a short tree."""
    order = np.argsort(places, kind="stable")
    for first in range(0, len(order), TOGETHER):
        yield order[first : first + TOGETHER]


PER_CASE = (
    "low",
    "high",
    "low_excess",
    "high_excess",
    "earlier",
    "earlier_excess",
    "near_enough",
    "found",
    "where",
    "side",
)


class Search:
    """Brackets of all criteria of all cases, drawn together trial by trial."""

    def __init__(self, trial: Trial, most: float) -> None:
        self.trial, self.most = trial, most
        shape = (len(CRITERIA), len(trial.places))
        self.low, self.high = np.zeros(shape), np.full(shape, np.inf)
        self.low_excess, self.where = trial.excess(np.zeros(shape[1]))
        self.high_excess = np.full(shape, np.nan)
        self.earlier, self.earlier_excess = np.zeros(shape), np.full(shape, np.nan)
        self.near_enough = np.maximum(NEAR * np.abs(self.low_excess), 1e-7)
        self.found = np.where(self.low_excess > 0, 0.0, np.nan)
        self.side = np.zeros(shape, np.int64)

    def run(self) -> tuple[Floats, Integers]:
        power, where = self.low.copy(), self.where.copy()
        case = np.arange(power.shape[1])
        for _ in range(MOST_STEPS):
            open_ = np.isnan(self.found)
            power[:, case] = np.where(open_, self.low, self.found)
            where[:, case] = self.where
            still = np.asarray(open_.any(axis=0))
            if not still.any():
                break
            if still.sum() * 2 <= len(case):
                case, open_ = case[still], open_[:, still]
                self.narrow(still)
            self.step(self.next_power(open_))
        return power, where

    def narrow(self, still: np.ndarray) -> None:
        """The many that are done need not wait for the few that are not."""
        self.trial.narrow(still)
        for name in PER_CASE:
            setattr(self, name, getattr(self, name)[:, still])

    def next_power(self, open_: np.ndarray) -> Floats:
        """For each case the guess of one criterion that is still open: the lowest, for it tells most about the others."""
        guess = np.minimum(self.beyond(), self.most)
        guess = np.where((guess > self.low) & (guess < self.high), guess, self.between())
        guess = np.where(open_, np.minimum(guess, self.most), np.inf)
        power = guess.min(axis=0)
        return np.where(np.isfinite(power), power, 0.0)

    def between(self) -> Floats:
        with np.errstate(all="ignore"):
            slope = self.low_excess - self.high_excess
            inner = self.low + (self.high - self.low) * self.low_excess / slope
            middle = (self.low + self.high) / 2
        usable = np.isfinite(inner) & (inner > self.low) & (inner < self.high)
        return np.where(usable, inner, np.where(np.isfinite(middle), middle, 2 * self.low))

    def beyond(self) -> Floats:
        """On the straight line through the last two trials, and a little further; the first guess where there is none."""
        with np.errstate(all="ignore"):
            slope = (self.low_excess - self.earlier_excess) / (self.low - self.earlier)
            ahead = self.low - (1 + OVER) * self.low_excess / slope
        ahead = np.where((slope > 0) & np.isfinite(ahead), np.minimum(ahead, 4 * self.low), 2 * self.low)
        ahead[THERMAL] = np.where(self.side[THERMAL] != 0, self.trial.next_thermal * (1 + OVER), ahead[THERMAL])
        return np.where(self.low > 0, np.maximum(ahead, self.low * (1 + NEAR)), np.maximum(self.trial.guess, 1e-6))

    def step(self, power: Floats) -> None:
        excess, where = self.trial.excess(power)
        inside = (excess <= 0) & (power > self.low) & np.isnan(self.found)
        outside = (excess > 0) & (power < self.high) & np.isnan(self.found)
        near = (np.abs(excess) <= self.near_enough) & np.isnan(self.found)
        self.where = np.where(outside | near, where, self.where)
        self.halve_the_standing_side(inside, outside)
        self.earlier = np.where(inside, self.low, self.earlier)
        self.earlier_excess = np.where(inside, self.low_excess, self.earlier_excess)
        self.low, self.low_excess = np.where(inside, power, self.low), np.where(inside, excess, self.low_excess)
        self.high, self.high_excess = np.where(outside, power, self.high), np.where(outside, excess, self.high_excess)
        self.found = np.where(near, power, self.found)
        self.found = np.where(inside & (power >= self.most) & np.isnan(self.found), np.inf, self.found)
        closed = np.isfinite(self.high) & (self.high - self.low <= NEAR * self.high) & np.isnan(self.found)
        self.found = np.where(closed, self.low, self.found)

    def halve_the_standing_side(self, inside: np.ndarray, outside: np.ndarray) -> None:
        """Illinois: an end that stays twice is taken at half its height."""
        self.high_excess = np.where(inside & (self.side == 1), self.high_excess / 2, self.high_excess)
        self.low_excess = np.where(outside & (self.side == -1), self.low_excess / 2, self.low_excess)
        self.side = np.where(inside, 1, np.where(outside, -1, self.side))

"""How much one more generator may feed in at each node before each physical limit is reached, by AC power flow.

For every node and every criterion the largest power is bracketed and closed in on by false position (Illinois), many nodes
at a time; one power flow serves all criteria of its node.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from capacity.grid import Complexes, Floats, Grid, Integers
from capacity.limits import Limits
from capacity.radial import Tree, shorten, tree_of
from capacity.sweep import Added, Flow, current_pu, solve, voltage_pu
from capacity.units import S_BASE_VA

CRITERIA = ("thermal", "voltage_rise", "voltage_max", "voltage_step")
THERMAL, RISE, MAX, STEP = range(4)
#: Nodes looked at together: so many that a sweep's arrays stay in the processor's cache.
TOGETHER = 48
#: How near a limit is near enough, as a share of what is free without the newcomer.
NEAR = 1e-3
#: How much further than a straight line says a trial goes, so that it falls beyond the limit.
OVER = 5e-4
FLOW_TOLERANCE_PU = 5e-6
MOST_STEPS = 60


@dataclass(frozen=True)
class Hosting:
    """(criteria, nodes). `power_w`: largest power, infinite where none up to the search's end breaks the limit.

    `node`: the grid's number of the node where the limit is met; of `thermal`, of the lower end of the branch that meets it.
    """

    power_w: Floats
    node: Integers


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


class Trial:
    """Power flows of one newcomer a case on the tree that matters to them. `places`: in the whole tree."""

    def __init__(self, state: State, places: Integers, limits: Limits, power_factor: complex) -> None:
        self.state, self.limits, self.power_factor = state, limits, power_factor
        wanted = (state.demand != 0) | state.is_low_voltage | state.is_close
        wanted[places] = True
        short = shorten(state.tree, wanted)
        self.tree, self.kept = short.tree, short.kept
        self.places = np.searchsorted(short.kept, places)
        self.current_limit, self.weakest = weakest(state.current_limit, short.owner, len(short.kept))
        self.rise_limit, self.ceiling = state.rise_limit[self.kept, None], state.ceiling[self.kept, None]
        self.before = state.voltage[self.kept, None]
        self.demand = state.demand[self.kept]
        self.voltage = np.broadcast_to(state.flow.voltage[self.kept], (len(self.kept), len(places)))
        self.moved = np.zeros((1, len(places)), complex)
        self.power = np.zeros(len(places))
        self.next_thermal = np.full(len(places), np.inf)
        self.guess = self.first_guess(places)
        every = np.arange(len(self.kept))[:, None]
        self.is_on_way = (every <= self.places) & (self.tree.last[:, None] >= self.places)

    def narrow(self, still: np.ndarray) -> None:
        self.places, self.power, self.next_thermal = self.places[still], self.power[still], self.next_thermal[still]
        self.voltage, self.is_on_way, self.guess = (
            self.voltage[:, still],
            self.is_on_way[:, still],
            self.guess[:, still],
        )
        self.moved = self.moved[:, still]

    def first_guess(self, places: Integers) -> Floats:
        way = np.maximum(self.state.tree.path_impedance.real[places], 1e-9)
        step = self.limits.step_pu / self.state.tree.ratio[places]
        stepped = (np.abs(self.state.flow.voltage[places, 0]) + step) * step / way
        return np.vstack([self.state.guess[:, places], stepped])

    def excess(self, power: Floats) -> tuple[Floats, Integers]:
        """(criteria, cases): how far each limit is passed, as a share of it, and where (a place of the whole tree).

        Infinite where the power flow has no solution.
        """
        added = Added(self.places, (power * self.power_factor).astype(complex))
        flow = solve(
            self.tree,
            self.demand,
            added,
            start=self.voltage + self.moved * (power - self.power),
            tolerance=FLOW_TOLERANCE_PU,
        )
        self.remember(flow, power)
        self.next_thermal = power + self.room_on_the_way(flow)
        voltage = voltage_pu(self.tree, flow)
        passed = (
            np.abs(flow.current) / self.current_limit[:, None] - 1,
            (voltage - self.rise_limit) / self.limits.rise_medium_voltage_pu,
            (voltage - self.ceiling) / self.limits.rise_medium_voltage_pu,
            np.abs(voltage - self.before) / self.limits.step_pu - 1,
        )
        return worst(passed, flow), np.stack([self.named(kind, each) for kind, each in enumerate(passed)])

    def room_on_the_way(self, flow: Flow) -> Floats:
        """How much more each newcomer could send to the head if all others' currents stayed."""
        turned = self.current_limit[:, None] ** 2 - flow.current.imag**2
        room = np.sqrt(np.maximum(turned, 0)) + flow.current.real
        room = np.where(self.is_on_way, room, np.inf).min(axis=0)
        return room * np.abs(flow.voltage[self.places, np.arange(len(self.places))])

    def remember(self, flow: Flow, power: Floats) -> None:
        """The next trial begins where a straight line through the last two ends."""
        with np.errstate(all="ignore"):
            moved = (flow.voltage - self.voltage) / (power - self.power)
        usable = flow.is_solved & (power != self.power)
        self.moved = np.where(usable, moved, 0)
        self.voltage = np.where(flow.is_solved, flow.voltage, self.state.flow.voltage[self.kept])
        self.power = np.where(flow.is_solved, power, 0.0)

    def named(self, kind: int, passed: Floats) -> Integers:
        """Where a limit is met first; of several alike, the nearest to the head."""
        row = (passed >= passed.max(axis=0) - 1e-9).argmax(axis=0)
        return self.weakest[row] if kind == THERMAL else self.kept[row]


def worst(passed: tuple[Floats, ...], flow: Flow) -> Floats:
    most = np.stack([each.max(axis=0) for each in passed])
    return np.where(flow.is_solved, most, np.inf)


def weakest(limit: Floats, owner: Integers, count: int) -> tuple[Floats, Integers]:
    """Of each stretch of the short tree the lowest limit, and the place nearest the head that has it."""
    places = np.flatnonzero(owner >= 0)
    order = places[np.lexsort((places, limit[places], owner[places]))]
    first = np.unique(owner[order], return_index=True)[1]
    chosen = order[first]
    found, where = np.full(count, np.inf), np.zeros(count, np.int64)
    found[owner[chosen]], where[owner[chosen]] = limit[chosen], chosen
    return found, where


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

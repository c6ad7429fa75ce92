"""Newcomers tried out: one a case, on the part of the tree that matters to them."""

import numpy as np

from capacity.grid import Floats, Integers
from capacity.limits import Limits
from capacity.radial import shorten
from capacity.standing import State
from capacity.sweep import Added, Flow, solve, voltage_pu

CRITERIA = ("thermal", "voltage_rise", "voltage_max", "voltage_step")
THERMAL, RISE, MAX, STEP = range(4)
FLOW_TOLERANCE_PU = 5e-6


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

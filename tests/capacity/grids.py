"""Grids for tests: drawn at random, small ones by hand, and published ones."""

import csv
from pathlib import Path

import numpy as np

from capacity.grid import SPAN, SWITCH, TRANSFORMER, Branches, Grid

FEEDERS = Path(__file__).parent / "feeders"


def chain(
    *,
    impedance_ohm: complex = 1 + 1j,
    ampacity_a: float = 200.0,
    spans: int = 3,
    load_kw: float = 0.0,
    generation_kw: float = 0.0,
    phase_count: int = 3,
) -> Grid:
    """A straight feeder at 13.2 kV: so many alike spans, the load and the generation at its end."""
    nodes = spans + 1
    load = np.zeros(nodes, complex)
    generation = np.zeros(nodes)
    load[-1], generation[-1] = load_kw * 1000, generation_kw * 1000
    return Grid(
        node_ids=tuple(f"N{number}" for number in range(nodes)),
        nominal_v=np.full(nodes, 13_200.0),
        is_low_voltage=np.zeros(nodes, bool),
        branches=spans_of(
            np.column_stack([np.arange(spans), np.arange(1, nodes)]), impedance_ohm, ampacity_a, phase_count
        ),
        load_va=load,
        generation_w=generation,
    )


def spans_of(ends: np.ndarray, impedance_ohm: complex, ampacity_a: float, phase_count: int = 3) -> Branches:
    count = len(ends)
    return Branches(
        ids=tuple(f"V{number + 1}" for number in range(count)),
        kind=np.full(count, SPAN),
        ends=ends,
        impedance_ohm=np.full(count, impedance_ohm, complex),
        phase_count=np.full(count, phase_count),
        ampacity_a=np.full(count, ampacity_a),
        rating_va=np.full(count, np.nan),
        ratio=np.ones(count),
    )


def drawn(seed: int, *, nodes: int = 60, load_kw: float = 8.0, generation_kw: float = 60.0) -> Grid:
    """A tree with side lines, switches, transformers at some ends, a regulator off its middle, some loads and some generators."""
    draw = np.random.default_rng(seed)
    above = np.array(
        [max(0, node - 1 - int(draw.exponential(1.5)) if draw.random() < 0.4 else node - 1) for node in range(1, nodes)]
    )
    lower = np.arange(1, nodes)
    kind = np.where(draw.random(nodes - 1) < 0.1, SWITCH, SPAN)
    is_end = ~np.isin(lower, above)
    kind = np.where(is_end & (draw.random(nodes - 1) < 0.7), TRANSFORMER, kind)
    low = np.concatenate([[False], kind == TRANSFORMER])
    volts = np.where(low, 400.0, 13_200.0)
    impedance = (draw.uniform(0.05, 0.6, nodes - 1) + 1j * draw.uniform(0.05, 0.5, nodes - 1)) * 60 / nodes
    impedance = np.where(kind == SWITCH, 0, np.where(kind == TRANSFORMER, (0.01 + 0.03j) * 400**2 / 100e3, impedance))
    ends = np.column_stack([above, lower])
    turned = draw.random(nodes - 1) < 0.5
    ends[turned] = ends[turned][:, ::-1]
    ratio = np.where((kind == SPAN) & (draw.random(nodes - 1) < 0.04), 1.02, 1.0)
    has_load = draw.random(nodes) < 0.3
    return Grid(
        node_ids=tuple(map(str, range(nodes))),
        nominal_v=volts,
        is_low_voltage=low,
        branches=Branches(
            ids=tuple(f"B{number}" for number in range(nodes - 1)),
            kind=kind,
            ends=ends,
            impedance_ohm=impedance,
            phase_count=np.where(kind == TRANSFORMER, 3, draw.choice([1, 2, 3, 3, 3], nodes - 1)),
            ampacity_a=np.where(kind == TRANSFORMER, np.nan, draw.uniform(60, 200, nodes - 1)),
            rating_va=np.where(kind == TRANSFORMER, 100e3, np.nan),
            ratio=ratio,
        ),
        load_va=np.where(has_load, draw.uniform(0, 2 * load_kw, nodes), 0) * 1000 * (1 + 0.3j),
        generation_w=np.where(draw.random(nodes) < 0.05, draw.uniform(0, 2 * generation_kw, nodes), 0) * 1000,
        head_pu=1.02,
    )


def published(name: str) -> Grid:
    """A feeder of feeders/, at 12.66 kV; node numbers as published less one."""
    with (FEEDERS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    nodes = len(rows) + 1
    load = np.zeros(nodes, complex)
    ends = np.array([[int(row["from"]) - 1, int(row["to"]) - 1] for row in rows])
    for row in rows:
        load[int(row["to"]) - 1] = complex(float(row["load_kw"]), float(row["load_kvar"])) * 1000
    branches = spans_of(ends, 0j, np.nan)
    branches.impedance_ohm[:] = [complex(float(row["r_ohm"]), float(row["x_ohm"])) for row in rows]
    return Grid(
        node_ids=tuple(str(number + 1) for number in range(nodes)),
        nominal_v=np.full(nodes, 12_660.0),
        is_low_voltage=np.zeros(nodes, bool),
        branches=branches,
        load_va=load,
        generation_w=np.zeros(nodes),
    )

"""How sure a capacity is: the same computation with what was assumed drawn again and again, always alike for the same feeder."""

import zlib
from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from capacity.build_grid import FeederModel
from capacity.grid import Complexes, Floats, Grid, Integers
from capacity.hosting import host
from capacity.parameters import limits_of

DRAWS = 8
#: Around the assumed value, as factors: half to twice a load nobody measured; less where the conductor's class is known.
LOAD, IMPEDANCE, AMPACITY = 2.0, 1.2, 1.25


def capacity_band_kw(
    model: FeederModel, values: Mapping[str, float], nodes: Integers | None = None
) -> tuple[Floats, Floats]:
    """10th and 90th percentile of what the power flow allows at each of the nodes, or at all.

    One value twice where nothing that the feeder's figures rest on was assumed.
    """
    draw = np.random.default_rng(zlib.crc32(model.feeder_id.encode()))
    chosen = np.arange(len(model.grid)) if nodes is None else nodes
    grids = [drawn(model, draw) for _ in range(DRAWS)] if model.assumed or model.load_assumed else [model.grid]
    found = [
        host(grid, limits_of(values), chosen, most_w=values["size_pmgd_kw"] * 1000).power_w.min(axis=0)
        for grid in grids
    ]
    low, high = np.percentile(np.minimum(found, values["size_pmgd_kw"] * 1000), [10, 90], axis=0) / 1000
    return low, high


def drawn(model: FeederModel, draw: np.random.Generator) -> Grid:
    branches = model.grid.branches
    assumed = np.array(sorted(model.assumed), np.int64)
    impedance, ampacity = branches.impedance_ohm.copy(), branches.ampacity_a.copy()
    # Of one conductor class: what is wrong with one span is wrong with all.
    impedance[assumed] *= factor(IMPEDANCE, draw)
    ampacity[assumed] *= factor(AMPACITY, draw)
    return replace(
        model.grid,
        branches=replace(branches, impedance_ohm=impedance, ampacity_a=ampacity),
        load_va=drawn_load(model, draw),
    )


def drawn_load(model: FeederModel, draw: np.random.Generator) -> Complexes:
    return model.grid.load_va * (factor(LOAD, draw) if model.load_assumed else 1.0)


def factor(spread: float, draw: np.random.Generator) -> float:
    """From 1 / spread to spread, as likely above one as below."""
    return float(spread ** draw.uniform(-1, 1))

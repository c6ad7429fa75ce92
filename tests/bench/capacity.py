"""Capacity of every node of a feeder, beside bisection with power-grid-model and its power flow alone.

script/bench capacity [--nodes 2000] [--sample 20] [--runs 3]
"""

import argparse
import os
import time
from collections.abc import Callable

import numpy as np

from capacity.engine import Engine
from capacity.hosting import host
from capacity.trial import CRITERIA
from tests.bench.support.table import Result, at_most, print_results
from tests.capacity.grids import drawn
from tests.capacity.limits import LIMITS
from tests.capacity.test_hosting import MOST_W, Bisection

TARGET_S = 1.0


def main() -> None:
    arguments = parse()
    # One core, as the target says.
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    grid = drawn(7, nodes=arguments.nodes, load_kw=1.0, generation_kw=10.0)
    nodes = np.arange(1, len(grid))
    sample = nodes[:: max(1, len(nodes) // arguments.sample)]
    engine, other = Engine(grid), Bisection(grid, LIMITS)
    ours = timed(arguments.runs, lambda: host(grid, LIMITS, nodes, most_w=MOST_W))
    flow = timed(arguments.runs, lambda: engine.solve(grid.load_va - grid.generation_w))
    rival = timed(1, lambda: [other.largest_w(each, node) for node in sample.tolist() for each in range(len(CRITERIA))])
    whole = [each * len(nodes) / len(sample) for each in rival]
    print_results(
        f"capacity of {arguments.nodes:,} nodes, {len(CRITERIA)} criteria, one core", results(ours, flow, whole)
    )


def results(ours: list[float], flow: list[float], rival: list[float]) -> list[Result]:
    """The ratio is to the rival's time: bisection of a sample, as if of all nodes."""
    limit = Result("bisection with power-grid-model", rival, "s")
    found = at_most(Result("ours", ours, "s"), limit, 1.0)
    found.target, found.met = f"≤ {TARGET_S:g} s", found.figure <= TARGET_S
    return [limit, found, Result("power-grid-model: one power flow", flow, "s")]


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nodes", type=int, default=2000)
    parser.add_argument("--sample", type=int, default=20, help="nodes that the rival bisects")
    parser.add_argument("--runs", type=int, default=3)
    return parser.parse_args()


def timed(runs: int, job: Callable[[], object]) -> list[float]:
    """Seconds of each run."""
    took = []
    for _ in range(runs):
        started = time.perf_counter()
        job()
        took.append(time.perf_counter() - started)
    return took


if __name__ == "__main__":
    main()

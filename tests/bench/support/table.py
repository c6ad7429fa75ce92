"""A bench's result: name, figure, ratio to the limit, target, met or not; and by how much the runs differed."""

from dataclasses import dataclass
from statistics import median

from rich.console import Console
from rich.table import Table


@dataclass
class Result:
    """`values`: one figure per run, e.g. rows per second. `ratio` and `target` are to the limit; None where there is none."""

    name: str
    values: list[float]
    unit: str
    ratio: float | None = None
    target: str = ""
    met: bool | None = None

    @property
    def figure(self) -> float:
        return median(self.values)

    @property
    def spread(self) -> float:
        """Half the distance between best and worst, as a share of the median."""
        return (max(self.values) - min(self.values)) / 2 / self.figure if self.figure else 0.0


def at_least(result: Result, limit: Result, ratio: float) -> Result:
    """The result with its ratio to a limit's figure, met when that is `ratio` or more."""
    result.ratio = result.figure / limit.figure
    result.target, result.met = f"≥ {ratio:g}", result.ratio >= ratio
    return result


def at_most(result: Result, limit: Result, ratio: float) -> Result:
    result.ratio = result.figure / limit.figure
    result.target, result.met = f"≤ {ratio:g}", result.ratio <= ratio
    return result


def print_results(title: str, results: list[Result]) -> None:
    table = Table("what", title=title)
    for heading in ("figure", "±", "ratio", "target", "met"):
        table.add_column(heading, justify="right")
    for result in results:
        met = "" if result.met is None else ("yes" if result.met else "NO")
        ratio = "" if result.ratio is None else f"{result.ratio:.2f}"
        table.add_row(
            result.name, f"{result.figure:,.4g} {result.unit}", f"{result.spread:.0%}", ratio, result.target, met
        )
    Console(width=110).print(table)

"""What the operator sees while rows go by: a bar with rows per second on a terminal, a line per layer elsewhere."""

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TextIO, TypeVar

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    ProgressColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
)
from rich.progress import (
    Progress as Bar,
)
from rich.text import Text

Row = TypeVar("Row")
ROWS_PER_STEP = 2000


class SpeedColumn(ProgressColumn):
    def render(self, task: Task) -> Text:
        return Text(f"{task.finished_speed or task.speed or 0:,.0f} filas/s".replace(",", "."))


class Progress:
    """Reports to stderr. `quiet` says nothing at all (tests, benches)."""

    def __init__(self, stream: TextIO | None = None, quiet: bool = False) -> None:
        self.stream = stream or sys.stderr
        self.quiet = quiet
        self.console = Console(file=self.stream)

    def step(self, sentence: str) -> None:
        if not self.quiet:
            self.console.print(sentence, highlight=False, markup=False, emoji=False)

    def watch(self, name: str, rows: Iterable[Row], count: int | None) -> Iterator[Row]:
        """Pass the rows on, showing how many and how fast."""
        if self.quiet:
            return iter(rows)
        return self.with_bar(name, rows, count) if self.console.is_terminal else self.with_line(name, rows)

    def with_bar(self, name: str, rows: Iterable[Row], count: int | None) -> Iterator[Row]:
        columns = (
            TextColumn("{task.description:<20}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            SpeedColumn(),
            TimeElapsedColumn(),
        )
        with Bar(*columns, console=self.console) as bar:
            task = bar.add_task(name, total=count)
            for number, row in enumerate(rows, 1):
                yield row
                if number % ROWS_PER_STEP == 0:
                    bar.update(task, completed=number)
            bar.update(task, completed=count or 0)

    def with_line(self, name: str, rows: Iterable[Row]) -> Iterator[Row]:
        started, number = time.monotonic(), 0
        for row in rows:
            number += 1
            yield row
        seconds = max(time.monotonic() - started, 1e-3)
        noun = "fila" if number == 1 else "filas"
        self.step(f"  {name}: {number:,} {noun}, {number / seconds:,.0f} filas/s".replace(",", "."))

"""What an import says while it runs, written beside its transaction so that others can read it, and the proof that it lives.

The proof is a lock of the database: it goes with the connection, however the process ends.
"""

import json
import time
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection, connections
from psycopg import sql

from data_import.models import Run
from data_import.progress import Progress, Row

LOCK_CLASS = 20_201_201
WRITE_EVERY_S = 0.5
ROWS_BETWEEN_LOOKS = 500


class LiveLine:
    """A connection of its own, in autocommit; holds the run's lock while it is open."""

    def __init__(self, run: int) -> None:
        self.run = run
        self.own = connections.create_connection("default")

    def __enter__(self) -> "LiveLine":
        return self

    def __exit__(self, *_: Any) -> None:
        self.own.close()

    def take(self) -> bool:
        """Whether this process is the one that carries the run out."""
        with self.own.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCK_CLASS, self.run])
            return cursor.fetchone()[0]

    def write(self, **values: Any) -> None:
        assignments = sql.SQL(", ").join(
            sql.SQL("{} = {}").format(sql.Identifier(name), sql.Literal(value)) for name, value in values.items()
        )
        statement = sql.SQL("UPDATE {} SET {} WHERE id = {}").format(
            sql.Identifier(Run._meta.db_table), assignments, sql.Literal(self.run)
        )
        with self.own.cursor() as cursor:
            cursor.execute(statement)


def is_alive(run: int) -> bool:
    """Whether some process is carrying the run out right now."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = %s AND objid = %s "
            "AND objsubid = 2 AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))",
            [LOCK_CLASS, run],
        )
        return cursor.fetchone()[0]


class LiveProgress(Progress):
    """Tells the run's row instead of a terminal."""

    def __init__(self, line: LiveLine) -> None:
        super().__init__(quiet=True)
        self.line = line
        self.steps: list[str] = []

    def step(self, sentence: str) -> None:
        self.steps.append(sentence)
        self.line.write(step=sentence, layer="", rows_done=0, rows_total=None, steps=json.dumps(self.steps))

    def watch(self, name: str, rows: Iterable[Row], count: int | None) -> Iterator[Row]:
        self.line.write(layer=name[:120], rows_done=0, rows_total=count)
        written, number = time.monotonic(), 0
        for number, row in enumerate(rows, 1):
            yield row
            if number % ROWS_BETWEEN_LOOKS == 0 and time.monotonic() - written > WRITE_EVERY_S:
                written = time.monotonic()
                self.line.write(rows_done=number)
        self.line.write(rows_done=number)

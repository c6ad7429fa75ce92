"""Rows out of PostgreSQL in a steady flow: what is not yet sent stays on the server."""

from collections.abc import Iterable, Iterator
from typing import Any

import psycopg
from django.db import connection
from psycopg import sql

CHUNK_BYTES = 64 * 1024
ROWS_AT_ONCE = 2_000


def copied(query: sql.Composable, options: sql.Composable) -> Iterator[bytes]:
    """What COPY writes for a query, in chunks of whole rows."""
    statement = sql.SQL("COPY ({}) TO STDOUT ({})").format(query, options)
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        yield from chunks(map(bytes, copy))


# Without a quote or a delimiter that could occur, COPY passes text on as it is.
RAW_LINES = sql.SQL("FORMAT csv, QUOTE E'\\x01', DELIMITER E'\\x02'")


def lines(query: sql.Composable) -> Iterator[bytes]:
    """A query's one text column, a line a row, in chunks of whole lines. It must hold no control characters."""
    return copied(query, RAW_LINES)


def rows(query: sql.Composed, name: str = "export", *, binary: bool = False) -> Iterator[tuple]:
    """A query's rows by a cursor on the server, within a transaction; cursors of different names are read in turns."""
    raw: Any = psycopg.ServerCursor(connection.connection, name)
    raw.itersize, raw.format = ROWS_AT_ONCE, psycopg.pq.Format(binary)
    with connection.make_debug_cursor(raw) if connection.queries_logged else connection.make_cursor(raw) as cursor:
        cursor.execute(query)
        yield from cursor


def chunks(parts: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in larger pieces."""
    held: list[bytes] = []
    size = 0
    for part in parts:
        held.append(part)
        size += len(part)
        if size >= CHUNK_BYTES:
            yield b"".join(held)
            held, size = [], 0
    if held:
        yield b"".join(held)

"""Rows out of PostgreSQL in a steady flow: what is not yet sent stays on the server."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import psycopg
from django.db import connection
from psycopg import sql
from psycopg.types.string import ByteaBinaryLoader

#: A feeder's row may be a megabyte.
PARTS_AT_ONCE = 50
ROWS_AT_ONCE = 2_000


def copied(query: sql.Composable, options: sql.Composable) -> Iterator[bytes]:
    """What COPY writes for a query, in chunks of whole rows."""
    statement = sql.SQL("COPY ({}) TO STDOUT ({})").format(query, options)
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        yield from chunks(copy)


# Without a quote or a delimiter that could occur, COPY passes text on as it is.
RAW_LINES = sql.SQL("FORMAT csv, QUOTE E'\\x01', DELIMITER E'\\x02'")


def lines(query: sql.Composable) -> Iterator[bytes]:
    """A query's one text column, a line a row, in chunks of whole lines. It must hold no control characters."""
    return copied(query, RAW_LINES)


def rows(query: sql.Composed, name: str = "export") -> Iterator[tuple]:
    """A query's rows by a cursor on the server, within a transaction; cursors of different names are read in turns."""
    raw: Any = psycopg.ServerCursor(connection.connection, name)
    raw.itersize, raw.format = ROWS_AT_ONCE, psycopg.pq.Format.BINARY
    yield from fetched(raw, query)


def texts(query: sql.Composed, name: str) -> Iterator[tuple[Any, ...]]:
    """Like `rows`, of texts alone, as the bytes that they will be sent as."""
    raw: Any = psycopg.ServerCursor(connection.connection, name)
    raw.itersize, raw.format = ROWS_AT_ONCE, psycopg.pq.Format.BINARY
    raw.adapters.register_loader("text", ByteaBinaryLoader)
    yield from fetched(raw, query)


def fetched(raw: Any, query: sql.Composed) -> Iterator[tuple]:
    with connection.make_debug_cursor(raw) if connection.queries_logged else connection.make_cursor(raw) as cursor:
        cursor.execute(query)
        yield from cursor


def chunks(parts: Iterable[bytes | memoryview]) -> Iterator[bytes]:
    """The same bytes in larger pieces: so many parts each, since counting bytes costs as much as sending them."""
    rest = iter(parts)
    while held := list(islice(rest, PARTS_AT_ONCE)):
        yield b"".join(held)

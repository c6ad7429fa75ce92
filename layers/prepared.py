"""Hot statements: parameters travel apart from the text, so Postgres plans each once a connection."""

from collections.abc import Mapping
from typing import Any

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections
from psycopg.adapt import Loader
from psycopg.pq import Format


class TextAsBytes(Loader):
    """What goes out again as it came need not become a string between: half a millisecond for a large tile."""

    format = Format.BINARY

    def load(self, data: Any) -> bytes:
        return bytes(data)


def rows(statement: str, parameters: Mapping[str, Any], *, as_bytes: bool = False) -> list[tuple]:
    """Rows of a statement with %(named)s parameters. Django's own cursors bind on this side: no plan survives that.

    `as_bytes`: texts come as UTF-8.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    connection.ensure_connection()
    raw: Any = psycopg.Cursor(connection.connection)
    if as_bytes:
        raw.format = Format.BINARY
        raw.adapters.register_loader("text", TextAsBytes)
    if connection.queries_logged:
        raw = connection.make_debug_cursor(raw)
    with connection.wrap_database_errors, raw:
        raw.execute(statement, parameters)
        return raw.fetchall()


def row(statement: str, parameters: Mapping[str, Any], *, as_bytes: bool = False) -> tuple | None:
    return next(iter(rows(statement, parameters, as_bytes=as_bytes)), None)

"""Hot statements: parameters travel apart from the text, so Postgres plans each once a connection."""

from collections.abc import Mapping
from typing import Any

import psycopg
from django.db import connection


def rows(statement: str, parameters: Mapping[str, Any]) -> list[tuple]:
    """Rows of a statement with %(named)s parameters. Django's own cursors bind on this side: no plan survives that."""
    connection.ensure_connection()
    raw: Any = psycopg.Cursor(connection.connection)
    cursor = connection.make_debug_cursor(raw) if connection.queries_logged else connection.make_cursor(raw)
    with cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()


def row(statement: str, parameters: Mapping[str, Any]) -> tuple | None:
    return next(iter(rows(statement, parameters)), None)

"""Whole columns of numbers between PostgreSQL and numpy, by binary COPY: no Python object per value."""

import numpy as np
from django.db import connection
from numpy.typing import NDArray

HEADER = b"PGCOPY\n\xff\r\n\x00" + bytes(8)
TRAILER = b"\xff\xff"


def row_type(types: dict[str, str]) -> np.dtype:
    """A COPY row as numpy sees it: field count, then each field's byte length and its big-endian value (i4, i8 or f8)."""
    fields: list[tuple[str, str]] = [("count", ">i2")]
    for name, kind in types.items():
        fields += [(f"{name} length", ">i4"), (name, f">{kind}")]
    return np.dtype(fields)


def read_columns(query: str, types: dict[str, str]) -> dict[str, NDArray]:
    """The columns of a query, which must hold no nulls."""
    with connection.cursor() as cursor, cursor.copy(f"COPY ({query}) TO STDOUT (FORMAT binary)") as copy:
        data = b"".join(bytes(block) for block in copy)
    rows = np.frombuffer(data[len(HEADER) : -len(TRAILER)], row_type(types))
    return {name: rows[name].astype(kind) for name, kind in types.items()}


def write_columns(table: str, columns: dict[str, NDArray], types: dict[str, str], rows_at_once: int = 100_000) -> None:
    """Append columns of equal length to a table."""
    length = len(next(iter(columns.values())))
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN (FORMAT binary)") as copy,
    ):
        copy.write(HEADER)
        for start in range(0, length, rows_at_once):
            copy.write(packed({name: column[start : start + rows_at_once] for name, column in columns.items()}, types))
        copy.write(TRAILER)


def packed(columns: dict[str, NDArray], types: dict[str, str]) -> bytes:
    rows = np.empty(len(next(iter(columns.values()))), row_type(types))
    rows["count"] = len(types)
    for name, kind in types.items():
        rows[f"{name} length"] = np.dtype(kind).itemsize
        rows[name] = columns[name]
    return rows.tobytes()

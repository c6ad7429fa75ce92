"""Rows of remainder and readings as tables show them, and what *Buscar* looks through."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol, TypeVar

from customers.pages.words import month_name
from layers import formats


class Monthly(Protocol):
    month: date


Row = TypeVar("Row")


def with_words(row: Monthly, names: Iterable[str], decimals: int) -> str:
    values = (formats.number(getattr(row, name), decimals, exact=True) for name in names)
    return f"{row.month:%m/%Y %m-%Y} {month_name(row.month)} {' '.join(values)}"


def matching(rows: Sequence[Row], words: Sequence[str], asked: str) -> list[Row]:
    """The rows whose words hold all that was asked."""
    wanted = asked.lower().split()
    return [row for row, text in zip(rows, words, strict=True) if all(each in text.lower() for each in wanted)]

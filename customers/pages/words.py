"""Months and amounts in words."""

from datetime import date

from layers import formats

NAMES = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
    *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
)


def month_name(month: date) -> str:
    """`enero de 2020`."""
    return f"{NAMES[month.month - 1]} de {month.year}"


def iso_month(month: date) -> str:
    """`2020-01`, as addresses say it."""
    return f"{month:%Y-%m}"


def kwh(value: formats.Number | None, decimals: int = 3, *, exact: bool = False) -> str:
    return formats.UNKNOWN if value is None else f"{formats.number(value, decimals, exact=exact)} kWh"


def listed(months: list[date]) -> str:
    """`03/2020, 04/2020 y 06/2020`."""
    texts = [f"{month:%m/%Y}" for month in sorted(months)]
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} y {texts[-1]}"

"""Numbers, dates and unknowns as people in Chile read them: 1.911,70 · 31-08-2020 · S/I."""

from datetime import date
from decimal import Decimal

UNKNOWN = "S/I"
SWAPPED = str.maketrans(",.", ".,")

Number = int | float | Decimal


def number(value: Number | None, decimals: int = 4, *, exact: bool = False) -> str:
    """At most so many decimals, or just so many when `exact`."""
    if value is None:
        return UNKNOWN
    text = f"{value:,.{decimals}f}"
    if "." in text and not exact:
        text = text.rstrip("0").rstrip(".")
    return ("0" if text == "-0" else text).translate(SWAPPED)


def quantity(value: Number | None, unit: str = "", decimals: int = 4) -> str:
    return number(value, decimals) if value is None or not unit else f"{number(value, decimals)} {unit}"


def percent(fraction: Number | None) -> str:
    """0.0133 → `1,33 %`."""
    return UNKNOWN if fraction is None else f"{number(fraction * 100, 2, exact=True)} %"


def pesos(amount: Number | None) -> str:
    return UNKNOWN if amount is None else f"${number(amount, 0)}"


def day(value: date | str | None) -> str:
    """A date, or its ISO text: `2020-08-31` → `31-08-2020`."""
    return UNKNOWN if not value else "-".join(reversed(str(value)[:10].split("-")))


def month(iso: str) -> str:
    """`2020-03` → `3/2020`."""
    year, number_of_month = iso.split("-")[:2]
    return f"{int(number_of_month)}/{year}"


def distance(metres: float) -> str:
    return f"{number(metres, 0)} m" if metres < 1000 else f"{number(metres / 1000, 1, exact=True)} km"


def count(how_many: int, singular: str, plural: str) -> str:
    """`1 vano`, `1.240 vanos`."""
    return f"{number(how_many, 0)} {singular if how_many == 1 else plural}"

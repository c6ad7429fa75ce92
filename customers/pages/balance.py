"""An EG month's balance in words."""

from customers.models import Remainder
from customers.pages.words import kwh, month_name
from layers import formats

REQUIRED = ("injection_kwh", "price_clp_per_kwh", "adjusted_clp", "available_clp", "accumulated_clp")


def balance_in_words(row: Remainder | None) -> list[str]:
    """Empty where the month has no balance."""
    if row is None or any(getattr(row, name) is None for name in REQUIRED):
        return []
    worth = row.injection_kwh * row.price_clp_per_kwh  # type: ignore[operator]
    price = formats.number(row.price_clp_per_kwh, 3)
    sentences = [
        f"En {month_name(row.month)} usted inyectó {kwh(row.injection_kwh)} a {price} $/kWh: {formats.pesos(worth)}.",
        f"Con su remanente ajustado de {formats.pesos(row.adjusted_clp)} tuvo {formats.pesos(row.available_clp)} para descontar.",
    ]
    return [*sentences, *used(row), f"Pasan al mes siguiente {formats.pesos(row.accumulated_clp)}."]


def used(row: Remainder) -> list[str]:
    found = []
    if row.applied_clp is not None:
        found.append(f"Se descontaron {formats.pesos(row.applied_clp)} de su boleta.")
    if row.settlement_clp:
        on = f" el {formats.day(row.settled_on)}" if row.settled_on else ""
        found.append(f"Se le pagaron {formats.pesos(row.settlement_clp)}{on}.")
    return found

"""How a month's figures follow from one another: rows in, the months that do not add up out. Nothing is asked of the database.

The billing system rounds each figure to the peso, so one peso more or less adds up.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import pairwise

from customers.models import Reading, Remainder

PESO = Decimal("1")
#: Also what the import forgives a reading.
KWH = Decimal("0.01")


@dataclass
class Outcome:
    """The months where a rule could be tried, and those of them where it does not hold."""

    tried: list[date] = field(default_factory=list)
    failed: list[date] = field(default_factory=list)

    def note(self, month: date, found: Decimal | int | None, wanted: Decimal | int | None, within: Decimal) -> None:
        if found is None or wanted is None:
            return
        self.tried.append(month)
        if abs(Decimal(found) - Decimal(wanted)) > within:
            self.failed.append(month)


def tried(
    rows: Iterable, found: Callable[..., Decimal | None], wanted: Callable[..., Decimal | None], within: Decimal
) -> Outcome:
    outcome = Outcome()
    for row in rows:
        outcome.note(row.month, found(row), wanted(row), within)
    return outcome


def sum_of(*parts: Decimal | int | None) -> Decimal | None:
    """None where a part is unknown."""
    known = [Decimal(part) for part in parts if part is not None]
    return sum(known, Decimal(0)) if len(known) == len(parts) else None


def times(one: Decimal | int | None, other: Decimal | int | None) -> Decimal | None:
    return None if one is None or other is None else Decimal(one) * Decimal(other)


def minus(value: Decimal | int | None) -> Decimal | None:
    return None if value is None else -Decimal(value)


def available_holds(rows: Iterable[Remainder]) -> Outcome:
    """Disponible = inyección × valor + ajustado."""
    return tried(
        rows,
        lambda row: row.available_clp,
        lambda row: sum_of(times(row.injection_kwh, row.price_clp_per_kwh), row.adjusted_clp),
        PESO,
    )


def accumulated_holds(rows: Iterable[Remainder]) -> Outcome:
    """Acumulado = disponible − descuento aplicado − liquidación."""
    return tried(
        rows,
        lambda row: row.accumulated_clp,
        lambda row: sum_of(row.available_clp, minus(row.applied_clp), minus(row.settlement_clp)),
        PESO,
    )


def adjusted_holds(rows: Iterable[Remainder], variations: Mapping[date, Decimal]) -> Outcome:
    """Ajustado = anterior × (1 + IPC), where the month's IPC is known."""
    return tried(
        rows,
        lambda row: row.adjusted_clp,
        lambda row: times(row.previous_clp, sum_of(1, variations.get(row.month))),
        PESO,
    )


def previous_holds(rows: Sequence[Remainder]) -> Outcome:
    """Anterior = the month before's acumulado. `rows` newest first."""
    outcome = Outcome()
    for row, before in pairwise(rows):
        if follows(before.month, row.month):
            outcome.note(row.month, row.previous_clp, before.accumulated_clp, PESO)
    return outcome


def injection_holds(rows: Iterable[Reading]) -> Outcome:
    """Lectura actual − anterior = inyección, unless the meter was changed or rolled over."""
    return tried(
        (row for row in rows if not row.event),
        lambda row: row.injection_kwh,
        lambda row: sum_of(row.injection_now_kwh, minus(row.injection_before_kwh)),
        KWH,
    )


def consumption_holds(rows: Iterable[Reading]) -> Outcome:
    return tried(
        (row for row in rows if not row.event),
        lambda row: row.consumption_kwh,
        lambda row: sum_of(row.consumption_now_kwh, minus(row.consumption_before_kwh)),
        KWH,
    )


def follows(earlier: date, later: date) -> bool:
    return (later.year - earlier.year) * 12 + later.month - earlier.month == 1

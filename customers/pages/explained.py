"""A line for each rule that ties the figures of a table together: what it is, and whether it holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from customers import identities
from customers.identities import Outcome
from customers.models import Reading, Remainder
from customers.pages.words import listed
from layers import formats


@dataclass(frozen=True)
class Line:
    rule: str
    verdict: str
    holds: bool


def line(rule: str, outcome: Outcome) -> Line:
    return Line(rule, verdict(outcome), not outcome.failed)


def verdict(outcome: Outcome) -> str:
    if outcome.failed:
        return f"No cuadra en {listed(outcome.failed)}: avísenos y lo revisamos."
    if not outcome.tried:
        return "Faltan datos para comprobarlo."
    return f"Cuadra en {'el mes' if len(outcome.tried) == 1 else 'los ' + months(outcome)} con datos."


def months(outcome: Outcome) -> str:
    return formats.count(len(outcome.tried), "mes", "meses")


def remainder_lines(rows: Sequence[Remainder], variations: Mapping[date, Decimal]) -> list[Line]:
    """`rows` newest first."""
    return [
        line(
            "Remanente anterior es el remanente acumulado del mes anterior.",
            identities.previous_holds(rows),
        ),
        line(
            "Remanente ajustado es el anterior reajustado por el IPC del mes, que puede ser negativo.",
            identities.adjusted_holds(rows, variations),
        ),
        line(
            "Disponible descuento es la inyección por su valor, más el remanente ajustado.",
            identities.available_holds(rows),
        ),
        line(
            "Remanente acumulado es lo disponible, menos lo descontado en la boleta y lo liquidado.",
            identities.accumulated_holds(rows),
        ),
    ]


def reading_lines(rows: Sequence[Reading]) -> list[Line]:
    return [
        line("Inyección es la lectura actual menos la anterior.", identities.injection_holds(rows)),
        line("Consumo es la lectura actual menos la anterior.", identities.consumption_holds(rows)),
    ]


def meter_events(rows: Sequence[Reading]) -> list[str]:
    """`07/2020: cambio de medidor.`: why that month's readings do not follow."""
    return [f"{row.month:%m/%Y}: {row.get_event_display().lower()}." for row in rows if row.event]

"""The golden tables of the three EG services, and earlier injections around them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from data_import.demo import golden
from data_import.demo.lots import lots
from data_import.demo.people.cast import CREDITED, EG_SERVICES, INJECTING, METERED

#: Printed rounded as 67; this one satisfies all the golden rows.
PRICE_CLP_PER_KWH = Decimal("67.452")
STARTED_ON, EARLIER_FROM = "01-06-2018", (2018, 6)
SUNSHINE = (1.5, 1.3, 1.1, 0.75, 0.45, 0.32, 0.36, 0.6, 0.9, 1.15, 1.35, 1.5)
MEAN_KWH = {INJECTING: 130, CREDITED: 1100, METERED: 95}
#: Change of the IPC in per cent by year, its last months in 2017; 2020 as the golden remainders prove it.
IPC_PCT = {
    2017: ("0.1", "0.1"),
    2018: ("0.5", "0.0", "0.2", "0.3", "0.3", "0.1", "0.4", "0.2", "0.3", "0.4", "0.0", "-0.1"),
    2019: ("0.1", "0.0", "0.5", "0.3", "0.6", "0.0", "0.2", "0.2", "0.0", "0.8", "0.1", "0.1"),
    2020: ("0.6", "0.4", "0.3", "0.0", "-0.1", "-0.1", "0.1", "0.1", "0.6", "0.7", "-0.1", "0.3"),
}


@dataclass(frozen=True)
class InjectionRow:
    service: str
    month: str
    injection_kwh: str
    annex: str = ""


def following(start: tuple[int, int], count: int) -> list[str]:
    first = start[0] * 12 + start[1] - 1
    return [f"{number // 12}-{number % 12 + 1:02}" for number in range(first, first + count)]


def index_rows() -> list[tuple[str, str]]:
    return [
        (f"{year}-{month:02}", str(Decimal(pct) / 100))
        for year, changes in IPC_PCT.items()
        for month, pct in enumerate(changes, 13 - len(changes))
    ]


def injections() -> list[InjectionRow]:
    return [*earlier_injections(), *golden_injections()]


def golden_injections() -> list[InjectionRow]:
    found = [
        InjectionRow(
            INJECTING, row["month"], row["injection_kwh"], annex_name(row["month"]) if row["annex"] == "yes" else ""
        )
        for row in golden.rows("service_131311_injections.csv")
    ]
    tables = {CREDITED: "service_131312_remainder.csv", METERED: "service_131313_readings.csv"}
    for number, table in tables.items():
        rows = golden.rows(table)
        found += [InjectionRow(number, row["month"], known(row["injection_kwh"])) for row in rows]
    return found


def known(text: str) -> str:
    """In these two tables a month of zeros is one without data."""
    return text if Decimal(text) else ""


def annex_name(month: str) -> str:
    return f"anexo-{INJECTING}-{month}.pdf"


def earlier_injections() -> list[InjectionRow]:
    return [
        InjectionRow(number, month, earlier_kwh(number, month))
        for number in EG_SERVICES
        for month in following(EARLIER_FROM, 19)
    ]


def earlier_kwh(number: str, month: str) -> str:
    draw = lots(f"injection {number} {month}")
    return f"{MEAN_KWH[number] * SUNSHINE[date.fromisoformat(f'{month}-01').month - 1] * draw.uniform(0.85, 1.15):.1f}"


def remainders() -> list[list[str]]:
    """As the old portal printed them, the price with its decimals, and the discount that closes the balance."""
    return [remainder(row) for row in golden.rows("service_131312_remainder.csv")]


def remainder(row: dict[str, str]) -> list[str]:
    available, accumulated = int(row["available_discount_clp"]), int(row["accumulated_remainder_clp"])
    applied = available - accumulated - int(row["settlement_clp"])
    price = "0" if row["price_clp_per_kwh_as_printed"] == "0" else str(PRICE_CLP_PER_KWH)
    return [
        CREDITED,
        row["month"],
        row["injection_kwh"],
        price,
        row["previous_remainder_clp"],
        row["adjusted_remainder_clp"],
        str(available),
        str(applied),
        str(accumulated),
        row["settlement_date"],
        row["settlement_clp"],
    ]


def readings() -> list[list[str]]:
    return [[METERED, *row.values(), ""] for row in golden.rows("service_131313_readings.csv")]

"""Three years of bills: the golden ones exactly, plausible ones around them."""

import random
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from data_import.demo import golden
from data_import.demo.lots import lots
from data_import.demo.people.cast import CONSUMPTION, EG_SERVICES, INJECTING, METERED, UNLINKED, DemoService

FIRST_MONTH, LAST_MONTH = date(2017, 11, 1), date(2020, 10, 1)
#: How much a month takes of a year's mean: nights are long in June.
SEASON = (0.82, 0.84, 0.88, 0.95, 1.08, 1.22, 1.26, 1.18, 1.02, 0.94, 0.88, 0.86)
TRANSMISSION_CLP, ENERGY_CLP = Decimal("17.125"), Decimal("114.6")
PUBLIC_SERVICE_CLP, ADMINISTRATION_CLP = Decimal("0.493"), 1537
POSTAL_CLP, DISPATCH_CLP, LATE_CLP, RME_CLP = 300, 104, 104, 7181
#: What a golden total holds above a plausible price of energy is an instalment.
LARGEST_ENERGY_CLP = Decimal(150)
IVA = Decimal("0.19")
RECEIPT, FIRST_FOLIO = 39, 700_001
WITH_DTE = 12


@dataclass(frozen=True)
class ChargeRow:
    name: str
    amount: int
    taxable: bool = True
    quantity: int | None = None
    price: Decimal | None = None


@dataclass
class BillRow:
    service: DemoService
    month: date
    consumption: Decimal
    charges: list[ChargeRow]
    has_dte: bool = False
    folio: int = 0
    document: str = field(default="")

    @property
    def net(self) -> int:
        return sum(charge.amount for charge in self.charges)

    @property
    def iva(self) -> int:
        return pesos(sum(charge.amount for charge in self.charges if charge.taxable) * IVA)

    @property
    def total(self) -> int:
        return self.net + self.iva


def pesos(amount: Decimal | int) -> int:
    return int(Decimal(amount).quantize(Decimal(1), ROUND_HALF_UP))


def months() -> list[date]:
    first = FIRST_MONTH.year * 12 + FIRST_MONTH.month - 1
    last = LAST_MONTH.year * 12 + LAST_MONTH.month - 1
    return [date(number // 12, number % 12 + 1, 1) for number in range(first, last + 1)]


def all_bills(services: list[DemoService]) -> list[BillRow]:
    """By service and month, with folios in that order."""
    bills = [bill for service in services for bill in bills_of(service)]
    for folio, bill in enumerate((bill for bill in bills if bill.has_dte), FIRST_FOLIO):
        bill.folio = folio
        bill.document = f"boleta-{folio}.pdf" if is_printed(bill) else ""
    return bills


def bills_of(service: DemoService) -> list[BillRow]:
    draw, known = lots(f"bills {service.number}"), known_consumption(service.number)
    mean = draw.uniform(90, 420)
    return [bill_of(service, month, known.get(f"{month:%Y-%m}"), mean, draw) for month in months()]


def bill_of(service: DemoService, month: date, known: Decimal | None, mean: float, draw: random.Random) -> BillRow:
    usual = Decimal(round(mean * SEASON[month.month - 1] * draw.uniform(0.85, 1.15)))
    consumption, late = usual if known is None else known, draw.random() < 0.08
    golden_bill = golden_bills().get(f"{month:%Y-%m}") if service.number == CONSUMPTION else None
    if golden_bill is None:
        return BillRow(service, month, consumption, usual_charges(consumption, late), has_dte(service, month))
    charges = golden_charges(month, int(consumption), int(golden_bill["charges_clp"]))
    return BillRow(service, month, consumption, charges, golden_bill["dte"] == "yes")


def known_consumption(number: str) -> dict[str, Decimal]:
    tables = {
        CONSUMPTION: "service_11261_bills.csv",
        INJECTING: "service_131311_injections.csv",
        METERED: "service_131313_readings.csv",
    }
    rows = golden.rows(tables[number]) if number in tables else []
    return {row["month"]: Decimal(row["consumption_kwh"]) for row in rows}


def golden_bills() -> dict[str, dict[str, str]]:
    return {row["month"]: row for row in golden.rows("service_11261_bills.csv")}


def has_dte(service: DemoService, month: date) -> bool:
    """The golden EG service has a DTE in July 2020 alone."""
    if service.number == INJECTING:
        return month == date(2020, 7, 1)
    return month in months()[-WITH_DTE:] and service.number not in (CONSUMPTION, *EG_SERVICES)


def is_printed(bill: BillRow) -> bool:
    number = bill.service.number
    return number in (CONSUMPTION, INJECTING) or (number in UNLINKED and bill.month in months()[-3:])


def usual_charges(consumption: Decimal, late: bool) -> list[ChargeRow]:
    kwh = int(consumption)
    energy = ChargeRow("Electricidad consumida", pesos(kwh * ENERGY_CLP), True, kwh, ENERGY_CLP)
    charges = [*fixed_charges(kwh), energy]
    return [ChargeRow("Pago de cuenta fuera de plazo", LATE_CLP), *charges] if late else charges


def fixed_charges(kwh: int) -> list[ChargeRow]:
    use = ChargeRow("Uso del sistema de transmisión", pesos(kwh * TRANSMISSION_CLP), True, kwh, TRANSMISSION_CLP)
    return [
        ChargeRow("Despacho postal", DISPATCH_CLP),
        ChargeRow("Servicio público", pesos(kwh * PUBLIC_SERVICE_CLP), False),
        ChargeRow("Costo envío postal", POSTAL_CLP, False),
        ChargeRow("Administración del servicio", ADMINISTRATION_CLP),
        use,
    ]


def golden_charges(month: date, kwh: int, total: int) -> list[ChargeRow]:
    """January's eight as printed; of the other months only the total is known."""
    if month == date(2020, 1, 1):
        return [printed(row) for row in golden.rows("bill_11261_2020-01_charges.csv")]
    return charges_summing_to(kwh, total) if total else []


def printed(row: dict[str, str]) -> ChargeRow:
    price = Decimal(row["unit_price_clp"]) if row["unit_price_clp"] else None
    quantity = int(row["quantity"]) if row["quantity"] else None
    return ChargeRow(row["name"], int(row["amount_clp"]), row["taxable"] == "SI", quantity, price)


def charges_summing_to(kwh: int, total: int) -> list[ChargeRow]:
    charges = fixed_charges(kwh)
    rest = total - sum(charge.amount for charge in charges)
    surplus = rest - pesos(kwh * LARGEST_ENERGY_CLP)
    if 0 < surplus <= RME_CLP:
        charges.append(ChargeRow("(R.M.E.)", RME_CLP))
        rest -= RME_CLP
    elif surplus > 0:
        charges.append(ChargeRow("Cuota de convenio", surplus, False))
        rest -= surplus
    return [*charges, ChargeRow("Electricidad consumida", rest, True, kwh)]

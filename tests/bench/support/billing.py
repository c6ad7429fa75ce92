"""A billing system's delivery of any size, written as a stream: every service has a bill of eight charges each month."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from stdnum.cl import rut

from data_import.customers.tables import BILLS, CHARGES, CUSTOMERS, SERVICES

CHARGES_A_BILL = 8
FIRST_RUT = 30_000_001


def write_billing(folder: Path, services: int, months: int) -> int:
    """Rows written. Months end in December 2025."""
    folder.mkdir(parents=True, exist_ok=True)
    names = [month_name(months - back) for back in range(months)]
    return (
        write(folder / "clientes.csv", CUSTOMERS.names, map(customer, range(services)))
        + write(folder / "servicios.csv", SERVICES.names, map(service, range(services)))
        + write(folder / "boletas.csv", BILLS.names, (bill(each, month) for each in range(services) for month in names))
        + write(
            folder / "cargos.csv",
            CHARGES.names,
            (row for at in range(services) for name in names for row in charges(at, name)),
        )
    )


def write(path: Path, names: tuple[str, ...], rows: Iterable[str]) -> int:
    count = 0
    with path.open("w", encoding="utf-8") as file:
        file.write(";".join(names) + "\n")
        for row in rows:
            file.write(row)
            count += 1
    return count


def month_name(before: int) -> str:
    """So many months before January 2026."""
    number = 2026 * 12 - before
    return f"{number // 12}-{number % 12 + 1:02}"


def customer(at: int) -> str:
    return f"{rut_of(at)};Titular {at};\n"


def rut_of(at: int) -> str:
    return f"{FIRST_RUT + at}-{rut.calc_check_digit(str(FIRST_RUT + at))}"


def service(at: int) -> str:
    return f"{number(at)};{rut_of(at)};Camino {at % 90} km {at % 30};14204;7,5;{at % 9000};31-12-2025;SI\n"


def number(at: int) -> str:
    return str(100_000 + at)


def kwh_of(at: int) -> int:
    return 40 + at % 400


def bill(at: int, month: str) -> str:
    kwh = kwh_of(at)
    net = 100 * kwh + (CHARGES_A_BILL - 1) * 250
    return f"{number(at)};{month};{kwh},5;{net};{19 * kwh};05-01-2026\n"


def charges(at: int, month: str) -> Iterator[str]:
    kwh = kwh_of(at)
    yield f"{number(at)};{month};1;Electricidad consumida;{kwh};kWh;100,0;{100 * kwh};SI\n"
    for position in range(2, CHARGES_A_BILL + 1):
        yield f"{number(at)};{month};{position};Cargo fijo {position};;;;250;NO\n"

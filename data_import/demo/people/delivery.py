"""The demo people as a delivery of the billing system: CSV tables and PDF documents, the same every time."""

import csv
from collections.abc import Iterable
from pathlib import Path

from data_import.customers.columns import Table
from data_import.customers.reading import FOLDER_OF_DOCUMENTS
from data_import.customers.tables import (
    BILLS,
    CHARGES,
    CONTRACTS,
    CUSTOMERS,
    DOCUMENTS,
    DTES,
    INJECTIONS,
    PRICE_INDEX,
    READINGS,
    REMAINDERS,
    SERVICES,
    SHARES,
)
from data_import.demo.people import generation, papers
from data_import.demo.people.bills import RECEIPT, BillRow, ChargeRow, all_bills
from data_import.demo.people.cast import EG_SERVICES, GENERATOR, INJECTING, DemoService, Place, customers, services

#: The golden EG has every document but a study of its connection.
EG_DOCUMENTS = {INJECTING: ("contrato", "protocolo", "ubicacion")}


def write_people(folder: Path, places: list[Place]) -> None:
    """Write the delivery for a network with these transformers into an empty folder."""
    chosen = services(places)
    bills = all_bills(chosen)
    tables: dict[Table, Iterable[Iterable[object]]] = {
        CUSTOMERS: ([person.rut, person.name, person.email] for person in customers()),
        SERVICES: map(service_row, chosen),
        BILLS: map(bill_row, bills),
        CHARGES: (row for bill in bills for row in charge_rows(bill)),
        DTES: (dte_row(bill) for bill in bills if bill.has_dte),
        CONTRACTS: map(contract_row, EG_SERVICES),
        SHARES: ([number, number, "1"] for number in EG_SERVICES),
        INJECTIONS: ([row.service, row.month, row.injection_kwh, row.annex] for row in generation.injections()),
        REMAINDERS: generation.remainders(),
        READINGS: generation.readings(),
        DOCUMENTS: ([number, kind, document_name(kind, number)] for number, kind in eg_documents()),
        PRICE_INDEX: generation.index_rows(),
    }
    for table, rows in tables.items():
        write_table(folder / f"{table.name}.csv", table.names, rows)
    write_documents(folder / FOLDER_OF_DOCUMENTS, bills)


def write_table(path: Path, names: tuple[str, ...], rows: Iterable[Iterable[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(names)
        table.writerows(rows)


def service_row(service: DemoService) -> list[object]:
    place = service.place
    return [
        service.number,
        service.holder.rut,
        service.address,
        place.comuna_code,
        service.capacity_kva,
        place.id,
        service.billed_on,
        "SI",
    ]


def bill_row(bill: BillRow) -> list[object]:
    return [bill.service.number, f"{bill.month:%Y-%m}", bill.consumption, bill.net, bill.iva, ""]


def charge_rows(bill: BillRow) -> Iterable[list[object]]:
    for position, charge in enumerate(bill.charges, 1):
        yield [bill.service.number, f"{bill.month:%Y-%m}", position, *charge_row(charge)]


def charge_row(charge: ChargeRow) -> list[object]:
    unit = "" if charge.quantity is None else "kWh"
    taxable = "SI" if charge.taxable else "NO"
    return [charge.name, charge.quantity, unit, charge.price, charge.amount, taxable]


def dte_row(bill: BillRow) -> list[object]:
    return [bill.service.number, f"{bill.month:%Y-%m}", RECEIPT, bill.folio, bill.total, bill.document]


def contract_row(number: str) -> list[object]:
    return [number, "individual", "Documento nominativo", "Anual", "fotovoltaica", "5.5", "5", generation.STARTED_ON]


def eg_documents() -> list[tuple[str, str]]:
    return [(number, kind) for number in EG_SERVICES for kind in EG_DOCUMENTS.get(number, ("contrato",))]


def document_name(kind: str, number: str) -> str:
    return f"{kind}-{number}.pdf"


def write_documents(folder: Path, bills: list[BillRow]) -> None:
    folder.mkdir()
    for bill in bills:
        if bill.document:
            (folder / bill.document).write_bytes(papers.bill_paper(bill))
    for row in generation.injections():
        if row.annex:
            (folder / row.annex).write_bytes(papers.annex_paper(row))
    for number, kind in eg_documents():
        (folder / document_name(kind, number)).write_bytes(papers.eg_paper(kind, number, GENERATOR.name))

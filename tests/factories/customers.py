"""Customers of the small network: two households and one with generation. RUTs are valid and plainly fictitious.

Ana (11.111.111-1) has 90001 on T1; Berta (22.222.222-2) has 90002 on T2; Eva (33.333.333-3) has the EG service 90003 on T1.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from io import BytesIO

from customers.document_store import store
from customers.enums import DocumentKind, DteType, Proof, SettlementForm, SettlementFrequency
from customers.models import (
    Bill,
    Charge,
    Customer,
    Dte,
    EgContract,
    EgDocument,
    Injection,
    PriceIndex,
    Reading,
    Remainder,
    Service,
    ServiceLink,
    StoredFile,
)

RUTS = {"90001": "11111111-1", "90002": "22222222-2", "90003": "33333333-3"}
NAMES = {"90001": "Ana Soto", "90002": "Berta Pino", "90003": "Eva Rojas"}
TRANSFORMERS = {"90001": "T1", "90002": "T2", "90003": "T1"}
JANUARY = date(2020, 1, 1)
PDF = b"%PDF-1.7 un documento de prueba"


def months(first: date, how_many: int) -> Iterable[date]:
    start = first.year * 12 + first.month - 1
    return (date(number // 12, number % 12 + 1, 1) for number in range(start, start + how_many))


def make_service(number: str = "90001", **fields) -> Service:
    rut = RUTS.get(number, "44444444-4")
    name = NAMES.get(number, "Otra Persona")
    customer, _ = Customer.objects.get_or_create(
        rut=rut, defaults={"name": name, "email": f"titular{number}@example.com"}
    )
    given = {
        "address": f"Camino {number}",
        "comuna_code": "14204",
        "connection_capacity_kva": 15,
        "transformer_id": TRANSFORMERS.get(number, "T1"),
        "billed_on": date(2020, 8, 31),
    }
    return Service.objects.create(number=number, customer=customer, **given | fields)


def link(user, service: Service, proof: str = Proof.BILL) -> ServiceLink:
    return ServiceLink.objects.create(user=user, service=service, proof=proof)


def make_bill(
    service: Service, month: date = JANUARY, consumption: int | None = 40, amount: int = 800, *, folio: int = 0
) -> Bill:
    """One charge of `amount`, taxable; with a DTE where there is a folio."""
    bill = Bill.objects.create(
        service=service,
        month=month,
        consumption_kwh=consumption,
        net_charges_clp=amount,
        iva_clp=round(amount * 0.19),
        issued_on=month,
    )
    add_charge(bill, 1, "Electricidad consumida", amount, quantity=consumption, unit_price=20)
    if folio:
        add_dte(bill, folio)
    return bill


def add_charge(
    bill: Bill, position: int, name: str, amount: int, *, quantity=None, unit_price=None, is_taxable: bool = True
) -> Charge:
    return Charge.objects.create(
        bill=bill,
        position=position,
        name=name,
        quantity=quantity,
        quantity_unit="kWh" if quantity is not None else "",
        unit_price_clp=unit_price,
        amount_clp=amount,
        is_taxable=is_taxable,
    )


def add_dte(bill: Bill, folio: int) -> Dte:
    total = (bill.net_charges_clp or 0) + (bill.iva_clp or 0)
    return Dte.objects.create(
        bill=bill, document_type=DteType.RECEIPT, folio=folio, total_clp=total, file=make_file(f"boleta-{folio}.pdf")
    )


def make_file(name: str, content: bytes = PDF, content_type: str = "application/pdf") -> StoredFile:
    """The tests that call this set CUSTOMER_FILES_ROOT to a folder of their own."""
    return store(BytesIO(content), name, content_type)


def add_generation(service: Service) -> EgContract:
    """Two months that add up, an annex in the first, three of four documents."""
    contract = EgContract.objects.create(
        service=service,
        settlement_form=SettlementForm.NAMED_DOCUMENT,
        settlement_frequency=SettlementFrequency.YEARLY,
    )
    add_months(service)
    for kind in (DocumentKind.CONTRACT, DocumentKind.PROTOCOL, DocumentKind.LOCATION):
        EgDocument.objects.create(service=service, kind=kind, file=make_file(f"{kind}.pdf"))
    return contract


def add_months(service: Service) -> None:
    january, february = months(JANUARY, 2)
    Injection.objects.create(service=service, month=january, injection_kwh="266.9", annex=make_file("anexo.pdf"))
    Injection.objects.create(service=service, month=february, injection_kwh=None)
    PriceIndex.objects.create(month=february, variation=Decimal("0.01"))
    Remainder.objects.create(
        service=service, month=january, injection_kwh=100, price_clp_per_kwh="67.452", previous_clp=0, adjusted_clp=0,
        available_clp=6745, applied_clp=5745, accumulated_clp=1000, settlement_clp=0,
    )  # fmt: skip
    Remainder.objects.create(
        service=service, month=february, injection_kwh=10, price_clp_per_kwh="67.452", previous_clp=1000,
        adjusted_clp=1010, available_clp=1685, applied_clp=685, accumulated_clp=1000, settlement_clp=0,
    )  # fmt: skip
    add_readings(service, january, february)


def add_readings(service: Service, january: date, february: date) -> None:
    Reading.objects.create(
        service=service, month=january, injection_kwh="94.5", injection_before_kwh="2313.5", injection_now_kwh=2408,
        consumption_kwh=619, consumption_before_kwh=12557, consumption_now_kwh=13176,
    )  # fmt: skip
    Reading.objects.create(
        service=service, month=february, consumption_kwh=468, consumption_before_kwh=13176, consumption_now_kwh=13644
    )

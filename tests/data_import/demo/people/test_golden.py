"""What the old portal printed of customers, as it stands after the import, and the identities of its figures."""

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest

from customers.models import Bill, Charge, EgDocument, Injection, PriceIndex, Reading, Remainder
from data_import.customers.services import import_customers
from data_import.demo import golden
from data_import.progress import Progress
from tests.data_import.conftest import drop_temporary_tables


@pytest.fixture(autouse=True)
def imported(db, own_files, people_folder) -> Iterator[None]:
    drop_temporary_tables()
    report = import_customers(people_folder, progress=Progress(quiet=True))
    assert (report.is_refused, report.set_aside) == (False, [])


def month_of(text: str) -> date:
    return date.fromisoformat(f"{text}-01")


def decimal(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def test_bills_of_11261():
    expected = [
        (month_of(row["month"]), Decimal(row["consumption_kwh"]), int(row["charges_clp"]), row["dte"] == "yes")
        for row in golden.rows("service_11261_bills.csv")
    ]
    bills = Bill.objects.filter(service="11261", month__year=2020).select_related("dte__file").order_by("month")
    assert [
        (bill.month, bill.consumption_kwh, bill.net_charges_clp, hasattr(bill, "dte") and bill.dte.file is not None)
        for bill in bills
    ] == expected


def test_charges_of_january():
    expected = [
        (
            row["name"],
            decimal(row["quantity"]),
            decimal(row["unit_price_clp"]),
            int(row["amount_clp"]),
            row["taxable"] == "SI",
        )
        for row in golden.rows("bill_11261_2020-01_charges.csv")
    ]
    charges = Charge.objects.filter(bill__service="11261", bill__month="2020-01-01")
    fields = ("name", "quantity", "unit_price_clp", "amount_clp", "is_taxable")
    assert list(charges.values_list(*fields)) == expected


def test_injections_of_131311():
    rows = golden.rows("service_131311_injections.csv")
    consumption = Bill.objects.filter(service="131311", month__year=2020).order_by("month")
    injections = Injection.objects.filter(service="131311", month__year=2020).order_by("month")
    assert [bill.consumption_kwh for bill in consumption] == [Decimal(row["consumption_kwh"]) for row in rows]
    assert [each.injection_kwh for each in injections] == [decimal(row["injection_kwh"]) for row in rows]
    assert [each.annex is not None for each in injections] == [row["annex"] == "yes" for row in rows]
    assert [hasattr(bill, "dte") for bill in consumption] == [row["dte"] == "yes" for row in rows]


def test_remainders_of_131312():
    rows = golden.rows("service_131312_remainder.csv")
    expected = [
        (
            Decimal(row["injection_kwh"]),
            int(row["price_clp_per_kwh_as_printed"]),
            *(int(row[f"{name}_clp"]) for name in ("previous_remainder", "adjusted_remainder")),
            *(int(row[f"{name}_clp"]) for name in ("available_discount", "accumulated_remainder", "settlement")),
        )
        for row in rows[:-1]
    ]
    fields = ("injection_kwh", "price_clp_per_kwh", "previous_clp", "adjusted_clp")
    amounts = ("available_clp", "accumulated_clp", "settlement_clp")
    *known, unknown = Remainder.objects.filter(service="131312").order_by("month").values_list(*fields, *amounts)
    assert [(energy, round(price), *others) for energy, price, *others in known] == expected
    assert unknown == (None,) * 7


def test_readings_of_131313():
    names = [f"{register}_{part}kwh" for register in ("injection", "consumption") for part in ("", "before_", "now_")]
    expected = [
        tuple(Decimal(value) for value in list(row.values())[1:]) for row in golden.rows("service_131313_readings.csv")
    ]
    expected[-1] = (None, None, None, *expected[-1][3:])
    assert list(Reading.objects.filter(service="131313").order_by("month").values_list(*names)) == expected


def test_documents_of_131311():
    """No study of its connection."""
    kinds = EgDocument.objects.filter(service="131311").order_by("kind").values_list("kind", flat=True)
    assert list(kinds) == ["contrato", "protocolo", "ubicacion"]


def test_every_remainder_adds_up():
    """Domain 0.1 and 0.3: within a peso; the price is the same in all nine rows."""
    rows = list(Remainder.objects.exclude(available_clp=None).order_by("month"))
    assert len(rows) == 9
    for row in rows:
        assert row.price_clp_per_kwh == Decimal("67.452")
        assert abs(row.available_clp - row.injection_kwh * row.price_clp_per_kwh - row.adjusted_clp) <= 1
        assert row.accumulated_clp == row.available_clp - row.applied_clp - row.settlement_clp
    assert [row.accumulated_clp for row in rows[:-1]] == [row.previous_clp for row in rows[1:]]


def test_every_remainder_is_adjusted_by_the_index():
    """Domain 0.2: also downwards."""
    index = dict(PriceIndex.objects.values_list("month", "variation"))
    rows = Remainder.objects.exclude(available_clp=None)
    for row in rows:
        assert abs(row.adjusted_clp - row.previous_clp * (1 + index[row.month])) <= 1
    assert sum(row.adjusted_clp < row.previous_clp for row in rows) == 2


def test_every_reading_is_the_difference_of_its_register():
    """Domain 0.4."""
    rows = list(Reading.objects.order_by("month"))
    assert len(rows) == 10
    for row in rows:
        assert row.consumption_now_kwh - row.consumption_before_kwh == row.consumption_kwh
        if row.injection_kwh is not None:
            assert row.injection_now_kwh - row.injection_before_kwh == row.injection_kwh
    assert [row.consumption_now_kwh for row in rows[:-1]] == [row.consumption_before_kwh for row in rows[1:]]


def test_every_bill_is_the_sum_of_its_charges():
    """Domain 0.11: and its IVA 19 % of the taxable ones, half up."""
    sums: dict[int, list[int]] = {}
    for bill_id, amount, is_taxable in Charge.objects.values_list("bill_id", "amount_clp", "is_taxable"):
        total = sums.setdefault(bill_id, [0, 0])
        total[0] += amount
        total[1] += amount if is_taxable else 0
    bills = list(Bill.objects.values_list("id", "net_charges_clp", "iva_clp"))
    assert len(bills) == 64 * 36
    for pk, net, iva in bills:
        total, taxable = sums.get(pk, (0, 0))
        half_up = (taxable * Decimal("0.19")).quantize(Decimal(1), ROUND_HALF_UP)
        assert (net, iva) == (total, half_up)

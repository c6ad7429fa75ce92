"""What is read of a service, each by one query."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch, QuerySet, Sum

from customers.models import Bill, Charge, EgDocument, Injection, PriceIndex, Reading, Remainder, Service
from layers.models import Publication, Transformer

WINDOW = 36
COMPARED = 12


def months_before(month: date, how_many: int) -> date:
    number = month.year * 12 + month.month - 1 - how_many
    return date(number // 12, number % 12 + 1, 1)


def window_of(months: Iterable[date]) -> list[date]:
    """The months to show, newest first: 36 up to the last one known, none before the first; one without a row is among them."""
    known = sorted(months)
    if not known:
        return []
    shown = (months_before(known[-1], back) for back in range(WINDOW))
    return [month for month in shown if month >= known[0]]


def bills_of(service: Service) -> dict[date, Bill]:
    """Its last bills by month, each with its DTE."""
    bills = service.bills.select_related("dte").order_by("-month")[:WINDOW]
    return {bill.month: bill for bill in bills}


def bill_of(service: Service, month: date) -> Bill | None:
    """With its DTE and its charges in their order."""
    charges = Prefetch("charges", Charge.objects.order_by("position"))
    return service.bills.select_related("dte__file").prefetch_related(charges).filter(month=month).first()


def earlier_charges(bill: Bill) -> dict[str, list[int]]:
    """What each charge came to in the twelve months before the bill's, month by month, by its name."""
    first = months_before(bill.month, COMPARED)
    of_past = Charge.objects.filter(
        bill__service_id=bill.service_id, bill__month__gte=first, bill__month__lt=bill.month
    )
    by_month = of_past.values("name", "bill__month").annotate(amount=Sum("amount_clp")).order_by("bill__month")
    amounts = defaultdict(list)
    for each in by_month:
        amounts[each["name"]].append(each["amount"])
    return dict(amounts)


def injections_of(service: Service) -> dict[date, Injection]:
    return {row.month: row for row in last_months(Injection.objects, service)}


def remainders_of(service: Service) -> list[Remainder]:
    """Newest first."""
    return list(last_months(Remainder.objects, service))


def readings_of(service: Service) -> list[Reading]:
    """Newest first."""
    return list(last_months(Reading.objects, service))


def last_months(rows, service: Service) -> QuerySet:
    return rows.filter(service=service).order_by("-month")[:WINDOW]


def price_index(months: Iterable[date]) -> dict[date, Decimal]:
    """The variation of the IPC by month, where it is known."""
    return dict(PriceIndex.objects.filter(month__in=list(months)).values_list("month", "variation"))


def documents_of(service: Service) -> dict[str, EgDocument]:
    return {document.kind: document for document in service.eg_documents.select_related("file")}


def transformer_of(service: Service, publication: Publication | None) -> Transformer | None:
    """None where the publication has none of that number."""
    if publication is None or not service.transformer_id:
        return None
    return Transformer.objects.filter(publication=publication, id=service.transformer_id).defer("geom").first()

"""What an account holds here: its links, who of the staff read its services, and those services' data as files."""

import json
from collections.abc import Iterator
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model, QuerySet

from accounts.models import User
from accounts.personal_data import Section
from customers.access import own_services
from customers.document_store import path_of
from customers.models import Charge, Service, ServiceLink, StaffReading, StoredFile

LATEST_READINGS = 50


class Services:
    kept: tuple[str, ...] = (
        "La ley obliga a la cooperativa a guardar sus boletas, cargos y documentos tributarios, y su contrato de suministro.",
    )
    removed: tuple[str, ...] = ("Los vínculos de su cuenta con sus servicios, y los intentos de agregarlos.",)

    def sections(self, user: User) -> Iterator[Section]:
        links = ServiceLink.objects.filter(user=user, revoked_at=None).select_related("service").order_by("service")
        yield Section("Servicios vinculados", "customers/my_data/links.html", {"links": list(links)})
        readings = StaffReading.objects.filter(service__in=own_services(user))
        latest = list(readings.order_by("-read_at")[:LATEST_READINGS])
        yield Section("Quién ha consultado mis datos", "customers/my_data/readings.html", {"readings": latest})

    def files(self, user: User) -> Iterator[tuple[str, bytes]]:
        for service in own_services(user).select_related("customer"):
            folder = f"servicios/{service.number.replace('/', '_')}"
            yield f"{folder}/datos.json", as_json(service_document(service))
            for name, file in documents(service):
                yield f"{folder}/{name}", path_of(file.pk).read_bytes()

    def remove(self, user: User) -> None:
        ServiceLink.objects.filter(user=user).delete()
        user.proof_attempts.all().delete()


def as_json(document: dict) -> bytes:
    return json.dumps(document, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1).encode()


def service_document(service: Service) -> dict[str, Any]:
    """All that is known of a service, by table."""
    return {
        "servicio": columns(service),
        "titular": columns(service.customer),
        "boletas": rows(service.bills.order_by("month")),
        "cargos": rows(Charge.objects.filter(bill__service=service).order_by("bill__month", "position")),
        "inyecciones": rows(service.injections.order_by("month")),
        "remanentes": rows(service.remainders.order_by("month")),
        "lecturas": rows(service.readings.order_by("month")),
        "consultas": rows(service.staff_readings.order_by("read_at")),
    }


def rows(found: QuerySet) -> list[dict[str, Any]]:
    return [columns(row) for row in found]


def columns(row: Model) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def documents(service: Service) -> Iterator[tuple[str, StoredFile]]:
    """Name in the archive and the file: those that the disk has."""
    bills = service.bills.filter(dte__file__isnull=False).select_related("dte__file").order_by("month")
    found: list[tuple[str, StoredFile | None]] = [(f"dte-{bill.month:%Y-%m}", bill.dte.file) for bill in bills]
    annexes = service.injections.filter(annex__isnull=False).select_related("annex").order_by("month")
    found += [(f"anexo-{row.month:%Y-%m}", row.annex) for row in annexes]
    found += [(str(document.kind), document.file) for document in service.eg_documents.select_related("file")]
    for name, file in found:
        if file and path_of(file.pk).is_file():
            yield f"{name}{suffix(file)}", file


def suffix(file: StoredFile) -> str:
    return ".pdf" if file.content_type == "application/pdf" else ""

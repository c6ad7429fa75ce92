"""A customer's documents, streamed past the access check under the name they were delivered with."""

import logging
from datetime import date

from django.http import FileResponse
from django.http.response import HttpResponseBase

from accounts.access import PersonRequest
from customers.access import service_for
from customers.document_store import open_document
from customers.enums import DocumentKind
from customers.models import StoredFile
from customers.pages.words import month_name
from customers.selectors import bill_of, documents_of
from customers.views.history import service_with_eg
from customers.views.private import read_page
from layers.views.asked import NotHere

logger = logging.getLogger(__name__)

#: What a browser may open by itself; anything else is only saved.
OPENED = "application/pdf"


@read_page
def dte(request: PersonRequest, number: str, month: date) -> HttpResponseBase:
    bill = bill_of(service_for(request.user, number, f"DTE {month:%m/%Y}"), month)
    if bill is None or not hasattr(bill, "dte"):
        raise NotHere(f"No hay DTE de {month_name(month)}.")
    return streamed(bill.dte.file, f"No hay DTE de {month_name(month)}.")


@read_page
def annex(request: PersonRequest, number: str, month: date) -> HttpResponseBase:
    service = service_with_eg(request, number, f"Anexo de inyección {month:%m/%Y}")
    injection = service.injections.select_related("annex").filter(month=month).first()
    return streamed(injection.annex if injection else None, f"No hay anexo de {month_name(month)}.")


@read_page
def document(request: PersonRequest, number: str, kind: str) -> HttpResponseBase:
    labels = dict(DocumentKind.choices)
    service = service_with_eg(request, number, labels.get(kind, "Copia de documentos"))
    found = documents_of(service).get(kind)
    return streamed(found.file if found else None, "No hay ese documento.")


def streamed(file: StoredFile | None, missing: str) -> FileResponse:
    """Raises NotHere with the sentence `missing`, also where the disk has lost the file."""
    if file is None:
        raise NotHere(missing)
    try:
        content = open_document(file)
    except FileNotFoundError as error:
        logger.exception("The file %s is not on the disk", file.pk)
        raise NotHere("No pudimos abrir el documento. Avísenos, por favor.") from error
    response = FileResponse(
        content, as_attachment=file.content_type != OPENED, filename=file.name, content_type=file.content_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response

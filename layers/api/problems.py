"""Every error of the API is a problem document (RFC 9457): what is wrong, in Spanish, and nothing of our insides."""

import json

from django.core.exceptions import SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpResponse
from django.utils.log import log_response
from rest_framework.exceptions import APIException, MethodNotAllowed

from layers.models import Publication

PROBLEM_JSON = "application/problem+json"
TITLES = {
    400: "Solicitud no válida",
    404: "No encontrado",
    405: "Método no permitido",
    500: "Error interno",
    503: "Servicio no disponible",
}
#: Errors of the frameworks that are not ours to word.
KNOWN: dict[type[Exception], tuple[int, str]] = {
    Http404: (404, "No hay nada en esta dirección. La portada de la API es /api/."),
    MethodNotAllowed: (405, "La API es de solo lectura: use GET."),
    SuspiciousOperation: (400, "La solicitud no se entiende."),
    APIException: (400, "La solicitud no se entiende."),
    OperationalError: (503, "La base de datos no responde. Intente nuevamente en unos minutos."),
}


class Problem(Exception):
    """Raised where the client erred; `detail` is shown to people."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status, self.detail = status, detail


def problem_response(error: Exception, context: dict) -> HttpResponse:
    """The answer to any exception. Settings name it as REST_FRAMEWORK's exception handler."""
    status, detail = explain(error)
    response = problem_document(status, detail)
    if status >= 500:
        log_response(
            "%s: %s", TITLES[status], error, response=response, request=context.get("request"), exception=error
        )
    if isinstance(error, MethodNotAllowed):
        response["Allow"] = "GET, HEAD, OPTIONS"
    return response


def problem_document(status: int, detail: str) -> HttpResponse:
    document = {"type": "about:blank", "title": TITLES.get(status, "Error"), "status": status, "detail": detail}
    return HttpResponse(json.dumps(document, ensure_ascii=False), status=status, content_type=PROBLEM_JSON)


def explain(error: Exception) -> tuple[int, str]:
    if isinstance(error, Problem):
        return error.status, error.detail
    if isinstance(error, Publication.DoesNotExist):
        return 404, str(error)
    known = next((answer for kind, answer in KNOWN.items() if isinstance(error, kind)), None)
    return known or (500, "Ocurrió un error inesperado. Ya quedó registrado.")

"""What is not there, in words; and the page for a fault of ours, with a number to quote that stands in the log beside it."""

import logging
import secrets

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader

from layers.views.asked import NotHere

logger = logging.getLogger(__name__)


def not_found(request: HttpRequest, exception: Http404) -> HttpResponse:
    sentence = str(exception) if isinstance(exception, NotHere) else ""
    return render(request, "404.html", {"sentence": sentence}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Needs no database: that may be what failed."""
    reference = secrets.token_hex(4)
    logger.error("Fault %s at %s", reference, request.path, exc_info=True)
    context = {
        "reference": reference,
        "cooperative_name": settings.COOPERATIVE_NAME,
        "cooperative_phone": settings.COOPERATIVE_PHONE,
        "cooperative_email": settings.COOPERATIVE_EMAIL,
    }
    return HttpResponse(loader.get_template("500.html").render(context), status=500)

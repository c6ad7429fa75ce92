"""The page for a fault of ours: a sentence, and a number to quote that stands in the log beside the fault."""

import logging
import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template import loader

logger = logging.getLogger(__name__)


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

"""The portal explained to who uses it."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from layers.pages.trail import HOME, Step
from layers.views.asked import page


@require_safe
def manual(request: HttpRequest) -> HttpResponse:
    return page(request, "layers/manual.html", {"trail": [HOME, Step("Manual", reverse("manual"))]})

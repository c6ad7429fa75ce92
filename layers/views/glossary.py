"""The words of the trade, explained."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from layers.pages.trail import HOME, Step
from layers.views.asked import page


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    return page(request, "layers/glossary.html", {"trail": [HOME, Step("Glosario", reverse("glossary"))]})

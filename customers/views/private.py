"""What every answer with a person's data has in common: the person is signed in, and nobody keeps a copy on the way."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import kept_by_nobody, signed_in
from customers.models import Service
from customers.pages.menu import menu_of, service_trail
from layers.charts import Chart
from layers.models import Publication
from layers.pages.actions import kept_as_pdf
from layers.pages.trail import Step

View = Callable[..., HttpResponseBase]


def private(view: View) -> View:
    """For who has not signed in, and is answered as somebody all the same; behind accounts.access it is so already."""

    @wraps(view)
    def answered(request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        return kept_by_nobody(view(request, *args, **kwargs))

    return answered


def read_page(view: View) -> View:
    """A page that is only read."""
    return signed_in(require_safe(view))


def form_page(view: View) -> View:
    return signed_in(require_http_methods(["GET", "HEAD", "POST"])(view))


def current_publication(request: HttpRequest) -> Publication | None:
    """Asked once: geoportal.context finds it on the request."""
    publication = Publication.objects.defer("report", "source_files").current()
    request.publication = publication  # type: ignore[attr-defined]
    return publication


def service_page(request: HttpRequest, service: Service, title: str, template: str, context: dict) -> HttpResponse:
    """A page about a service, under its left menu."""
    around = {
        "service": service,
        "title": title,
        "trail": service_trail(service, Step(title, request.path)),
        "menu_of_service": menu_of(service),
        "actions": kept_as_pdf(request.get_full_path()),
    }
    return render(request, f"customers/{template}.html", around | context)


def charts_of(*charts: Chart | None) -> list[Chart]:
    """Those that have something to draw."""
    return [chart for chart in charts if chart]

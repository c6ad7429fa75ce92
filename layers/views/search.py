"""The results page of the one search box."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from layers.pages.asset import Asset
from layers.pages.results import grouped
from layers.pages.trail import HOME, Step
from layers.search import search
from layers.search.text import tidy
from layers.views.asked import asked_publication, page


@require_safe
def results_page(request: HttpRequest) -> HttpResponse:
    publication = asked_publication(request)
    query = tidy(request.GET.get("q", ""))
    results = search(query, publication)
    context = {
        "query": query,
        "results": results,
        "groups": grouped(results),
        "trail": [HOME, Step("Buscar", reverse("search"))],
    }
    return page(request, "layers/search.html", context)


def came_by_search(request: HttpRequest, asset: Asset) -> list[Step] | None:
    """Inicio / Buscar / Transformador 328250, where the visitor came from a page of results."""
    before = urlsplit(request.headers.get("referer", ""))
    is_ours = before.netloc == request.get_host() and before.path == reverse("search")
    if not is_ours:
        return None
    back = f"{before.path}?{before.query}" if before.query else before.path
    return [HOME, Step("Buscar", back), Step(asset.title, asset.url)]

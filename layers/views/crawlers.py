"""What search engines ask for first."""

from collections.abc import Iterator
from xml.sax.saxutils import escape

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from layers.catalogue import find_layer
from layers.enums import Layer
from layers.labels import asset_page
from layers.menu import address_of
from layers.models import Publication
from layers.views.asked import NotHere, asked_publication
from layers.views.open_data import root_of

#: Pages by route; those that do not exist are left out. Of assets, those that people look for.
PAGES = ("map", "advanced-search", "my-transformer", "downloads", "data", "glossary", "manual", "vnr", "api-docs")
ASSETS = (Layer.SUBSTATIONS, Layer.FEEDERS, Layer.TRANSFORMERS)
#: A sitemap may hold no more.
MOST_ADDRESSES = 50_000
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
ROBOTS = """User-agent: *
Disallow: /buscar/
Disallow: /api/collections/
Disallow: /descargas/*?
Disallow: /cuenta/

Sitemap: {root}{sitemap}
"""


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    text = ROBOTS.format(root=root_of(request), sitemap=reverse("sitemap"))
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    publication, root = asked_publication(request), root_of(request)
    addresses = [f"{root}{reverse('sitemap-part', args=[*part])}" for part in parts(publication)]
    entries = "".join(f"<sitemap><loc>{escape(each)}</loc></sitemap>\n" for each in addresses)
    return xml(f'<sitemapindex xmlns="{NAMESPACE}">\n{entries}</sitemapindex>\n')


@require_safe
def sitemap_part(request: HttpRequest, name: str, number: int) -> HttpResponseBase:
    publication = asked_publication(request)
    if (name, number) not in parts(publication):
        raise NotHere("No existe esa parte del mapa del sitio.")
    return StreamingHttpResponse(urls(publication, name, number, root_of(request)), content_type="application/xml")


def parts(publication: Publication) -> list[tuple[str, int]]:
    """Name and number of each sitemap."""
    found = [("paginas", 1)]
    for layer in ASSETS:
        full = -(-publication.counts.get(layer, 0) // MOST_ADDRESSES)
        found += [(str(layer), number) for number in range(1, full + 1)]
    return found


def urls(publication: Publication, name: str, number: int, root: str) -> Iterator[str]:
    changed = publication.created_at.date().isoformat()
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{NAMESPACE}">\n'
    for address in addresses(publication, name, number):
        yield f"<url><loc>{escape(root + address)}</loc><lastmod>{changed}</lastmod></url>\n"
    yield "</urlset>\n"


def addresses(publication: Publication, name: str, number: int) -> Iterator[str]:
    layer = find_layer(name)
    if layer is None:
        yield from filter(None, map(address_of, PAGES))
        return
    start = (number - 1) * MOST_ADDRESSES
    ids = layer.queryset(publication).order_by("id").values_list("id", flat=True)
    for asset_id in ids[start : start + MOST_ADDRESSES].iterator():
        yield asset_page(layer.id, asset_id)


def xml(body: str) -> HttpResponse:
    return HttpResponse(f'<?xml version="1.0" encoding="UTF-8"?>\n{body}', content_type="application/xml")

"""*Guardar*: a page as PDF, at its own address with .pdf for the last slash."""

import hashlib
import secrets

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from layers.catalogue import find_layer
from layers.models import Publication
from layers.paper.document import order_for
from layers.paper.workshop import NotMade, make_pdf
from layers.views.asked import asked_publication, page

PAGES = (
    *("substations", "substation", "substation-feeders", "feeders", "feeder", "feeder-transformers"),
    *("transformers", "transformer", "poles", "pole", "spans", "span", "equipment-list", "equipment"),
    *("generators", "generator", "vnr", "vnr-code", "capacity", "capacity-point", "capacity-method"),
)
RETRY_SECONDS = 10
#: Another version of the portal may write another document.
VERSION = secrets.token_hex(4)


@require_safe
def page_pdf(request: HttpRequest, address: str) -> HttpResponse:
    found = printed_page(f"/{address}/")
    publication = asked_publication(request)
    tag = etag(request, publication)
    if (unchanged := get_conditional_response(request, etag=tag)) is not None:
        unchanged["ETag"] = tag
        return unchanged
    shown = shown_page(request, found)
    if shown.status_code != 200:
        return shown
    return pdf_response(request, shown, file_name(found, address, publication), tag)


def printed_page(path: str) -> ResolverMatch:
    try:
        found = resolve(path)
    except Resolver404 as error:
        raise Http404 from error
    if found.url_name not in PAGES:
        raise Http404
    return found


def shown_page(request: HttpRequest, found: ResolverMatch) -> HttpResponse:
    """What the page answers, asked by its own address."""
    request.path = request.path_info = f"{request.path.removesuffix('.pdf')}/"
    return found.func(request, *found.args, **found.kwargs)


def pdf_response(request: HttpRequest, shown: HttpResponse, name: str, tag: str) -> HttpResponse:
    order = order_for(shown.content.decode(), request.build_absolute_uri())
    try:
        response = HttpResponse(make_pdf(order), content_type="application/pdf")
    except NotMade as error:
        return not_made(request, str(error))
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "no-cache"
    response["ETag"] = tag
    return response


def not_made(request: HttpRequest, sentence: str) -> HttpResponse:
    response = page(request, "503.html", {"sentence": sentence}, status=503)
    response["Retry-After"] = str(RETRY_SECONDS)
    return response


def etag(request: HttpRequest, publication: Publication) -> str:
    """The address with its host, as the document's links are absolute; the day, as one is told when data grow old."""
    of_data = (publication.number, publication.revision, timezone.localdate())
    said = f"{request.build_absolute_uri()} {of_data} {VERSION}"
    return f'"{hashlib.sha256(said.encode()).hexdigest()[:16]}"'


def file_name(found: ResolverMatch, address: str, publication: Publication) -> str:
    """`transformador-328250-2020-11-30.pdf`; a grid goes by its address: `alimentadores-1-transformadores-…`."""
    layer = find_layer(address.split("/", 1)[0])
    asset_id = found.kwargs.get("asset_id")
    words = f"{layer.singular} {asset_id}" if layer and asset_id else address.replace("/", " ")
    return f"{slugify(words)}-{publication.cutoff_on:%Y-%m-%d}.pdf"

"""*Guardar*: a customer's page as PDF. The page is asked as the person who asks, so whoever may not read it gets its answer."""

from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.text import slugify

from customers.views.private import View, read_page
from layers.paper.document import order_for
from layers.paper.workshop import NotMade, make_pdf
from layers.views.paper import not_made


def as_pdf(view: View, name: str) -> View:
    """`name` begins the file's: `consumo-11261.pdf`."""

    @read_page
    @wraps(view)
    def pdf(request: HttpRequest, **asked) -> HttpResponseBase:
        # The page's own address: its links and its breadcrumb are built from it.
        request.path = request.path_info = f"{request.path.removesuffix('.pdf')}/"
        shown = view(request, **asked)
        if not isinstance(shown, HttpResponse) or shown.status_code != 200:
            return shown
        return pdf_of(request, shown, file_name(name, asked))

    return pdf


def pdf_of(request: HttpRequest, shown: HttpResponse, name: str) -> HttpResponse:
    try:
        content = make_pdf(order_for(shown.content.decode(), request.build_absolute_uri()))
    except NotMade as error:
        return not_made(request, str(error))
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def file_name(name: str, asked: dict) -> str:
    month = f"{asked['month']:%Y-%m}" if "month" in asked else ""
    words = slugify(f"{name} {asked['number']} {month}")
    return f"{words}.pdf"

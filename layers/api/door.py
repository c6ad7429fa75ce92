"""The API's own door: it has no sessions, cookies, forms or pages, so its answers do not pay for them."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import resolve

PAGES = "/api/docs/"


class ApiDoor:
    """Middleware: answers what lies under /api/ at once; the readable page and all else go on to the next."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        path = request.path_info
        if not f"{path}/".startswith("/api/") or path.startswith(PAGES):
            return self.get_response(request)
        request.resolver_match = match = resolve(path, settings.API_URLCONF)
        response = match.func(request, *match.args, **match.kwargs)
        if not response.streaming and response.content:
            response["Content-Length"] = str(len(response.content))
        # Public data without cookies: any site may ask for them.
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "Content-Crs, ETag, Left-Out, Link"
        return response

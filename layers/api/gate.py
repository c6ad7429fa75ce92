"""The API past Django's own handler: the same door, without the signals and wrappers that a page needs."""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.handlers.wsgi import WSGIRequest
from django.db import close_old_connections
from django.http import HttpRequest, HttpResponse
from django.middleware.security import SecurityMiddleware
from django.utils.log import log_response

from layers.api.door import ApiDoor, leads_to_api
from layers.api.kept import Application, Environ


class NotOurs(Exception):
    """The door would have passed the request on."""


class ApiGate:
    """A WSGI application around the portal's. What goes wrong here the portal answers, and says so in its log."""

    def __init__(self, portal: Application) -> None:
        self.portal = portal
        self.door: Callable[[WSGIRequest], Any] = SecurityMiddleware(ApiDoor(pass_on))

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] != "GET" or not leads_to_api(environ["PATH_INFO"]):
            return self.portal(environ, start_response)
        try:
            response = self.answer(WSGIRequest(environ))
        except Exception:
            return self.portal(environ, start_response)
        start_response(f"{response.status_code} {response.reason_phrase}", list(response.items()))
        return response if response.streaming else [response.content]

    def answer(self, request: WSGIRequest) -> Any:
        try:
            response = self.door(request)
        finally:
            close_old_connections()
        if response.status_code >= 400:
            log_response("%s: %s", response.reason_phrase, request.path, response=response, request=request)
        return response


def pass_on(request: HttpRequest) -> HttpResponse:
    raise NotOurs

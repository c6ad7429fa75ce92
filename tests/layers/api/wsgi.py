"""Asking a WSGI application itself, without Django's test client, which goes past it."""

import io

TILE = "/api/collections/vanos/tiles/WebMercatorQuad/13/5099/2435"


def ask(
    application, path: str = TILE, query: str = "", method: str = "GET", scheme: str = "http", **headers: str
) -> tuple:
    """Status, headers and body of an answer."""
    sent: list = []
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "wsgi.url_scheme": scheme,
        "wsgi.input": io.BytesIO(),
        **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
    }
    body = b"".join(application(environ, lambda *start: sent.extend(start)))
    return sent[0], dict(sent[1]), body

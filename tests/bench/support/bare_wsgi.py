"""A WSGI application that does nothing: what the web server itself costs."""

ANSWER = b'{"type":"Feature","id":"0-0","geometry":null,"properties":{}}'


def application(environ, start_response) -> list[bytes]:
    start_response("200 OK", [("Content-Type", "application/geo+json"), ("Content-Length", str(len(ANSWER)))])
    return [ANSWER]

"""Past Django's handler the API answers as it does through it, and leaves the rest alone."""

import pytest
from django.db import connection
from django.test import override_settings

from layers.api.gate import ApiGate
from tests.layers.api.wsgi import ask

ITEM = "/api/collections/transformadores/items/T1"


@pytest.mark.parametrize(
    ("path", "query"),
    [
        (ITEM, ""),
        ("/api/collections/vanos/tiles/WebMercatorQuad/13/5099/2435", "publication=1"),
        ("/api/collections/vanos/items", "limit=2"),
        ("/api/collections/postes", ""),
        ("/api", ""),
        ("/api/identify", "lon=-72.957&lat=-40.3&z=15"),
        ("/api/collections/transformadores/items/nowhere", ""),
        ("/api/collections/vanos/items", "limit=many"),
        ("/api/nowhere", ""),
    ],
)
def test_an_answer_is_the_one_that_django_gives(network, whole_portal, path, query):
    status, headers, body = ask(ApiGate(whole_portal), path, query)
    expected_status, expected_headers, expected_body = ask(whole_portal, path, query)
    assert (status, headers) == (expected_status, expected_headers)
    assert without_time(body) == without_time(expected_body)


def without_time(body: bytes) -> bytes:
    return body.partition(b'"timeStamp":"')[0] + body.partition(b'"timeStamp":"')[2][20:]


class Elsewhere:
    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, environ, start_response):
        self.asked.append(environ["PATH_INFO"])
        start_response("200 OK", [])
        return [b"page"]


@pytest.mark.parametrize("path", ["/", "/transformadores/T1/", "/apiary", "/api/docs/", "/static/api/x.js"])
def test_pages_are_the_portals(path):
    portal = Elsewhere()
    assert (ask(ApiGate(portal), path)[2], portal.asked) == (b"page", [path])


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "POST"])
def test_other_methods_are_the_portals(method):
    portal = Elsewhere()
    ask(ApiGate(portal), ITEM, method=method)
    assert portal.asked == [ITEM]


def test_what_fails_is_answered_by_the_portal_which_logs_it(monkeypatch):
    def broken(*_: object) -> None:
        raise RuntimeError("broken")

    portal = Elsewhere()
    gate = ApiGate(portal)
    monkeypatch.setattr(gate, "door", broken)
    assert (ask(gate, ITEM)[2], portal.asked) == (b"page", [ITEM])


def test_who_comes_by_http_is_sent_to_https_where_that_is_the_rule():
    with override_settings(SECURE_SSL_REDIRECT=True):
        status, headers, _body = ask(ApiGate(Elsewhere()), ITEM)
    assert (status, headers["Location"]) == ("301 Moved Permanently", f"https://127.0.0.1:8000{ITEM}")


def test_what_is_not_there_stands_in_the_log(caplog):
    ask(ApiGate(Elsewhere()), "/api/nowhere")
    assert [record.getMessage() for record in caplog.records] == ["Not Found: /api/nowhere"]


@pytest.mark.django_db(transaction=True)
def test_a_connection_is_not_kept_where_settings_do_not_say_so():
    ask(ApiGate(Elsewhere()), "/api/collections/vanos/items/1")
    assert connection.connection is None

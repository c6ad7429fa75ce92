"""Tiles before Django: kept with their headers, made once, and nothing else is touched."""

import io
from collections.abc import Iterator
from threading import Event, Thread

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections

from layers.api.kept import FOREVER, OVERHEAD_BYTES, Answer, KeptTiles, Shelf

TILE = "/api/collections/vanos/tiles/WebMercatorQuad/13/5099/2435"
ROOM = 10 * (600 + OVERHEAD_BYTES)


class Portal:
    """Answers any address with the same headers, and counts how often it is asked."""

    def __init__(self, status: str = "200 OK", cache_control: str = FOREVER, body: bytes = b"tile") -> None:
        self.status, self.body, self.asked = status, body, 0
        self.headers = [("Content-Type", "text/plain"), ("ETag", '"1/a"'), ("Cache-Control", cache_control)]

    def __call__(self, environ, start_response):
        self.asked += 1
        start_response(self.status, list(self.headers))
        return [self.body]


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


@pytest.fixture
def whole_portal() -> Iterator[WSGIHandler]:
    """It would close the test's own database connection after each request, as Django's test client knows."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield get_wsgi_application()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_a_tile_asked_again_is_the_same_answer_without_a_query(network, whole_portal, django_assert_num_queries):
    application = KeptTiles(whole_portal, ROOM)
    first = ask(application, query="publication=1", accept_encoding="gzip")
    with django_assert_num_queries(0):
        assert ask(application, query="publication=1", accept_encoding="gzip") == first
    assert first[1]["Content-Length"] == str(len(first[2]))


def test_who_has_a_kept_tile_is_told_so_with_its_headers():
    application = KeptTiles(Portal(), ROOM)
    ask(application)
    assert ask(application, if_none_match='"other", W/"1/a"') == (
        "304 Not Modified",
        {"ETag": '"1/a"', "Cache-Control": FOREVER},
        b"",
    )


@pytest.mark.parametrize(
    "portal",
    [Portal(cache_control="public, max-age=60, must-revalidate"), Portal("404 Not Found"), Portal("304 Not Modified")],
    ids=["current publication", "no such tile", "told so"],
)
def test_what_may_change_is_asked_of_the_portal_each_time(portal):
    application = KeptTiles(portal, ROOM)
    assert [ask(application)[0] for _ in range(2)] == [portal.status] * 2
    assert portal.asked == 2


@pytest.mark.parametrize(
    "other",
    [
        {"path": "/api/collections/vanos/items/1"},
        {"path": "/api/collections"},
        {"query": "f=mvt"},
        {"method": "HEAD"},
        {"method": "POST"},
        {"scheme": "https"},
        {"x_forwarded_proto": "https"},
        {"accept_encoding": "gzip"},
    ],
    ids=str,
)
def test_another_request_is_not_answered_with_this_tile(other):
    portal = Portal()
    application = KeptTiles(portal, ROOM)
    ask(application)
    ask(application, **other)
    assert portal.asked == 2


def test_however_a_browser_spells_that_it_takes_gzip_one_copy_is_kept():
    portal = Portal()
    application = KeptTiles(portal, ROOM)
    for accepted in ("gzip", "br, gzip;q=0.8", "gzip, deflate, zstd"):
        ask(application, accept_encoding=accepted)
    for refused in ("gzip;q=0", "br", "gzip; q=0.0, br"):
        ask(application, accept_encoding=refused)
    assert portal.asked == 2


def test_two_who_ask_for_one_cold_tile_have_it_made_once():
    may_finish = Event()
    portal = Portal()

    def slow(environ, start_response):
        may_finish.wait(5)
        return portal(environ, start_response)

    application = KeptTiles(slow, ROOM)
    answers: list[bytes] = []
    visitors = [Thread(target=lambda: answers.append(ask(application)[2])) for _ in range(3)]
    for visitor in visitors:
        visitor.start()
    may_finish.set()
    for visitor in visitors:
        visitor.join()
    assert (portal.asked, answers) == (1, [b"tile"] * 3)


def test_the_portals_answer_is_closed_even_where_it_is_kept():
    closed = []

    class Parts(list):
        def close(self) -> None:
            closed.append(True)

    def portal(environ, start_response):
        start_response("200 OK", [("Cache-Control", FOREVER), ("ETag", '"1"')])
        return Parts([b"a", b"b"])

    assert (ask(KeptTiles(portal, ROOM))[2], closed) == (b"ab", [True])


PAGE = Answer((), b"x" * 600, '"1"')


def shelf(pages: int) -> Shelf:
    """With room for that many answers like PAGE."""
    return Shelf(pages * (600 + OVERHEAD_BYTES))


def held(kept: Shelf, *keys: str) -> list[bool]:
    return [kept.take((key,)) is not None for key in keys]


def test_the_answer_asked_longest_ago_makes_room():
    kept = shelf(2)
    kept.put(("a",), PAGE)
    kept.put(("b",), PAGE)
    kept.take(("a",))
    kept.put(("c",), PAGE)
    assert held(kept, "a", "b", "c") == [True, False, True]


def test_an_answer_put_again_is_counted_once():
    kept = shelf(2)
    for key in "aaab":
        kept.put((key,), PAGE)
    assert held(kept, "a", "b") == [True, True]


def test_an_answer_larger_than_the_shelf_is_not_kept_and_drives_nothing_out():
    kept = shelf(1)
    kept.put(("a",), PAGE)
    kept.put(("huge",), Answer((), b"x" * 5000, '"2"'))
    assert held(kept, "a", "huge") == [True, False]


def test_a_shelf_without_room_keeps_nothing():
    kept = shelf(0)
    kept.put(("a",), PAGE)
    assert held(kept, "a") == [False]

"""Tiles asked again are answered before Django begins: the whole answer as it first went out, compressed, with its headers.

Publications never change, so an answer marked immutable holds for good. What is kept is bounded by bytes; who was asked longest
ago leaves first.
"""

import re
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from threading import Lock
from typing import Any

FOREVER = "public, max-age=31536000, immutable"
ADDRESS = re.compile(r"/api/collections/[^/]+/tiles/")
REFUSES_GZIP = re.compile(r"gzip\s*;\s*q=0(\.0*)?\s*(,|$)")
#: What an answer takes besides its body, roughly: its address, its headers and the objects around them.
OVERHEAD_BYTES = 2000

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


@dataclass(frozen=True)
class Answer:
    headers: tuple[tuple[str, str], ...]
    body: bytes
    etag: str

    @property
    def size(self) -> int:
        return len(self.body) + OVERHEAD_BYTES


class Shelf:
    """Answers by key, shared by the threads of a process."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self.bytes = 0
        self.answers: OrderedDict[tuple, Answer] = OrderedDict()
        self.lock = Lock()

    def take(self, key: tuple) -> Answer | None:
        with self.lock:
            if key in self.answers:
                self.answers.move_to_end(key)
            return self.answers.get(key)

    def put(self, key: tuple, answer: Answer) -> None:
        if answer.size > self.most_bytes:
            return
        with self.lock:
            self.drop(key)
            self.answers[key] = answer
            self.bytes += answer.size
            while self.bytes > self.most_bytes:
                self.drop(next(iter(self.answers)))

    def drop(self, key: tuple) -> None:
        left = self.answers.pop(key, None)
        self.bytes -= left.size if left else 0


class KeptTiles:
    """A WSGI application around the portal's."""

    def __init__(self, portal: Application, most_bytes: int) -> None:
        self.portal = portal
        self.shelf = Shelf(most_bytes)
        # One computation of a tile at a time: who comes second takes what the first made. Tiles share the locks by chance.
        self.making = [Lock() for _ in range(64)]

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] != "GET" or not ADDRESS.match(environ["PATH_INFO"]):
            return self.portal(environ, start_response)
        key = key_of(environ)
        answer = self.shelf.take(key)
        if answer is None:
            with self.making[hash(key) % len(self.making)]:
                answer = self.shelf.take(key)
                if answer is None:
                    return self.first_answer(key, environ, start_response)
        return again(answer, environ, start_response)

    def first_answer(self, key: tuple, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """The portal's answer, kept where it holds for good."""
        sent: list[Any] = []

        def listen(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            sent[:] = status, headers
            return start_response(status, headers, *rest)

        parts = self.portal(environ, listen)
        status, named = sent[0], dict(sent[1])
        if not status.startswith("200 ") or named.get("Cache-Control") != FOREVER:
            return parts
        body = whole(parts)
        self.shelf.put(key, Answer(tuple(sent[1]), body, named["ETag"]))
        return [body]


def key_of(environ: Environ) -> tuple:
    """All that an answer depends on; the scheme, since a redirect to https is decided by it."""
    scheme = environ.get("HTTP_X_FORWARDED_PROTO", environ["wsgi.url_scheme"])
    gzip = accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING", ""))
    return environ["PATH_INFO"], environ.get("QUERY_STRING", ""), scheme, gzip


def accepts_gzip(accepted: str) -> bool:
    return "gzip" in accepted and not REFUSES_GZIP.search(accepted)


def whole(parts: Any) -> bytes:
    try:
        return b"".join(parts)
    finally:
        if hasattr(parts, "close"):
            parts.close()


def again(answer: Answer, environ: Environ, start_response: Callable[..., Any]) -> list[bytes]:
    if answer.etag in environ.get("HTTP_IF_NONE_MATCH", ""):
        start_response("304 Not Modified", [pair for pair in answer.headers if not pair[0].startswith("Content-")])
        return []
    start_response("200 OK", list(answer.headers))
    return [answer.body]

"""What a document may read, tried with a real server and real files that it must leave alone."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from layers.paper.order import Order
from layers.paper.writer import NotOurs, StaticOnly, write
from tests.layers.paper.reading import lines_of

STATIC = "http://portal.test/static/"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "secret.css").write_text("p::after { content: 'leído' }", encoding="utf-8")
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "own.css").write_text("p::after { content: ' propio' }", encoding="utf-8")
    (tmp_path / "static" / "way-out.css").symlink_to(tmp_path / "secret.css")
    return tmp_path / "static"


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """The address of a server, and the paths that it was asked for."""
    paths: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_response(204)
            self.end_headers()

    server = HTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", paths
    server.shutdown()
    server.server_close()


def written(body: str, folder: Path, head: str = "") -> list[str]:
    html = f'<html lang="es-CL"><head><title>Prueba</title>{head}</head><body>{body}</body></html>'
    return lines_of(write(Order(html, "http://portal.test/postes/1/", STATIC, [("", str(folder))])))


def test_the_portals_own_styles_are_read(folder: Path):
    assert written("<p>Poste</p>", folder, '<link rel="stylesheet" href="/static/own.css">') == ["Poste propio"]


def test_nothing_is_asked_of_the_network(folder: Path, asked):
    address, paths = asked
    body = f"""
        <p style="background: url({address}/background.png)">Poste</p>
        <img src="{address}/image.png"><object data="{address}/object"></object><embed src="{address}/embed">
        <svg width="9" height="9"><image href="{address}/picture.png" width="9" height="9"/>
          <style>@import url({address}/drawing.css);</style><use href="{address}/other.svg#a"/></svg>"""
    head = f"""
        <base href="{address}/"><link rel="stylesheet" href="{address}/style.css"><link rel="attachment" href="{address}/file">
        <style>@import url({address}/import.css); @font-face {{ font-family: a; src: url({address}/font.woff) }}
          p {{ font-family: a }} li {{ list-style-image: url({address}/mark.png) }}</style>"""
    assert written(body, folder, head) == ["Poste"]
    assert paths == []


@pytest.mark.parametrize("scheme", ["file://", ""])
def test_no_other_file_is_read(folder: Path, scheme: str):
    secret = f"{scheme}{folder.parent / 'secret.css'}"
    head = f'<link rel="stylesheet" href="{secret}"><style>@import "{secret}";</style>'
    body = '<p>Poste</p><img src="file:///etc/passwd"><object data="file:///etc/passwd"></object>'
    assert written(body, folder, head) == ["Poste"]


@pytest.mark.parametrize(
    "url",
    [
        f"{STATIC}../secret.css",
        f"{STATIC}%2e%2e/secret.css",
        f"{STATIC}..%2Fsecret.css",
        f"{STATIC}/etc/passwd",
        f"{STATIC}way-out.css",
        f"{STATIC}missing.css",
        STATIC,
        "http://portal.test/secret.css",
        "http://portal.test.evil.test/static/own.css",
        "https://portal.test/static/own.css",
        "file:///static/own.css",
        "data:text/css,p{}",
    ],
)
def test_addresses_that_only_look_like_ours_are_refused(folder: Path, url: str):
    with pytest.raises(NotOurs):
        StaticOnly(STATIC, [("", str(folder))]).fetch(url)


def test_a_folder_may_stand_under_a_prefix(folder: Path):
    fetcher = StaticOnly(STATIC, [("geo/", str(folder))])
    assert fetcher.fetch(f"{STATIC}geo/own.css").read() == (folder / "own.css").read_bytes()
    with pytest.raises(NotOurs):
        fetcher.fetch(f"{STATIC}own.css")

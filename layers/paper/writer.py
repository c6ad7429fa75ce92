"""Writes a PDF from HTML. Runs in a process that has neither database nor Django."""

import logging
import mimetypes
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

from layers.paper.order import Order

# What a print style asks of browsers alone is no news.
logging.getLogger("weasyprint").setLevel(logging.ERROR)


class NotOurs(ValueError):
    """Something other than one of the portal's static files was asked for."""


class StaticOnly(URLFetcher):
    """Reads the portal's static files from their folders: nothing from the network, no other file."""

    def __init__(self, static: str, folders: Sequence[tuple[str, str]]) -> None:
        super().__init__(allowed_protocols=())
        self.static, self.folders = static, folders

    def fetch(self, url: str, headers: dict | None = None) -> URLFetcherResponse:
        file = self.find(url)
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, file.read_bytes(), {"Content-Type": kind})

    def find(self, url: str) -> Path:
        parts, static = urlsplit(url), urlsplit(self.static)
        if parts[:2] != static[:2] or not parts.path.startswith(static.path):
            raise NotOurs(url)
        name = unquote(parts.path.removeprefix(static.path))
        for prefix, folder in self.folders:
            root = Path(folder).resolve()
            file = (root / name.removeprefix(prefix)).resolve()
            if name.startswith(prefix) and file.is_relative_to(root) and file.is_file():
                return file
        raise NotOurs(url)


def write(order: Order) -> bytes:
    """PDF/UA-1: tagged, with the page's language and title."""
    fetcher = StaticOnly(order.static, order.folders)
    page = HTML(string=order.html, base_url=order.address, url_fetcher=fetcher)
    return page.write_pdf(finisher=say_what_headings_head, pdf_variant="pdf/ua-1")


def say_what_headings_head(_document: Any, pdf: Any) -> None:
    """A heading in a table's head stands over its column, any other before its row: WeasyPrint does not say which."""
    tags: dict[bytes, Any] = {each.reference: each for each in pdf.objects if "S" in getattr(each, "keys", tuple)()}
    for row in (tag for tag in tags.values() if tag["S"] == "/TR"):
        scope = "/Column" if tags[row["P"]]["S"] == "/THead" else "/Row"
        for cell in (tags[child] for child in row["K"] if child in tags):
            if cell["S"] == "/TH":
                cell["A"]["Scope"] = scope

"""Absolute addresses, as this visitor reached the API. An asked publication stays in them."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.http import HttpRequest

JSON = "application/json"
GEOJSON = "application/geo+json"
MVT = "application/vnd.mapbox-vector-tile"
SCHEMA_JSON = "application/schema+json"
HTML = "text/html"


@dataclass(frozen=True)
class Links:
    root: str
    publication: int | None = None

    @classmethod
    def of(cls, request: HttpRequest, publication: int | None = None) -> "Links":
        return cls(f"{request.scheme}://{request.get_host()}", publication)

    def href(self, path: str, **query: object) -> str:
        """`path` begins with a slash; {templates} in it are left as they are."""
        if self.publication is not None:
            query.setdefault("publication", self.publication)
        return self.root + quote(path, safe="/{}") + (f"?{urlencode(query)}" if query else "")

    def link(self, rel: str, path: str, media: str, title: str = "", **query: object) -> dict:
        return entry(rel, self.href(path, **query), media, title)

    def page(self, path: str, title: str) -> dict:
        """The same for people. Pages show the current publication alone."""
        return entry("alternate", self.root + path, HTML, title)


def entry(rel: str, href: str, media: str, title: str = "") -> dict:
    named = {"title": title} if title else {}
    return {"rel": rel, "type": media, **named, "href": href}


def link_header(links: list[dict]) -> str:
    return ", ".join(f'<{link["href"]}>; rel="{link["rel"]}"; type="{link["type"]}"' for link in links)

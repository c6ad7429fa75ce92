"""Reads a page as its visitor does: headings, facts, tables, links. Refuses HTML that a browser would have to mend."""

import re
from dataclasses import dataclass
from xml.etree import ElementTree

import html5lib
from django.test import Client


@dataclass(frozen=True)
class ReadPage:
    status: int
    root: ElementTree.Element

    @property
    def title(self) -> str:
        return words(self.root.find(".//head/title"))

    @property
    def headings(self) -> list[str]:
        return [words(each) for each in self.root.iter("h1")]

    @property
    def text(self) -> str:
        return words(self.root.find(".//main"))

    def all(self, class_name: str) -> list[ElementTree.Element]:
        return [each for each in self.root.iter() if class_name in each.get("class", "").split()]

    def facts(self) -> dict[str, str]:
        """Term → value, of the whole page; a term that comes twice keeps its first value."""
        found: dict[str, str] = {}
        for fact in self.all("fact"):
            found.setdefault(words(fact.find("dt")), words(fact.find("dd")))
        return found

    def table(self, number: int = 0) -> list[list[str]]:
        """The heading and the rows of a table."""
        table = list(self.root.iter("table"))[number]
        return [[words(cell) for cell in row if cell.tag in ("th", "td")] for row in table.iter("tr")]

    def trail(self) -> list[tuple[str, str]]:
        return [(words(link), link.get("href", "")) for nav in self.all("breadcrumb") for link in nav.iter("a")]

    def links(self) -> list[str]:
        return [link.get("href", "") for link in self.root.iter("a")]

    def ids(self) -> list[str]:
        return [each.get("id", "") for each in self.root.iter() if each.get("id")]


def words(element: ElementTree.Element | None) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())


def parse(html: str, status: int = 200) -> ReadPage:
    """Raises html5lib's ParseError on the first mistake."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    # The parser is older than <template>, in which a row may stand without a table.
    return ReadPage(status, parser.parse(re.sub(r"<template.*?</template>", "", html, flags=re.DOTALL)))


def read(client: Client, address: str, **headers: str) -> ReadPage:
    response = client.get(address, headers=headers)
    return parse(response.content.decode(), response.status_code)

"""Follows links as an anonymous visitor does: three pages of each pattern of addresses, or as many as asked for."""

import re
from collections import Counter, deque
from collections.abc import Callable, Iterator
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve

from tests.layers.views.reading import ReadPage

MOST_OF_A_PATTERN = 3
#: What is no page: files, and what is read by programs.
NOT_PAGES = re.compile(r"^/(api(?!/docs)|static)|\.(csv|kmz|zip|gpkg|pdf|geojson|json|xml|txt)$")
Fetch = Callable[[str], ReadPage]


def pattern_of(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).route
    except Resolver404:
        return "?"


def crawl(
    fetch: Fetch,
    start: tuple[str, ...] = ("/",),
    *,
    most: float = MOST_OF_A_PATTERN,
    most_asked: int = MOST_OF_A_PATTERN,
) -> Iterator[tuple[str, ReadPage]]:
    """Addresses with their pages. A pattern with a query counts apart from the same one without.

    `most` bounds the pages of a pattern, `most_asked` those with a query: sorting and paging have no end.
    """
    waiting, known, taken = deque(start), set(start), Counter[str]()
    while waiting:
        address = waiting.popleft()
        pattern = f"{pattern_of(address)} {'?' if '?' in address else ''}"
        if taken[pattern] >= (most_asked if "?" in address else most):
            continue
        taken[pattern] += 1
        page = fetch(address)
        yield address, page
        for link in onward(address, page):
            if link not in known:
                known.add(link)
                waiting.append(link)


def onward(address: str, page: ReadPage) -> Iterator[str]:
    for link in page.links():
        target = urljoin(address, link.split("#")[0])
        if target.startswith("/") and not NOT_PAGES.search(urlsplit(target).path):
            yield target


def faults(address: str, page: ReadPage) -> list[str]:
    """What is wrong with one page."""
    twice = [each for each, times in Counter(page.ids()).items() if times > 1]
    found = [f"answers {page.status}"] if page.status != 200 else []
    found += [f"has {len(page.headings)} h1"] if len(page.headings) != 1 else []
    return [f"{address} {fault}" for fault in (*found, *(f"has the id {each} twice" for each in twice))]

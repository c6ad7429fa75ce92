from collections import Counter

import pytest
from django.test import Client

from layers.models import Publication
from layers.urls import urlpatterns
from tests.layers.views.crawler import crawl, faults, pattern_of
from tests.layers.views.reading import parse

pytestmark = pytest.mark.django_db


def test_from_the_map_on_every_page_is_reached_and_none_is_broken(client: Client, network: Publication):
    """Valid HTML (the parser refuses any other), no error, one h1, titles that tell pages apart, no page without a way to it."""

    def fetch(address: str):
        response = client.get(address, follow=True)
        return parse(response.content.decode(), response.status_code)

    pages = [(address, page) for address, page in crawl(fetch) if not address.startswith("/api/")]
    assert [fault for address, page in pages for fault in faults(address, page)] == []
    titles = Counter(page.title for address, page in pages if "?" not in address)
    assert [title for title, times in titles.items() if times > 1] == []
    reached = {pattern_of(address) for address, _page in pages}
    addresses = {str(each.pattern) for each in urlpatterns}
    assert {each for each in addresses if each.endswith("/")} - reached == set()

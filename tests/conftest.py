import pytest
from django.core.cache import caches

from layers.models import Publication
from tests.factories.network import publish_network


@pytest.fixture(autouse=True)
def _no_kept_tiles() -> None:
    """Publication 1 is another one in each test."""
    caches["tiles"].clear()


@pytest.fixture
def network(db) -> Publication:
    """Publication 1, the current one, with the small network of tests/factories/network.py."""
    return publish_network()

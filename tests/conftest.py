import pytest

from layers.models import Publication
from tests.factories.network import publish_network


@pytest.fixture
def network(db) -> Publication:
    """Publication 1, the current one, with the small network of tests/factories/network.py."""
    return publish_network()

from importlib import import_module

import pytest
from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from layers.models import Publication
from tests.factories.network import publish_network


@pytest.fixture
def network(db) -> Publication:
    """Publication 1, the current one, with the small network of tests/factories/network.py."""
    return publish_network()


@receiver(post_migrate)
def restore_base_data(sender: AppConfig, **_) -> None:
    """Comunas and the VNR chain come with a migration; a test with transaction=True ends by emptying every table."""
    if sender.name == "layers" and not apps.get_model("layers", "VnrStep").objects.exists():
        import_module("layers.migrations.0002_base_data").load_base_data(apps, None)

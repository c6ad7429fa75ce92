"""The desk works with real transactions: what the worker writes, others read while it runs.

The cast: Marta publishes, Pedro has an account and no group.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from accounts.models import User
from data_import.desk.runs import order_publication, order_trial
from data_import.desk.uploads import receive
from data_import.desk.work import carry_out
from data_import.models import Delivery, PublishingEvent, Run
from tests.data_import.conftest import import_quietly, withdraw_all
from tests.data_import.deliveries import Network, sound_network, write_delivery


@pytest.fixture
def desk(committed, settings, tmp_path) -> Iterator[Path]:
    """An empty desk with a folder of its own; publication 1 is the sound network of tests/data_import/deliveries.py."""
    settings.DELIVERIES_ROOT = tmp_path / "deliveries"
    settings.DELIVERY_FREE_MB = 0
    forget_workers()
    import_quietly(write_delivery(tmp_path / "vigente", sound_network()), "canonical")
    yield settings.DELIVERIES_ROOT
    PublishingEvent.objects.all().delete()
    Run.objects.all().delete()
    Delivery.objects.all().delete()
    User.objects.filter(rut__in=("11111111-1", "22222222-2")).delete()
    withdraw_all()


@pytest.fixture
def marta(desk) -> User:
    return User.objects.create_user("11111111-1", first_name="Marta", paternal_surname="Soto", is_staff=True)


@pytest.fixture
def deliver(marta, tmp_path) -> Callable[[Network], Delivery]:
    """Marta uploads a network as GeoJSON files."""

    def deliver(network: Network) -> Delivery:
        folder = write_delivery(tmp_path / "entrega", network)
        files = [SimpleUploadedFile(path.name, path.read_bytes()) for path in sorted(folder.iterdir())]
        return receive(marta, files)

    return deliver


@pytest.fixture
def tried(marta, deliver) -> Callable[..., Run]:
    """A network that Marta delivered and the worker tried."""

    def tried(network: Network, **options) -> Run:
        return done(order_trial(deliver(network), marta, **{"mapping": "canonical", **options}))

    return tried


@pytest.fixture
def published(marta, tried) -> Callable[[Network], Run]:
    def published(network: Network) -> Run:
        return done(order_publication(tried(network), marta))

    return published


def done(run: Run) -> Run:
    """What the worker does when the order comes to it."""
    carry_out(run.pk)
    run.refresh_from_db()
    return run


def forget_workers() -> None:
    """One that was killed has a heartbeat that is still young."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_workers")


def jobs() -> list[tuple[str, dict, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, args, status::text FROM procrastinate_jobs ORDER BY id")
        return [(task, json.loads(args), status) for task, args, status in cursor.fetchall()]

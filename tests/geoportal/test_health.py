from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from geoportal import health
from layers.models import Publication


@pytest.fixture(autouse=True)
def _nothing_known_yet(monkeypatch):
    monkeypatch.setattr(health, "_seen_applied", [])


def test_alive_asks_nobody(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok")


def test_ready_with_a_publication_even_while_no_worker_is_heard(client, network):
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (
        200,
        {"database": True, "migrations": True, "publication": 1, "worker": False},
    )
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize(("seconds", "alive"), [(5, True), (300, False)])
def test_a_worker_is_alive_while_its_heart_beats(client, network, seconds, alive):
    with connection.cursor() as cursor:
        beat = timezone.now() - timedelta(seconds=seconds)
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s)", [beat])
    assert client.get("/readyz").json()["worker"] is alive


def test_not_ready_before_the_first_publication(client, db):
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["publication"]) == (503, None)


def test_not_ready_while_none_is_current(client, network):
    Publication.objects.update(is_current=False)
    assert client.get("/readyz").status_code == 503


def test_not_ready_while_a_migration_is_missing(client, network):
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM django_migrations WHERE (app, name) = (SELECT app, max(name) FROM django_migrations "
            "WHERE app = 'layers' GROUP BY app)"
        )
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["migrations"]) == (503, False)


def test_not_ready_without_a_database(client, network):
    def away(*args):
        raise OperationalError("connection refused")

    with connection.execute_wrapper(away):
        answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (
        503,
        {"database": True, "migrations": False, "publication": None, "worker": False},
    )

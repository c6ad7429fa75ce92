from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

from data_import.progress import Progress
from data_import.report import Report
from data_import.services import import_network
from tests.data_import.deliveries import Network, write_delivery


@pytest.fixture
def load(db, tmp_path) -> Callable[..., Report]:
    """Import a network of tests/data_import/deliveries.py as the canonical mapping reads it."""

    def load(network: Network, mapping: str | Path = "canonical", **options) -> Report:
        drop_temporary_tables()
        path = write_delivery(tmp_path / "entrega", network)
        return import_network(path, str(mapping), progress=Progress(quiet=True), **options)

    return load


def drop_temporary_tables() -> None:
    """What a commit does, for imports inside the test's own transaction, which never commits."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT oid::regclass::text FROM pg_class WHERE relnamespace = pg_my_temp_schema() AND relkind = 'r'")
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TABLE {name} CASCADE")

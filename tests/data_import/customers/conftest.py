from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from data_import.customers.report import Report
from data_import.customers.services import import_customers
from data_import.progress import Progress
from data_import.report import sentence
from tests.data_import.conftest import drop_temporary_tables
from tests.data_import.customers.deliveries import Delivery, write_delivery

#: What a delivery may change, but for the list of deliveries itself.
TABLES = (
    *("customer", "service", "bill", "charge", "dte", "storedfile", "setaside", "replacedrow"),
    *("egcontract", "egshare", "injection", "remainder", "reading", "egdocument", "priceindex"),
)


@pytest.fixture(autouse=True)
def files_root(settings, tmp_path) -> Path:
    """Of three services one may be set aside."""
    settings.SET_ASIDE_SHARE = 0.34
    settings.CUSTOMER_FILES_ROOT = tmp_path / "customer_files"
    return settings.CUSTOMER_FILES_ROOT


@pytest.fixture
def load(network, tmp_path) -> Callable[..., Report]:
    """Import a delivery of tests/data_import/customers/deliveries.py inside the test's own transaction."""

    def load(delivery: Delivery, documents: dict[str, bytes] | None = None, dry_run: bool = False, **written) -> Report:
        drop_temporary_tables()
        folder = write_delivery(tmp_path / "entrega", delivery, documents, **written)
        return import_customers(folder, dry_run=dry_run, progress=Progress(quiet=True))

    return load


def lines(report: Report) -> list[str]:
    """Every finding as people read it, after the name of its check."""
    return [f"{check.key}: {sentence(finding)}" for check in report.checks for finding in check.findings]


def versions() -> dict[str, list[Any]]:
    """Where each row lies and which transaction wrote it: a row that is touched changes both."""
    with connection.cursor() as cursor:
        found = {}
        for table in TABLES:
            cursor.execute(f"SELECT t.ctid::text, t.xmin::text, to_jsonb(t) FROM customers_{table} t ORDER BY t.ctid")
            found[table] = cursor.fetchall()
        return found

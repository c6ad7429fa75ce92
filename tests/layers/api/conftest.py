"""A real server over real rows, for clients that come by HTTP."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from layers.models import Publication
from tests.factories.network import publish_network, withdraw


@pytest.fixture(scope="module")
def published(django_db_setup, django_db_blocker) -> Iterator[Publication]:
    """The small network, committed, so that another process sees it; gone after the module."""
    # Where no test asks for a database none is set up, and this one would be the developer's own.
    if not connection.settings_dict["NAME"].startswith("test_"):
        pytest.fail("This is not a test database: mark the module with pytest.mark.django_db.")
    with django_db_blocker.unblock():
        for left in Publication.objects.filter(number=1):  # by a run that was killed
            withdraw(left)
        publication = publish_network()
        connection.close()
        yield publication
        withdraw(publication)


@pytest.fixture(scope="module")
def server(published, tmp_path_factory) -> Iterator[str]:
    """The address of a gunicorn that serves the test database."""
    port = free_port()
    log = tmp_path_factory.mktemp("server") / "gunicorn.log"
    command = [sys.executable, "-m", "gunicorn", "geoportal.wsgi", "--bind", f"127.0.0.1:{port}"]
    with log.open("w") as output:
        process = subprocess.Popen(
            [*command, "--threads", "2", "--no-control-socket"],
            cwd=settings.BASE_DIR,
            env=os.environ | {"DATABASE_URL": database_address(), "KEEP_CONNECTIONS": "true", "DEBUG": "0"},
            stdout=output,
            stderr=output,
        )
        try:
            wait_until_ready(f"http://127.0.0.1:{port}", log)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(15)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def database_address() -> str:
    database = connection.settings_dict
    secret = f"{database['USER']}:{database['PASSWORD']}"
    return f"postgres://{secret}@{database['HOST']}:{database['PORT']}/{database['NAME']}"


def wait_until_ready(address: str, log: Path) -> None:
    for _attempt in range(150):
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"The server did not come up:\n{log.read_text()}")

"""An import that dies on the way, as a real process on the test database: people keep what they saw and nothing is left over."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

from layers.models import Publication
from tests.data_import.conftest import Outcome, state
from tests.data_import.deliveries import grown, sound_network, write_delivery

BUSY = "Otra carga está en curso: espere a que termine y vuelva a intentarlo."
#: The server notices within two seconds that the client of a running statement has died.
RELEASED_WITHIN_S = 20


#: Whoever runs the tests in the background has children ignore Ctrl-C.
HEED_INTERRUPTS = ("env", "--default-signal=INT")


@pytest.fixture(scope="module")
def large(tmp_path_factory) -> Path:
    """Large enough to be caught at any step."""
    return write_delivery(tmp_path_factory.mktemp("grande") / "red", grown(12_000))


@pytest.fixture
def small(tmp_path) -> Path:
    return write_delivery(tmp_path / "red", sound_network())


def database_url() -> str:
    """The test database's own address; Django has it under its test name."""
    own = connection.settings_dict
    user = quote(own["USER"], safe="") + (f":{quote(own['PASSWORD'], safe='')}" if own["PASSWORD"] else "")
    place = quote(own["HOST"], safe="") + (f":{own['PORT']}" if own["PORT"] else "")
    return f"postgres://{user}@{place}/{own['NAME']}"


@pytest.fixture
def start(current, tmp_path) -> Iterator[Callable[[Path], subprocess.Popen]]:
    processes = []
    environment = os.environ | {
        "DATABASE_URL": database_url(),
        "TMPDIR": str(tmp_path),
        "SECRET_KEY": settings.SECRET_KEY,
    }

    def run(path: Path, *arguments: str, mapping: str = "canonical", **more: str) -> subprocess.Popen:
        words = [
            *HEED_INTERRUPTS,
            sys.executable,
            "manage.py",
            "import_network",
            str(path),
            "--mapping",
            mapping,
            *arguments,
        ]
        process = subprocess.Popen(
            words,
            cwd=settings.BASE_DIR,
            env=environment | more,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        processes.append(process)
        return process

    yield run
    for process in processes:
        process.kill()
        process.communicate()


def wait_for_line(process: subprocess.Popen, start: str) -> None:
    for line in process.stderr:
        if line.startswith(start):
            return
    pytest.fail(f"the import ended before «{start}»: {process.stdout.read()}")


def wait_for_query(process: subprocess.Popen, pattern: str) -> None:
    with connection.cursor() as cursor:
        while process.poll() is None:
            cursor.execute(
                "SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
                "AND state = 'active' AND query ~* %s",
                [pattern],
            )
            if cursor.fetchall():
                return
    pytest.fail(f"the import ended before {pattern}: {process.stderr.read()}")


def while_reading(process: subprocess.Popen) -> None:
    wait_for_line(process, "Leyendo…")
    wait_for_query(process, "^COPY .* FROM STDIN")


def while_translating(process: subprocess.Popen) -> None:
    wait_for_line(process, "Traduciendo")


def while_checking(process: subprocess.Popen) -> None:
    wait_for_line(process, "Revisando…")


def while_filling_tables(process: subprocess.Popen) -> None:
    wait_for_query(process, r"^INSERT INTO .layers_\w+_p\d+")


def while_attaching(process: subprocess.Popen) -> None:
    wait_for_query(process, "^ALTER TABLE .* ATTACH PARTITION")


@pytest.mark.parametrize(
    "moment",
    [while_reading, while_translating, while_checking, while_filling_tables, while_attaching],
    ids=lambda moment: moment.__name__.replace("_", "-"),
)
def test_a_killed_import_leaves_no_trace_and_the_next_goes_through(start, published, command, large, small, moment):
    before = state()
    process = start(large)
    moment(process)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    assert state() == before
    assert until_free(command, small) == "Tomada con 0 avisos: es la publicación 2, vigente desde ahora."
    assert numbers_of_tables() == {"1", "2"}
    assert state().spans == ["V1", "V2", "V3", "V4"]


def until_free(command: Callable[..., Outcome], path: Path) -> str:
    """The last line of an import that may have to wait for the server to see that the former one is dead."""
    patience = time.monotonic() + RELEASED_WITHIN_S
    while (outcome := command(path)).code != 0:
        assert (outcome.code, outcome.error) == (2, BUSY)
        assert time.monotonic() < patience
        time.sleep(0.2)
    return outcome.out.splitlines()[-1]


def numbers_of_tables() -> set[str]:
    return {re.search(r"_p(\d+)", name)[1] for name in state().tables}


def test_an_interrupted_import_says_so(start, large):
    before = state()
    process = start(large)
    while_filling_tables(process)
    process.send_signal(signal.SIGINT)
    out, error = process.communicate()
    assert (process.returncode, out, error.splitlines()[-1]) == (2, "", "Carga interrumpida: no cambió nada.")
    assert state() == before


def test_of_two_at_once_the_second_is_told(start, published, command, large, small):
    process = start(large)
    wait_for_line(process, "Leyendo…")
    outcome = command(small)
    assert (outcome.code, outcome.error) == (2, BUSY)
    out, _ = process.communicate()
    assert (process.returncode, out.splitlines()[-1]) == (
        0,
        "Tomada con 0 avisos: es la publicación 2, vigente desde ahora.",
    )
    assert Publication.objects.current().counts["vanos"] == 12_004


def test_the_process_itself_ends_with_the_code(start, small):
    """Also where the terminal knows no letters but ASCII."""
    sound, nonsense = start(small, "--dry-run", PYTHONIOENCODING="ascii"), start(small, mapping="nada")
    out, error = sound.communicate()
    assert (sound.returncode, out.splitlines()[-1], error.splitlines()[-1]) == (
        0,
        "Se puede tomar, con 0 avisos. Era un ensayo (--dry-run): no cambi? nada.",
        "Preparando la publicaci?n?",
    )
    assert (*nonsense.communicate(), nonsense.returncode) == (
        "",
        "No hay mapeo «nada». Use uno de bdgd, canonical, sec_star o la ruta de un archivo TOML.\n",
        2,
    )

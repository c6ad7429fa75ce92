"""A delivery that dies on the way, as a real process on the test database: nothing changed, and the next one goes through."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from customers.models import Delivery, Service
from data_import.customers.services import import_customers
from data_import.progress import Progress
from data_import.services import ImportBusyError
from tests.data_import.customers.conftest import TABLES, versions
from tests.data_import.customers.deliveries import (
    DOCUMENTS,
    PDF,
    bill,
    charges,
    dte,
    row,
    sound_delivery,
    write_delivery,
)
from tests.data_import.customers.deliveries import Delivery as Rows
from tests.data_import.test_kill import BUSY, HEED_INTERRUPTS, database_url, wait_for_line, wait_for_query

SERVICES, DOCUMENTED = 4_000, 500


@pytest.fixture(scope="module")
def large(tmp_path_factory) -> Path:
    """Large enough to be caught at any step."""
    documents = DOCUMENTS | {f"{number}.pdf": PDF for number in range(DOCUMENTED)}
    return write_delivery(tmp_path_factory.mktemp("grande"), grown(), documents)


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> Path:
    return write_delivery(tmp_path_factory.mktemp("chica"), sound_delivery())


def grown() -> Rows:
    delivery = sound_delivery()
    service = delivery["servicios"][0]
    for number in range(SERVICES):
        name, document = f"9{number:05}", f"{number}.pdf" if number < DOCUMENTED else ""
        delivery["servicios"].append(service | row(numero_cliente=name))
        for month in ("2020-01", "2020-02"):
            delivery["boletas"].append(bill(name, month, 10))
            delivery["cargos"] += charges(name, month, 10)
        delivery["dte"].append(dte(name, "2020-02", 20_000 + number, document))
    return delivery


@pytest.fixture(autouse=True)
def emptied(current) -> Iterator[None]:
    yield
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(f'customers_{table}' for table in (*TABLES, 'delivery'))} CASCADE")


@pytest.fixture
def start(tmp_path, files_root) -> Iterator[Callable[..., subprocess.Popen]]:
    processes = []
    environment = os.environ | {
        "DATABASE_URL": database_url(),
        "TMPDIR": str(tmp_path),
        "SECRET_KEY": settings.SECRET_KEY,
        "CUSTOMER_FILES_ROOT": str(files_root),
    }

    def run(folder: Path, *arguments: str) -> subprocess.Popen:
        words = [*HEED_INTERRUPTS, sys.executable, "manage.py", "import_customers", str(folder), *arguments]
        pipe = subprocess.PIPE
        process = subprocess.Popen(
            words,
            cwd=settings.BASE_DIR,
            env=environment,
            stdout=pipe,
            stderr=pipe,
            text=True,
        )
        processes.append(process)
        return process

    yield run
    for process in processes:
        process.kill()
        process.communicate()


def while_reading(process: subprocess.Popen, files_root: Path) -> None:
    wait_for_query(process, "^COPY .* FROM STDIN")


def while_checking(process: subprocess.Popen, files_root: Path) -> None:
    wait_for_line(process, "Revisando…")


def while_merging(process: subprocess.Popen, files_root: Path) -> None:
    wait_for_line(process, "Guardando…")


def while_copying_documents(process: subprocess.Popen, files_root: Path) -> None:
    while process.poll() is None:
        if any(path.is_file() for path in files_root.rglob("*")):
            return
    pytest.fail(f"the import ended before a document was copied: {process.stderr.read()}")


@pytest.mark.parametrize(
    "moment",
    [while_reading, while_checking, while_merging, while_copying_documents],
    ids=lambda moment: moment.__name__.replace("_", "-"),
)
def test_a_killed_delivery_changes_nothing_and_the_next_goes_through(start, large, small, files_root, moment):
    before = versions()
    process = start(large)
    moment(process, files_root)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    assert (versions(), Delivery.objects.count()) == (before, 0)
    taken(start, small)
    assert list(Service.objects.order_by("number").values_list("number", flat=True)) == ["501", "502", "503"]
    assert len([path for path in files_root.rglob("*") if path.is_file()]) == len(DOCUMENTS)


def taken(start: Callable[..., subprocess.Popen], folder: Path) -> None:
    """A delivery that may have to wait for the server to see that the former one is dead."""
    for _ in range(20):
        process = start(folder)
        out, error = process.communicate()
        if process.returncode == 0:
            assert out.splitlines()[-1].startswith("Tomada, con 0 servicios apartados y 0 avisos: es la entrega ")
            return
        assert (process.returncode, error.splitlines()[-1]) == (2, BUSY)
    pytest.fail("the killed delivery still holds the lock")


def test_an_interrupted_delivery_says_so_and_takes_its_files_back(start, large, files_root):
    process = start(large)
    while_copying_documents(process, files_root)
    process.send_signal(signal.SIGINT)
    out, error = process.communicate()
    assert (process.returncode, out, error.splitlines()[-1]) == (2, "", "Carga interrumpida: no cambió nada.")
    assert (Service.objects.count(), [path for path in files_root.rglob("*") if path.is_file()]) == (0, [])


def test_of_two_at_once_the_second_is_told(start, large, small):
    first = start(large)
    wait_for_line(first, "Leyendo…")
    with pytest.raises(ImportBusyError, match=re.escape(BUSY)):
        import_customers(small, progress=Progress(quiet=True))
    first.communicate()
    assert (first.returncode, Service.objects.count()) == (0, SERVICES + 3)

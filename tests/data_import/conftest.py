import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test.utils import setup_databases

from data_import.progress import Progress
from data_import.report import Report
from data_import.services import import_network
from layers.models import Publication, Span
from layers.publications import make_current, retire
from tests.data_import.deliveries import Network, write_delivery
from tests.factories.network import publish_network


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
        for name in temporary_tables():
            cursor.execute(f"DROP TABLE {name} CASCADE")


def temporary_tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT oid::regclass::text FROM pg_class WHERE relnamespace = pg_my_temp_schema() AND relkind = 'r'"
        )
        return [name for (name,) in cursor.fetchall()]


# The command as people run it: real transactions, one current publication before it.


#: The developer's own database, as it is called before tests have one of theirs.
OWN_DATABASE = settings.DATABASES["default"]["NAME"]


@pytest.fixture(scope="module")
def committed(django_db_setup, django_db_createdb, django_db_blocker) -> Iterator[None]:
    """Real transactions on the test database, emptied of publications before and after."""
    with django_db_blocker.unblock():
        # pytest-django makes a test database only where a test is marked to want one.
        if connection.settings_dict["NAME"] == OWN_DATABASE:
            setup_databases(verbosity=0, interactive=False, aliases=["default"], keepdb=not django_db_createdb)
        withdraw_all()
        yield
        withdraw_all()


@pytest.fixture(scope="module")
def current(committed) -> Publication:
    """Publication 1, which people see while a test imports another."""
    return publish_network()


def withdraw_all() -> None:
    assert connection.settings_dict["NAME"] != OWN_DATABASE
    for number in Publication.objects.values_list("number", flat=True):
        retire(number)
    forget_jobs()


def forget_jobs() -> None:
    """Each publication orders its files from the worker, which tests do without."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs CASCADE")


@dataclass(frozen=True)
class Outcome:
    """`error`: what the command wrote to stderr, without the progress."""

    code: int
    out: str
    error: str


@pytest.fixture
def command(monkeypatch, tmp_path) -> Callable[..., Outcome]:
    """Run import_network; its temporary files go to a folder of the test."""
    scratch = tmp_path / "tmp"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))

    def run(path: Path | str, *arguments: str, mapping: str | Path = "canonical") -> Outcome:
        out, err = StringIO(), StringIO()
        with pytest.raises(SystemExit) as caught:
            call_command("import_network", str(path), "--mapping", str(mapping), *arguments, stdout=out, stderr=err)
        assert list(scratch.iterdir()) == []
        assert temporary_tables() == []
        return Outcome(caught.value.code, out.getvalue(), err.getvalue().rstrip("\n"))

    return run


@dataclass(frozen=True)
class State:
    """All that an import may change: publications, their tables, what people see of the current one, orders to the worker."""

    publications: list[tuple[int, bool]]
    tables: set[str]
    spans: list[str]
    jobs: int


def state() -> State:
    with connection.cursor() as cursor:
        cursor.execute(r"SELECT relname FROM pg_class WHERE relname ~ '^layers_.*_p\d+' AND relkind IN ('r', 'p')")
        tables = {name for (name,) in cursor.fetchall()}
        cursor.execute("SELECT count(*) FROM procrastinate_jobs")
        (jobs,) = cursor.fetchone()
    return State(
        list(Publication.objects.order_by("number").values_list("number", "is_current")),
        tables,
        list(Span.objects.filter(publication__is_current=True).order_by("id").values_list("id", flat=True)),
        jobs,
    )


@pytest.fixture
def unreadable(command, current) -> Callable[..., str]:
    """The sentence of an import that cannot be read: exit code 2, nothing changed."""

    def run(path: Path | str, *arguments: str, **options) -> str:
        before = state()
        outcome = command(path, *arguments, **options)
        assert (outcome.code, outcome.out) == (2, "")
        assert state() == before
        return outcome.error

    return run


@pytest.fixture
def refused(command, current) -> Callable[..., list[str]]:
    """The lines on what is wrong of an import that was refused: exit code 1, nothing changed."""

    def run(path: Path | str, *arguments: str, **options) -> list[str]:
        before = state()
        outcome = command(path, *arguments, **options)
        assert (outcome.code, outcome.error) == (1, "")
        assert state() == before
        assert re.search(r"^Rechazada: \d+ error(es)? y \d+ avisos?\. No cambió nada: ", outcome.out, re.M)
        return error_lines(outcome.out)

    return run


def error_lines(out: str) -> list[str]:
    """What stands under «Error: …» headings, each line without its indent."""
    lines, within = [], False
    for line in out.splitlines():
        within = line.startswith("Error: ") or (within and line.startswith("  "))
        if within and line.startswith("  "):
            lines.append(line.strip())
    return lines


@pytest.fixture
def published(command, current) -> Iterator[Callable[..., str]]:
    """The output of an import that was taken; its publication is withdrawn after the test."""

    def run(path: Path | str, *arguments: str, **options) -> str:
        outcome = command(path, *arguments, **options)
        assert (outcome.code, outcome.error) == (0, "")
        return outcome.out

    yield run
    for number in Publication.objects.exclude(pk=current.pk).values_list("number", flat=True):
        retire(number)
    forget_jobs()
    make_current(current.pk)


def import_quietly(path: Path, mapping: str | Path) -> Report:
    """An import that stays, for a module's tests to look at."""
    return import_network(path, str(mapping), progress=Progress(quiet=True))

"""A worker, as a process of its own, that dies on the way: it is said, and the order can be given again."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings as django_settings

from data_import.desk.live import is_alive
from data_import.desk.runs import DIED, order_again, order_publication, order_trial, settle
from data_import.desk.work import carry_out
from data_import.models import PublishingEvent, Run
from tests.data_import.conftest import state
from tests.data_import.deliveries import grown, sound_network
from tests.data_import.desk.conftest import done
from tests.data_import.test_kill import database_url

PATIENCE_S = 30


@pytest.fixture
def work(desk, tmp_path) -> Iterator[Callable[[], subprocess.Popen]]:
    """The real worker: it takes what waits in the queue, and ends."""
    environment = os.environ | {
        "DATABASE_URL": database_url(),
        "TMPDIR": str(tmp_path),
        "SECRET_KEY": django_settings.SECRET_KEY,
        "DELIVERIES_ROOT": str(desk),
        "FILES_ROOT": str(tmp_path / "files"),
    }
    processes = []

    def start() -> subprocess.Popen:
        words = [sys.executable, "manage.py", "procrastinate", "worker", "--one-shot"]
        process = subprocess.Popen(
            words, cwd=django_settings.BASE_DIR, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        processes.append(process)
        return process

    yield start
    for process in processes:
        process.kill()
        process.wait()


def until(condition: Callable[[], bool]) -> None:
    patience = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < patience
        time.sleep(0.05)


def has_begun(run: Run, step: str) -> Callable[[], bool]:
    return lambda: step in Run.objects.values_list("steps", flat=True).get(pk=run.pk)


def test_a_killed_worker_is_noticed_and_the_order_given_again(work, deliver, marta):
    before = state().publications
    run = order_trial(deliver(grown(8000)), marta, mapping="canonical")
    process = work()
    until(has_begun(run, "Traduciendo según el mapeo…"))
    assert is_alive(run.pk)
    assert settle(Run.objects.get(pk=run.pk)).state == "running"

    process.send_signal(signal.SIGKILL)
    process.wait()
    until(lambda: not is_alive(run.pk))
    dead = settle(Run.objects.get(pk=run.pk))
    assert (dead.state, dead.error, dead.finished_at is None) == ("failed", DIED, False)
    assert state().publications == before

    again = order_again(dead, marta)
    assert work().wait(PATIENCE_S) == 0
    again.refresh_from_db()
    assert (again.state, again.comparison["vanos"]) == ("passed", {"added": 8000, "gone": 0, "changed": 0})


def test_the_worker_carries_out_what_was_ordered(work, deliver, marta):
    run = order_trial(deliver(sound_network()), marta, mapping="canonical")
    assert work().wait(PATIENCE_S) == 0
    run.refresh_from_db()
    assert (run.state, run.error) == ("passed", "")


def test_an_order_that_was_taken_up_again_begins_anew(deliver, marta):
    """As when the queue gives a dead worker's job to the next one."""
    run = order_trial(deliver(sound_network()), marta, mapping="canonical")
    Run.objects.filter(pk=run.pk).update(state="running")
    assert done(run).state == "passed"


def test_a_network_that_was_published_is_not_published_twice(tried, marta):
    """The worker died after the switch and before it could write so down."""
    run = done(order_publication(tried(grown(1)), marta))
    Run.objects.filter(pk=run.pk).update(state="running", publication=None)
    carry_out(run.pk)
    assert state().publications == [(1, False), (2, True)]
    found = settle(Run.objects.get(pk=run.pk))
    assert (found.state, found.publication, PublishingEvent.objects.count()) == ("published", 2, 1)


def test_an_order_nobody_will_ever_take_up_is_lost(deliver, marta):
    run = order_trial(deliver(sound_network()), marta, mapping="canonical")
    assert settle(run).state == "waiting"
    Run.objects.filter(pk=run.pk).update(job=None)
    assert settle(Run.objects.get(pk=run.pk)).state == "failed"

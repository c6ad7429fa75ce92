"""From a trial that passed to the network that people see, and back."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.management import CommandError, call_command
from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper

from data_import.desk.runs import ChangedBaseError, DeskError, order_again, order_publication, order_trial, return_to
from data_import.models import PublishingEvent, Run
from layers.models import Publication
from layers.publications import SWITCH_LOCK, make_current
from tests.data_import.conftest import import_quietly, state
from tests.data_import.deliveries import grown, row_of, sound_network, write_delivery
from tests.data_import.desk.conftest import done, jobs

BUSY = "Hay otro ensayo u otra publicación en curso: espere a que termine y vuelva a intentarlo."
CHANGED = (
    "La red vigente cambió después de este ensayo, y la comparación ya no vale: haga otro ensayo antes de publicar."
)


def events() -> list[tuple]:
    return list(PublishingEvent.objects.values_list("kind", "publication", "previous", "person"))


def test_what_passed_is_published_and_recorded(tried, marta):
    trial = tried(grown(2))
    run = done(order_publication(trial, marta))
    assert (run.state, run.error, run.publication, run.base) == ("published", "", 2, 1)
    assert state().publications == [(1, False), (2, True)]
    assert state().spans == ["V1", "V2", "V3", "V4", "X0", "X1"]
    assert Publication.objects.get(pk=2).cutoff_on.isoformat() == trial.report["cutoff_on"]
    assert events() == [("published", 2, 1, str(marta.full_name))]
    assert run.event.publication == 2


def test_the_worker_finds_the_order_in_its_queue(deliver, marta):
    run = order_trial(deliver(sound_network()), marta, mapping="canonical")
    assert jobs()[-1] == ("data_import.carry_out_run", {"run": run.pk}, "todo")
    assert (run.state, run.job is not None) == ("waiting", True)


def test_an_earlier_one_is_brought_back(published, marta):
    published(grown(2))
    event = return_to(1, marta)
    assert (event.publication, event.previous) == (1, 2)
    assert state().spans == ["V1", "V2", "V3", "V4"]
    assert [event[:3] for event in events()] == [("returned", 1, 2), ("published", 2, 1)]


@pytest.mark.parametrize(
    ("number", "sentence"),
    [(1, "La publicación 1 ya es la vigente."), (7, "La publicación 7 ya no se guarda.")],
)
def test_what_cannot_be_brought_back_is_said(marta, number, sentence):
    with pytest.raises(DeskError, match=sentence):
        return_to(number, marta)
    assert events() == []


def test_a_trial_made_against_another_network_is_not_published(tried, marta, tmp_path):
    trial = tried(grown(2))
    import_quietly(write_delivery(tmp_path / "otra", grown(1)), "canonical")
    with pytest.raises(ChangedBaseError, match=CHANGED):
        order_publication(trial, marta)
    assert Run.objects.filter(kind="publish").count() == 0


def test_nor_when_the_network_changes_while_the_order_waits(tried, marta, tmp_path):
    order = order_publication(tried(grown(2)), marta)
    import_quietly(write_delivery(tmp_path / "otra", grown(1)), "canonical")
    run = done(order)
    assert (run.state, run.error, run.publication) == ("failed", CHANGED, None)
    assert state().publications == [(1, False), (2, True)]
    assert events() == []


def test_back_to_what_it_was_compared_with_it_may_be_published_again(tried, marta, tmp_path):
    trial = tried(grown(2))
    import_quietly(write_delivery(tmp_path / "otra", grown(1)), "canonical")
    make_current(1)
    assert done(order_publication(trial, marta)).publication == 3


def test_a_refused_one_is_not_published(tried, marta):
    network = sound_network()
    row_of(network, "vanos", "V2")["from_node"] = "NADA"
    with pytest.raises(DeskError, match="Solo se publica lo que pasó un ensayo: haga uno primero"):
        order_publication(tried(network), marta)


def test_it_is_published_once(tried, marta):
    trial = tried(grown(2))
    done(order_publication(trial, marta))
    return_to(1, marta)
    with pytest.raises(DeskError, match="Este ensayo ya se publicó"):
        order_publication(trial, marta)


def test_only_one_at_a_time(tried, deliver, marta):
    trial = tried(sound_network())
    waiting = order_trial(trial.delivery, marta, mapping="canonical")
    for order in (
        lambda: order_trial(trial.delivery, marta, mapping="canonical"),
        lambda: order_publication(trial, marta),
    ):
        with pytest.raises(DeskError, match=BUSY):
            order()
    assert [run.pk for run in Run.objects.filter(state="waiting")] == [waiting.pk]


def test_an_import_by_the_command_line_is_waited_for_in_words(deliver, marta):
    with another_import():
        run = done(order_trial(deliver(sound_network()), marta, mapping="canonical"))
    assert (run.state, run.error) == (
        "failed",
        "Otra carga está en curso: espere a que termine y vuelva a intentarlo.",
    )


def test_while_an_import_runs_nothing_is_switched_under_it(published, marta):
    published(grown(2))
    with another_import():
        with pytest.raises(DeskError, match=BUSY):
            return_to(1, marta)
        with pytest.raises(CommandError, match="Otra carga está en curso: espere a que termine"):
            call_command("publish", "1")
    assert (state().publications, len(events())) == ([(1, False), (2, True)], 1)


def test_nor_does_an_import_begin_before_a_switch_is_done(published, marta):
    published(grown(2))
    with transaction.atomic():
        return_to(1, marta)
        with other_cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [SWITCH_LOCK])
            assert cursor.fetchone() == (False,)


@contextmanager
def another_import() -> Iterator[None]:
    """Another process in the middle of an import: it holds the lock."""
    with other_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [SWITCH_LOCK])
        yield


@contextmanager
def other_cursor() -> Iterator[CursorWrapper]:
    other = connections.create_connection("default")
    with other.cursor() as cursor:
        yield cursor
    other.close()


def test_the_same_order_once_more(tried, marta):
    network = sound_network()
    del network["vanos"]
    failed = tried(network, srid=4326)
    again = order_again(failed, marta)
    assert (again.pk != failed.pk, again.delivery, again.kind, again.srid) == (True, failed.delivery, "trial", 4326)

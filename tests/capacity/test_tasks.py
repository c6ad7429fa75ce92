"""The worker computes a publication by itself."""

from datetime import date

from asgiref.sync import async_to_sync
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from capacity.models import NodeCapacity
from capacity.tasks import compute_capacity
from data_import.services import import_network
from layers.models import WithheldDemand
from layers.tasks import retry_jobs
from tests.data_import.deliveries import sound_network, write_delivery


def test_an_import_orders_it(db, tmp_path):
    import_network(write_delivery(tmp_path / "entrega", sound_network()), "canonical", cutoff=date(2020, 11, 30))

    assert ProcrastinateJob.objects.get(task_name="capacity.compute").args == {"publication": 1}


def test_an_import_that_withholds_demands_orders_it_once(db, tmp_path, settings):
    settings.PUBLIC_DEMAND_MIN_SERVICES = 3
    import_network(write_delivery(tmp_path / "entrega", sound_network()), "canonical", cutoff=date(2020, 11, 30))

    assert WithheldDemand.objects.exists()
    assert ProcrastinateJob.objects.get(task_name="capacity.compute").args == {"publication": 1}


def test_it_fills_the_publication(wired):
    compute_capacity(publication=1)

    assert NodeCapacity.objects.filter(publication=wired).count() == 7


def test_a_publication_that_went_meanwhile_is_no_error(db):
    compute_capacity(publication=9)

    assert not NodeCapacity.objects.exists()


def test_what_a_killed_worker_left_is_taken_up_again(db):
    compute_capacity.defer(publication=1)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE task_name = 'capacity.compute'")

    async_to_sync(retry_jobs)(app, compute_capacity.name)

    assert ProcrastinateJob.objects.get(task_name="capacity.compute").status == "todo"

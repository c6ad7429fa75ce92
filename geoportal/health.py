"""Alive, and able to serve. Load balancers, `script/server` and people on duty ask here."""

from datetime import timedelta

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from procrastinate.contrib.django.models import ProcrastinateWorker

from layers.models import Publication

_seen_applied: list[bool] = []
WORKER_SILENT_AFTER = timedelta(minutes=1)


@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """200 where database, migrations and a publication are there. A silent worker is reported, but pages do without."""
    state = readiness()
    is_ready = all((state["database"], state["migrations"], state["publication"]))
    return JsonResponse(state, status=200 if is_ready else 503)


def readiness() -> dict:
    state: dict[str, bool | int | None] = {"database": False, "migrations": False, "publication": None, "worker": False}
    try:
        connection.ensure_connection()
        state["database"] = True
        state["migrations"] = migrations_are_applied()
        state["publication"] = Publication.objects.filter(is_current=True).values_list("number", flat=True).first()
        state["worker"] = worker_is_alive()
    except DatabaseError:
        connection.close()
    return state


def migrations_are_applied() -> bool:
    """Once they are, they stay so while this process lives: reading the migrations again each time would be slow."""
    if not _seen_applied:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        _seen_applied.append(True)
    return True


def worker_is_alive() -> bool:
    return ProcrastinateWorker.objects.filter(last_heartbeat__gte=timezone.now() - WORKER_SILENT_AFTER).exists()

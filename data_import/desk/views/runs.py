"""A run while it goes on, what came of it, and the steps from it: again, withdraw, publish."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from data_import.desk.access import at_the_desk
from data_import.desk.outcomes import changes_by_layer, checks_of, rows_of, verdict
from data_import.desk.runs import DeskError, cancel, current_number, order_again, order_publication, worker_is_alive
from data_import.desk.views.asked import asked_run, delivery_step, desk_trail, run_step
from data_import.desk.views.uploads import uploader
from data_import.desk.wording import at_the_desk_said
from data_import.models import Run
from layers.models import Publication
from layers.pages.trail import Step
from layers.views.asked import page

NO_WORKER = "El proceso que hace los ensayos no está funcionando: avise a quien administra el servidor."


@at_the_desk()
@require_safe
def run_page(request: HttpRequest, number: int) -> HttpResponse:
    return as_page(request, asked_run(number))


def as_page(request: HttpRequest, run: Run, problem: str = "", status: int = 200) -> HttpResponse:
    context = {
        "run": run,
        "delivery": run.delivery,
        "problem": problem,
        "progress": progress_of(run),
        "verdict": verdict(run),
        "checks": checks_of(run),
        "rows": rows_of(run),
        "notes": [at_the_desk_said(note) for note in run.report.get("notes", [])],
        "changes": changes_by_layer(run),
        "is_base_current": current_number() == run.base,
        "trail": desk_trail(delivery_step(run.delivery), run_step(run)),
    }
    return page(request, "data_import/run.html", context, status)


@at_the_desk()
@require_safe
def run_state(request: HttpRequest, number: int) -> JsonResponse:
    return JsonResponse(progress_of(asked_run(number)))


def progress_of(run: Run) -> dict[str, Any]:
    """`done` and `total` count rows of `layer`; total is null where the file does not say how many it has."""
    waits = run.state == Run.State.WAITING
    return {
        "state": run.state,
        "label": run.get_state_display(),
        "is_active": run.is_active,
        "steps": run.steps,
        "step": run.step,
        "layer": run.layer,
        "done": run.rows_done,
        "total": run.rows_total,
        "warning": NO_WORKER if waits and not worker_is_alive() else "",
        "error": run.error,
    }


@at_the_desk()
@require_POST
def run_again(request: HttpRequest, number: int) -> HttpResponse:
    run = asked_run(number)
    try:
        return redirect("publish-run", order_again(run, uploader(request)).pk)
    except DeskError as error:
        return as_page(request, run, str(error), 409)


@at_the_desk()
@require_POST
def run_cancel(request: HttpRequest, number: int) -> HttpResponse:
    run = asked_run(number)
    try:
        cancel(run)
    except DeskError as error:
        return as_page(request, asked_run(number), str(error), 409)
    return redirect("publish-run", run.pk)


@at_the_desk()
@require_http_methods(["GET", "HEAD", "POST"])
def run_publish(request: HttpRequest, number: int) -> HttpResponse:
    """A page that asks once more, then the order."""
    trial = asked_run(number)
    if request.method != "POST":
        return confirmation(request, trial)
    try:
        return redirect("publish-run", order_publication(trial, uploader(request)).pk)
    except DeskError as error:
        return confirmation(request, trial, str(error), 409)


def confirmation(request: HttpRequest, trial: Run, problem: str = "", status: int = 200) -> HttpResponse:
    step = Step("Publicar", reverse("publish-confirm", args=[trial.pk]))
    context = {
        "run": trial,
        "problem": problem,
        "changes": changes_by_layer(trial),
        "current": Publication.objects.defer("report").current(),
        "verdict": verdict(trial),
        "trail": desk_trail(delivery_step(trial.delivery), run_step(trial), step),
    }
    return page(request, "data_import/confirm_publish.html", context, status)

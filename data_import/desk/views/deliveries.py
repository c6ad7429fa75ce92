"""The desk's first page, with its plain form; and a delivery with what was done with it."""

from typing import cast

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.models import User
from data_import.desk.access import at_the_desk
from data_import.desk.forms import OWN, TrialForm
from data_import.desk.mappings import offered
from data_import.desk.names import KINDS
from data_import.desk.runs import DeskError, kept_until, order_trial, worker_is_alive
from data_import.desk.selectors import LATEST, active_run, deliveries
from data_import.desk.uploads import MB, Uploaded, UploadError, receive, require_room
from data_import.desk.views.asked import asked_delivery, delivery_step, desk_trail
from data_import.models import Delivery, Run
from layers.views.asked import page

#: What a form says around its files.
AROUND_FILES = 1 * MB


def delivery_bytes() -> int:
    return settings.DELIVERY_MAX_MB * MB + AROUND_FILES


@at_the_desk(delivery_bytes, require_room)
@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return desk_page(request)
    try:
        assert isinstance(request.user, User)  # noqa: S101  staff_with lets nobody else in
        delivery = receive(request.user, cast(list[Uploaded], request.FILES.getlist("files")))
    except UploadError as error:
        return desk_page(request, str(error), error.status)
    return redirect("publish-delivery", delivery.pk)


def desk_page(request: HttpRequest, problem: str = "", status: int = 200) -> HttpResponse:
    paginator = Paginator(deliveries(), LATEST)
    context = {
        "deliveries": paginator.get_page(request.GET.get("pagina")),
        "active": active_run(),
        "states": dict(Run.State.choices),
        "problem": problem,
        "most_mb": settings.DELIVERY_MAX_MB,
        "most_files": settings.DELIVERY_MAX_FILES,
        "kept_days": settings.DELIVERIES_KEPT_DAYS,
        "kinds": ",".join(KINDS),
        "is_working": worker_is_alive(),
        "trail": desk_trail(),
    }
    return page(request, "data_import/desk.html", context, status)


@at_the_desk()
@require_http_methods(["GET", "HEAD", "POST"])
def delivery_page(request: HttpRequest, number: int) -> HttpResponse:
    delivery = asked_delivery(number)
    if request.method != "POST":
        return delivery_as_page(request, delivery, TrialForm(initial={"mapping": "canonical"}))
    form = TrialForm(request.POST, request.FILES)
    if not form.is_valid():
        return delivery_as_page(request, delivery, form, status=422)
    try:
        assert isinstance(request.user, User)  # noqa: S101
        run = order_trial(delivery, request.user, **form.order())
    except DeskError as error:
        return delivery_as_page(request, delivery, form, str(error), 409)
    return redirect("publish-run", run.pk)


def delivery_as_page(
    request: HttpRequest, delivery: Delivery, form: TrialForm, problem: str = "", status: int = 200
) -> HttpResponse:
    runs = list(delivery.runs.defer("report", "comparison", "mapping_text"))
    context = {
        "delivery": delivery,
        "files": list(delivery.files.all()),
        "runs": runs,
        "form": form,
        "offered": offered(),
        "own": OWN,
        "problem": problem,
        "kept_until": kept_until(delivery),
        "is_working": worker_is_alive(),
        "trail": desk_trail(delivery_step(delivery)),
        "action": reverse("publish-delivery", args=[delivery.pk]),
    }
    return page(request, "data_import/delivery.html", context, status)

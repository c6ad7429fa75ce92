"""The publications that are kept, who made them, and the way back to one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from data_import.desk.access import at_the_desk
from data_import.desk.runs import DeskError, return_to
from data_import.desk.selectors import events_by_publication
from data_import.desk.views.asked import asked_publication, desk_trail
from data_import.desk.views.uploads import uploader
from data_import.models import PublishingEvent
from layers.models import Publication
from layers.pages.history import history
from layers.pages.trail import Step
from layers.views.asked import page

SHOWN_EVENTS = 50


@at_the_desk()
@require_safe
def publications_page(request: HttpRequest) -> HttpResponse:
    makers = events_by_publication()
    context = {
        "publications": [(past, makers.get(past.publication.number)) for past in history()],
        "events": list(PublishingEvent.objects.all()[:SHOWN_EVENTS]),
        "trail": desk_trail(publications_step()),
    }
    return page(request, "data_import/publications.html", context)


@at_the_desk()
@require_http_methods(["GET", "HEAD", "POST"])
def return_page(request: HttpRequest, number: int) -> HttpResponse:
    publication = asked_publication(number)
    if request.method != "POST":
        return confirmation(request, publication)
    try:
        return_to(publication.number, uploader(request))
    except DeskError as error:
        return confirmation(request, publication, str(error), 409)
    return redirect("publish-publications")


def confirmation(request: HttpRequest, publication: Publication, problem: str = "", status: int = 200) -> HttpResponse:
    here = reverse("publish-return", args=[publication.number])
    context = {
        "chosen": publication,
        "current": Publication.objects.defer("report").current(),
        "problem": problem,
        "trail": desk_trail(publications_step(), Step(f"Volver a la {publication.number}", here)),
    }
    return page(request, "data_import/confirm_return.html", context, status)


def publications_step() -> Step:
    return Step("Publicaciones", reverse("publish-publications"))

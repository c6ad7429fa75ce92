"""The planner's pages: the whole network at a glance, one point with its reasons, and how it is computed."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_safe

from capacity.api.point import KW, LAT, LON, NOT_COMPUTED, TECHNOLOGY
from capacity.criteria import CRITERIA
from capacity.pages.examples import line_sentence, size_rows
from capacity.pages.feeders import feeder_rows
from capacity.pages.point import point_page
from capacity.selectors import answer_at, at
from capacity.services import latest_run, values_in_force, values_with_sources
from capacity.technologies import TECHNOLOGIES
from layers.api.parameters import PUBLICATION, Parameter, read_parameters
from layers.api.problems import Problem
from layers.models import Publication
from layers.pages.actions import kept_as_pdf
from layers.pages.trail import HOME, Step
from layers.views.asked import NotHere, asked_publication, page

IN_SPANISH = Parameter("tecnologia", TECHNOLOGY.read, TECHNOLOGY.description, default="fv")


@require_safe
def planner(request: HttpRequest) -> HttpResponse:
    publication = asked_publication(request)
    context = {
        "run": latest_run(publication),
        "feeders": feeder_rows(publication),
        "technologies": TECHNOLOGIES.values(),
        "actions": kept_as_pdf(request.get_full_path()),
        "trail": [HOME, Step("Capacidad", reverse("capacity"))],
    }
    return page(request, "capacity/planner.html", context)


@require_safe
def point(request: HttpRequest) -> HttpResponse:
    publication = asked_publication(request)
    trail = [HOME, Step("Capacidad", reverse("capacity")), Step("Punto", request.get_full_path())]
    form = {"technologies": TECHNOLOGIES.values(), "given": request.GET, "trail": trail}
    try:
        asked = asked_point(request.GET)
    except Problem as problem:
        return page(request, "capacity/point.html", {**form, "problem": problem.detail}, status=400)
    found = computed(publication, asked)
    context = {**form, "actions": kept_as_pdf(request.get_full_path()), "answer": point_page(publication, found, asked)}
    return page(request, "capacity/point.html", context)


def asked_point(query: QueryDict) -> dict:
    """A decimal comma is understood. Raises a Problem whose detail says what is wrong."""
    forgiving = query.copy()
    for name in ("lon", "lat", "kw"):
        if name in forgiving:
            forgiving[name] = str(forgiving[name]).strip().replace(",", ".")
        if name == "kw" and not forgiving.get("kw"):
            forgiving.pop("kw", None)
    return read_parameters(forgiving, (LON, LAT, KW, IN_SPANISH, PUBLICATION))


def computed(publication: Publication, asked: dict):
    technology = TECHNOLOGIES[asked["tecnologia"]]
    answer = answer_at(publication, at(asked["lon"], asked["lat"]), asked["kw"], technology, values_in_force())
    if answer is None:
        raise NotHere(NOT_COMPUTED)
    return answer


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    context = {
        "run": latest_run(asked_publication(request)),
        "parameters": values_with_sources(),
        "criteria": CRITERIA.values(),
        "sizes": size_rows(values_in_force()),
        "line": line_sentence(values_in_force()),
        "actions": kept_as_pdf(request.get_full_path()),
        "trail": [HOME, Step("Capacidad", reverse("capacity")), Step("Cómo se calcula", reverse("capacity-method"))],
    }
    return page(request, "capacity/method.html", context)

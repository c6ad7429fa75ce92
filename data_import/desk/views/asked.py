"""Finds what an address names, or says in words that it is not there."""

from django.urls import reverse

from data_import.desk.runs import settle
from data_import.models import Delivery, Run
from layers.models import Publication
from layers.pages.trail import HOME, Step
from layers.views.asked import NotHere


def asked_delivery(number: int) -> Delivery:
    delivery = Delivery.objects.filter(pk=number, is_complete=True).first()
    if delivery is None:
        raise NotHere(f"No existe la entrega {number}.")
    return delivery


def asked_run(number: int) -> Run:
    """As it stands now: one whose worker died is said to have failed."""
    run = Run.objects.select_related("delivery").filter(pk=number).first()
    if run is None:
        raise NotHere(f"No existe el ensayo {number}.")
    return settle(run)


def asked_publication(number: int) -> Publication:
    publication = Publication.objects.defer("report").filter(pk=number).first()
    if publication is None:
        raise NotHere(f"La publicación {number} no existe o ya no se guarda.")
    return publication


def desk_trail(*steps: Step) -> list[Step]:
    return [HOME, Step("Publicar", reverse("publish")), *steps]


def delivery_step(delivery: Delivery) -> Step:
    return Step(str(delivery), reverse("publish-delivery", args=[delivery.pk]))


def run_step(run: Run) -> Step:
    return Step(str(run), reverse("publish-run", args=[run.pk]))

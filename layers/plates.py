"""Transformers by what is painted on them or on their pole."""

from django.db.models import Q, QuerySet
from django.db.models.functions import Length

from layers.models import Pole, Publication, Transformer


def transformers_by_plate(plate: str, publication: Publication) -> QuerySet[Transformer]:
    return found(Q(plate=plate) | Q(id=plate), publication)


def transformers_on_pole(plate: str, publication: Publication) -> QuerySet[Transformer]:
    poles = Pole.objects.filter(publication=publication, plate=plate).values("id")
    return found(Q(pole_plate=plate) | Q(pole_id__in=poles), publication)


def found(condition: Q, publication: Publication) -> QuerySet[Transformer]:
    rows = Transformer.objects.filter(condition, publication=publication)
    return rows.order_by(Length("id"), "id")


def pole_place(plate: str, publication: Publication) -> tuple[float, float] | None:
    """Longitude and latitude of the pole with a plate."""
    pole = Pole.objects.filter(publication=publication, plate=plate).order_by("id").first()
    return (pole.geom.x, pole.geom.y) if pole else None

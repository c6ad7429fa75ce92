"""The public way from a customer number to a transformer: slowed, kept, and the same answer for unknown and hidden numbers."""

from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.addresses import counted_address
from customers.access import LONGEST_NUMBER
from customers.models import Service
from customers.tries import TooManyTries, begin_lookup
from layers.models import Publication, Transformer
from layers.quick_ways import Slowed, Way


def transformer_of_number(number: str, publication: Publication, request: HttpRequest) -> QuerySet[Transformer]:
    """One question whether the number exists or not. Raises Slowed."""
    number = number[:LONGEST_NUMBER]
    try:
        begin_lookup(number, counted_address(request))
    except TooManyTries as error:
        raise Slowed(str(error), error.minutes * 60) from error
    fed = Service.objects.filter(number=number, is_active=True, transformer_id__isnull=False).values("transformer_id")
    return Transformer.objects.filter(publication=publication, id__in=fed)


BY_NUMBER = Way("cliente", "Número cliente", transformer_of_number, is_private=True)

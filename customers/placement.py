"""Where services hang in the network that is published now."""

from django.db.models import Exists, OuterRef, QuerySet

from customers.models import Service
from layers.models import Transformer


def services_without_transformer() -> QuerySet[Service]:
    """Active services whose transformer the current publication does not have, by number. It follows each publication."""
    current = Transformer.objects.filter(publication__is_current=True, id=OuterRef("transformer_id"))
    return Service.objects.filter(~Exists(current), is_active=True).order_by("number")

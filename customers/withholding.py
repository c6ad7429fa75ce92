"""Public demands that would tell what one household uses: transformers with fewer than PUBLIC_DEMAND_MIN_SERVICES services."""

from django.conf import settings
from django.db.models import Count

from customers.models import Service
from layers.enums import Layer
from layers.models import MonthlyDemand
from layers.withheld import replace_withheld


def renew_withheld() -> bool:
    """After each delivery of customers, each publication, and a change of the setting; whether anything changed.

    Inside their transaction, so that nothing is shown for a moment. A transformer of which no service is known counts as one
    with none.
    """
    return replace_withheld(Layer.TRANSFORMERS, transformers_with_few(settings.PUBLIC_DEMAND_MIN_SERVICES))


def transformers_with_few(least: int) -> set[str]:
    """Those with a demand in any publication and fewer active services than `least`."""
    if least <= 0:
        return set()
    with_demand = MonthlyDemand.objects.filter(layer=Layer.TRANSFORMERS).values_list("asset_id", flat=True).distinct()
    fed = Service.objects.filter(is_active=True, transformer_id__isnull=False).values("transformer_id")
    enough = fed.annotate(count=Count("*")).filter(count__gte=least).values_list("transformer_id", flat=True)
    return set(with_demand) - set(enough)

"""Public demands that would tell what one household uses: transformers with fewer than PUBLIC_DEMAND_MIN_SERVICES services."""

from django.conf import settings
from django.db.models import Count

from capacity.models import NodeCapacity
from capacity.tasks import compute_capacity
from customers.models import Service
from layers.enums import Layer
from layers.models import MonthlyDemand, Publication, WithheldDemand
from layers.withheld import replace_withheld


def renew_withheld() -> bool:
    """After each delivery of customers, each publication, and a change of the setting; whether anything changed.

    Inside their transaction, so that nothing is shown for a moment. A transformer of which no service is known counts as one
    with none.
    """
    changed = replace_withheld(Layer.TRANSFORMERS, transformers_with_few(settings.PUBLIC_DEMAND_MIN_SERVICES))
    if changed:
        take_out_of_capacity()
    return changed


def take_out_of_capacity() -> None:
    """What may be fed in under a transformer can be its least demand: unknown until it is computed without it."""
    withheld = WithheldDemand.objects.filter(layer=Layer.TRANSFORMERS).values("asset_id")
    NodeCapacity.objects.filter(transformer_id__in=withheld).update(injectable_kw=None)
    current = Publication.objects.current()
    if current is not None:
        compute_capacity.defer(publication=current.number)


def transformers_with_few(least: int) -> set[str]:
    """Those with a demand in any publication and fewer active services than `least`."""
    if least <= 0:
        return set()
    with_demand = MonthlyDemand.objects.filter(layer=Layer.TRANSFORMERS).values_list("asset_id", flat=True).distinct()
    fed = Service.objects.filter(is_active=True, transformer_id__isnull=False).values("transformer_id")
    enough = fed.annotate(count=Count("*")).filter(count__gte=least).values_list("transformer_id", flat=True)
    return set(with_demand) - set(enough)

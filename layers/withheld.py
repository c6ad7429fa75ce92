"""Demands that are withheld, in every publication and by every way out at once."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F
from psycopg import sql

from layers.models import Publication, WithheldDemand

#: What an answer gives as the source of a demand that it does not tell.
SOURCE = "withheld"
SHOWN = "reservado"
#: Over a row `d` of layers_monthlydemand.
IS_WITHHELD = sql.SQL(
    "EXISTS (SELECT FROM layers_withhelddemand w WHERE w.layer = {alias}.layer AND w.asset_id = {alias}.asset_id)"
)


def is_withheld(alias: str) -> sql.Composed:
    return IS_WITHHELD.format(alias=sql.Identifier(alias))


@transaction.atomic
def replace_withheld(layer: str, asset_ids: Iterable[str]) -> bool:
    """Withhold these and no others of a layer; whether anything changed. Then what was kept of any publication is stale."""
    wanted = set(asset_ids)
    former = set(WithheldDemand.objects.filter(layer=layer).values_list("asset_id", flat=True))
    if wanted == former:
        return False
    WithheldDemand.objects.filter(layer=layer, asset_id__in=former - wanted).delete()
    WithheldDemand.objects.bulk_create(WithheldDemand(layer=layer, asset_id=each) for each in sorted(wanted - former))
    Publication.objects.update(revision=F("revision") + 1)
    return True

"""The smallest load that a feeder is known to have, transformer by transformer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Min, Sum

from layers.enums import DemandUnit, Layer
from layers.models import Feeder, MonthlyDemand, Publication, Transformer, WithheldDemand

#: So many months back from the newest.
MONTHS = 12
HOURS_A_YEAR = 8760


@dataclass(frozen=True)
class Loads:
    """`kw`: by transformer. `assumed`: what they rest on where nobody measured, else empty."""

    kw: dict[str, float]
    assumed: str


def minimum_loads_kw(
    publication: Publication,
    feeder: Feeder,
    transformers: list[Transformer],
    values: Mapping[str, float],
    *,
    daytime: bool = True,
) -> Loads:
    """Measured minima where there are any; what is left of the feeder's goes to the others by their kVA."""
    column = "daytime_minimum" if daytime else "minimum"
    ids = [each.id for each in transformers]
    known = minima(publication, Layer.TRANSFORMERS, ids, column)
    total, assumed = feeder_minimum_kw(publication, feeder, transformers, column, values)
    others = [each for each in transformers if each.id not in known]
    shared_kva = sum(each.rated_power_kva or 0.0 for each in others)
    left = max(0.0, total - sum(known.values()))
    share = left / shared_kva if shared_kva else 0.0
    return Loads(
        {**known, **{each.id: (each.rated_power_kva or 0.0) * share for each in others}}, assumed if others else ""
    )


def minima(publication: Publication, layer: str, ids: list[str], column: str) -> dict[str, float]:
    """The lowest of the last twelve months that are known in kW."""
    rows = MonthlyDemand.objects.filter(
        publication=publication, layer=layer, asset_id__in=ids, unit=DemandUnit.KILOWATT
    ).exclude(asset_id__in=WithheldDemand.objects.filter(layer=layer).values("asset_id"))
    newest = rows.order_by("-month").values_list("month", flat=True).first()
    if newest is None:
        return {}
    first = date(newest.year - 1, newest.month, 1)
    lowest = rows.filter(month__gt=first).values_list("asset_id").annotate(lowest=Min(column))
    return {asset_id: value for asset_id, value in lowest if value is not None}


def feeder_minimum_kw(
    publication: Publication, feeder: Feeder, transformers: list[Transformer], column: str, values: Mapping[str, float]
) -> tuple[float, str]:
    """Measured, else a share of the mean that its energies tell, else a share of what is installed."""
    measured = minima(publication, Layer.FEEDERS, [feeder.id], column)
    if feeder.id in measured:
        return measured[feeder.id], ""
    rows = MonthlyDemand.objects.filter(publication=publication, layer=Layer.FEEDERS, asset_id=feeder.id)
    energies = rows.filter(energy_kwh__isnull=False).order_by("-month")[:MONTHS]
    if months := energies.count():
        year_kwh = (energies.aggregate(total=Sum("energy_kwh"))["total"] or 0.0) * MONTHS / months
        mean_kw = year_kwh / HOURS_A_YEAR
        return mean_kw * values[
            "minimum_share_of_mean"
        ], f"demanda mínima del alimentador {feeder.id}: parte de su media"
    installed = sum(each.rated_power_kva or 0.0 for each in transformers)
    return installed * values[
        "minimum_share_of_kva"
    ], f"demanda mínima del alimentador {feeder.id}: parte de la potencia instalada"

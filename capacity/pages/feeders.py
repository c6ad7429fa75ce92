"""The network at a glance: what each feeder's nodes can take."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Q

from capacity.models import NodeCapacity
from layers import formats
from layers.enums import Layer, VoltageClass
from layers.labels import asset_page
from layers.models import Feeder, Publication


@dataclass(frozen=True)
class FeederRow:
    """Numbers as people read them. `none`: nodes that can take nothing; `unknown`: that cannot be evaluated."""

    name: str
    url: str
    nodes: str
    none: str
    unknown: str
    from_100_kw: str
    largest_kw: str


def feeder_rows(publication: Publication) -> list[FeederRow]:
    """In medium voltage, in the order of the feeders."""
    counted = (
        NodeCapacity.objects.filter(publication=publication, voltage_class=VoltageClass.MEDIUM)
        .values("feeder_id")
        .annotate(
            nodes=Count("id"),
            none=Count("id", filter=Q(capacity_kw=0)),
            unknown=Count("id", filter=Q(capacity_kw=None)),
            from_100_kw=Count("id", filter=Q(capacity_kw__gte=100)),
            largest_kw=Max("capacity_kw"),
        )
    )
    names = dict(Feeder.objects.filter(publication=publication).values_list("id", "name"))
    ordered = sorted(counted, key=lambda row: (len(row["feeder_id"]), row["feeder_id"]))
    return [feeder_row(row, names.get(row["feeder_id"])) for row in ordered]


def feeder_row(row: Mapping[str, Any], name: str | None) -> FeederRow:
    return FeederRow(
        name=f"Alimentador {row['feeder_id']} {name or ''}".strip(),
        url=asset_page(Layer.FEEDERS, row["feeder_id"]),
        **{key: formats.number(row[key], 0) for key in ("nodes", "none", "unknown", "from_100_kw")},
        largest_kw=formats.quantity(row["largest_kw"], "kW", 1),
    )

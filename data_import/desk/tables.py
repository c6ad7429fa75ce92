"""The desk's grids of findings and changes."""

from typing import Any

import django_tables2 as tables
from django.contrib.gis.geos import Point
from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString

from data_import.desk.places import portal_map
from data_import.desk.selectors import SEVERITIES, check_label, field_labels, layer_title
from data_import.models import RunChange, RunFinding

NOTHING = "–"
ON_SCREEN = {"td": {"class": "on-screen"}, "th": {"class": "on-screen"}}


class PlaceColumn(tables.Column):
    """A link to the portal's map; the page's own map takes it over where there is a script."""

    def __init__(self) -> None:
        super().__init__(verbose_name="Mapa", accessor="place", orderable=False, empty_values=(), attrs=ON_SCREEN)

    def render(self, value: Point | None, record: Any) -> SafeString:
        if value is None:
            return format_html('<span class="unknown">{}</span>', "Sin lugar")
        return format_html(
            '<a href="{}" data-place="{}">Ver en mapa<span class="visually-hidden"> {} {}</span></a>',
            portal_map(value),
            record.pk,
            layer_title(record.layer),
            record.asset_id,
        )


class FindingTable(tables.Table):
    severity = tables.Column("Gravedad")
    layer = tables.Column("Capa")
    asset_id = tables.Column("Identificador", default=NOTHING)
    reason = tables.Column("Qué pasa")
    field = tables.Column("Campo", default=NOTHING)
    value = tables.Column("Valor", default=NOTHING)
    file = tables.Column("Archivo y fila", default=NOTHING, order_by=("file", "line"))
    place = PlaceColumn()

    def __init__(self, data: QuerySet[RunFinding], **options: Any) -> None:
        super().__init__(data, **options)

    def render_severity(self, value: str) -> SafeString:
        return format_html('<span class="severity severity-{}">{}</span>', value, SEVERITIES.get(value, value))

    def render_layer(self, value: str) -> str:
        return layer_title(value)

    def render_reason(self, value: str, record: RunFinding) -> SafeString:
        return format_html('<span>{} <span class="relation">{}</span></span>', value, check_label(record.kind))

    def render_field(self, value: str, record: RunFinding) -> str:
        return field_labels(record.layer).get(value, value)

    def render_file(self, value: str, record: RunFinding) -> str:
        layer = f", {record.source}" if record.source and record.source not in value else ""
        return f"{value}{layer}" + (f", fila {record.line}" if record.line is not None else "")


class ChangeTable(tables.Table):
    kind = tables.Column("Qué cambió")
    layer = tables.Column("Capa")
    asset_id = tables.Column("Identificador")
    values = tables.Column("Antes → ahora", orderable=False, empty_values=())
    place = PlaceColumn()

    def __init__(self, data: QuerySet[RunChange], **options: Any) -> None:
        super().__init__(data, **options)

    def render_kind(self, record: RunChange) -> SafeString:
        return format_html('<span class="change change-{}">{}</span>', record.kind, record.get_kind_display())

    def render_layer(self, value: str) -> str:
        return layer_title(value)

    def render_values(self, record: RunChange) -> str:
        return "; ".join(said(record)) or NOTHING


def said(change: RunChange) -> list[str]:
    """`Capacidad: 10 → 15`, `Ubicación: se movió 8,5 m`."""
    labels = field_labels(change.layer)
    return [
        moved(after) if name == "geometry" else f"{labels.get(name, name)}: {shown(before)} → {shown(after)}"
        for name, (before, after) in sorted(change.values.items())
    ]


def shown(value: str | None) -> str:
    return "S/I" if value is None or value == "" else value


def moved(metres: str | None) -> str:
    return f"Ubicación: se movió {metres.replace('.', ',')} m" if metres else "Ubicación: cambió"

"""The grids' columns, by layer: headings and units come from the catalogue. Every grid is drawn by layers/includes/grid.html."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import django_tables2 as tables
from django.db.models import F, QuerySet
from django.db.models.functions import Length
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from layers import formats, network_layers
from layers.catalogue import Field, MapLayer
from layers.enums import Layer
from layers.labels import asset_page, label_of, vnr_page
from layers.pages.asset import map_selection
from layers.pages.facts import value_text
from layers.phases import phase_set
from layers.territory import comunas_by_code

UNKNOWN = mark_safe('<span class="unknown" title="Sin información">S/I</span>')
#: A million rows: counted as they lie in the index, not as people count.
TOO_MANY_TO_COUNT_UP = (Layer.SPANS, Layer.POLES)


class FieldColumn(tables.Column):
    """A field of the catalogue. Unknown values come last, whichever the direction."""

    def __init__(self, layer: MapLayer, name: str, label: str = "", **options: Any) -> None:
        field = layer.field(name)
        assert field is not None  # noqa: S101  tables name fields of the catalogue
        self.field = field
        label = label or self.field.label
        heading = f"{label} ({self.field.unit})" if self.field.unit else label
        attrs = {"td": {"class": "numeric"}, "th": {"class": "numeric"}} if self.field.unit else {}
        super().__init__(verbose_name=heading, accessor=name, default=UNKNOWN, attrs=attrs, **options)

    def render(self, record: Any, table: "AssetTable") -> str:
        # Not the cell's value: of a choice that would be its long label.
        value = getattr(record, self.field.name)
        return formats.number(value) if isinstance(value, int | float) else short_text(self.field, value)

    def order(self, queryset: QuerySet, is_descending: bool) -> tuple[QuerySet, bool]:
        column = F(str(self.accessor))
        first = column.desc(nulls_last=True) if is_descending else column.asc(nulls_last=True)
        return queryset.order_by(first, "id"), True


def short_text(field: Field, value: str) -> str:
    """A column has no room to explain what AT is."""
    text = value_text(field, value)
    return value if text.startswith(f"{value} (") else text


class IdColumn(FieldColumn):
    """The way to the asset's page; 2 comes before 10."""

    def __init__(self, layer: MapLayer, label: str = "", *, as_label: bool = False) -> None:
        super().__init__(layer, "id", label, linkify=lambda record: asset_page(layer.id, record.id))
        self.layer, self.as_label = layer, as_label

    def render(self, record: Any, table: "AssetTable") -> str:
        return label_of(self.layer.id, record.id) if self.as_label else record.id

    def order(self, queryset: QuerySet, is_descending: bool) -> tuple[QuerySet, bool]:
        sign = "-" if is_descending else ""
        if self.layer.id in TOO_MANY_TO_COUNT_UP:
            return queryset.order_by(f"{sign}id"), True
        length = Length("id")
        return queryset.order_by(length.desc() if is_descending else length.asc(), f"{sign}id"), True


class ComunaColumn(FieldColumn):
    def render(self, record: Any, table: "AssetTable") -> str:
        place = comunas_by_code().get(record.comuna_code)
        return place.name if place else record.comuna_code


class FeederColumn(FieldColumn):
    """A feeder by its name; the table knows the names."""

    def render(self, record: Any, table: "AssetTable") -> str:
        feeder = record.feeder_id
        name = table.feeder_names.get(feeder) or feeder
        return format_html('<a href="{}">{}</a>', asset_page(Layer.FEEDERS, feeder), name)


class VnrColumn(FieldColumn):
    def render(self, record: Any, table: "AssetTable") -> str:
        return format_html('<a href="{}">{}</a>', vnr_page(record.vnr_code), record.vnr_code)


class PhasesColumn(FieldColumn):
    """How many, and which as the cooperative writes them."""

    def render(self, record: Any, table: "AssetTable") -> str:
        return f"{len(phase_set(record.phase_code))} ({record.phase_code})"


class LinkColumn(tables.Column):
    """A word that leads on from the row; those who cannot see the row hear where to."""

    def __init__(self, heading: str, word: str, address: str, about: str) -> None:
        attrs = {"td": {"class": "on-screen"}, "th": {"class": "on-screen"}}
        super().__init__(verbose_name=heading, orderable=False, empty_values=(), attrs=attrs)
        self.word, self.address, self.about = word, address, about

    def render(self, record: Any) -> SafeString:
        address = self.address.format(id=record.id)
        about = f" {self.about} {getattr(record, 'name', None) or record.id}"
        return format_html('<a href="{}">{}<span class="visually-hidden">{}</span></a>', address, self.word, about)


class MapColumn(tables.Column):
    def __init__(self, layer: MapLayer) -> None:
        attrs = {"td": {"class": "on-screen"}, "th": {"class": "on-screen"}}
        super().__init__(verbose_name="Mapa", orderable=False, empty_values=(), attrs=attrs)
        self.layer = layer

    def render(self, record: Any) -> SafeString:
        address = map_selection(self.layer.id, record.id)
        return format_html(
            '<a href="{}">Ver en mapa<span class="visually-hidden"> {}</span></a>',
            address,
            label_of(self.layer.id, record.id),
        )


class AssetTable(tables.Table):
    def __init__(self, data: QuerySet, *, feeder_names: Mapping[str, str | None], **options: Any) -> None:
        self.feeder_names = feeder_names
        super().__init__(data, order_by=("id",), **options)


class SubstationTable(AssetTable):
    id = IdColumn(network_layers.SUBSTATIONS, "Id subestación", as_label=True)
    name = FieldColumn(network_layers.SUBSTATIONS, "name", "Nombre subestación")
    rated_power_kva = FieldColumn(network_layers.SUBSTATIONS, "rated_power_kva")
    feeders = LinkColumn("Alimentadores", "VER", "/subestaciones/{id}/alimentadores/", "alimentadores de")
    map = MapColumn(network_layers.SUBSTATIONS)


class FeederTable(AssetTable):
    id = IdColumn(network_layers.FEEDERS, "Id alimentador", as_label=True)
    name = FieldColumn(network_layers.FEEDERS, "name")
    declared_power_kva = FieldColumn(network_layers.FEEDERS, "declared_power_kva")
    nominal_kv = FieldColumn(network_layers.FEEDERS, "nominal_kv")
    transformers = LinkColumn("Transformador", "VER", "/alimentadores/{id}/transformadores/", "transformadores de")
    map = MapColumn(network_layers.FEEDERS)


class TransformerTable(AssetTable):
    id = IdColumn(network_layers.TRANSFORMERS, "Id transformador")
    name = FieldColumn(network_layers.TRANSFORMERS, "name", "Nombre transformador")
    rated_power_kva = FieldColumn(network_layers.TRANSFORMERS, "rated_power_kva")
    transformer_type = FieldColumn(network_layers.TRANSFORMERS, "transformer_type")
    pole_plate = FieldColumn(network_layers.TRANSFORMERS, "pole_plate", "Placa poste")
    comuna_code = ComunaColumn(network_layers.TRANSFORMERS, "comuna_code")
    feeder_id = FeederColumn(network_layers.TRANSFORMERS, "feeder_id")


class PoleTable(AssetTable):
    id = IdColumn(network_layers.POLES)
    plate = FieldColumn(network_layers.POLES, "plate")
    height_m = FieldColumn(network_layers.POLES, "height_m")
    material = FieldColumn(network_layers.POLES, "material")
    vnr_code = VnrColumn(network_layers.POLES, "vnr_code", "VNR")
    comuna_code = ComunaColumn(network_layers.POLES, "comuna_code")
    map = MapColumn(network_layers.POLES)


class SpanTable(AssetTable):
    id = IdColumn(network_layers.SPANS)
    voltage_class = FieldColumn(network_layers.SPANS, "voltage_class")
    from_node = FieldColumn(network_layers.SPANS, "from_node")
    to_node = FieldColumn(network_layers.SPANS, "to_node")
    length_m = FieldColumn(network_layers.SPANS, "length_m")
    conductor_type = FieldColumn(network_layers.SPANS, "conductor_type")
    vnr_code = VnrColumn(network_layers.SPANS, "vnr_code", "VNR")
    ampacity_a = FieldColumn(network_layers.SPANS, "ampacity_a")
    phase_code = PhasesColumn(network_layers.SPANS, "phase_code", "Cantidad fases")
    map = MapColumn(network_layers.SPANS)


class EquipmentTable(AssetTable):
    id = IdColumn(network_layers.EQUIPMENT)
    equipment_type = FieldColumn(network_layers.EQUIPMENT, "equipment_type")
    state = FieldColumn(network_layers.EQUIPMENT, "state")
    from_node = FieldColumn(network_layers.EQUIPMENT, "from_node")
    to_node = FieldColumn(network_layers.EQUIPMENT, "to_node")
    vnr_code = VnrColumn(network_layers.EQUIPMENT, "vnr_code", "VNR")
    feeder_id = FeederColumn(network_layers.EQUIPMENT, "feeder_id")
    map = MapColumn(network_layers.EQUIPMENT)


class GeneratorTable(AssetTable):
    id = IdColumn(network_layers.GENERATORS)
    name = FieldColumn(network_layers.GENERATORS, "name")
    technology = FieldColumn(network_layers.GENERATORS, "technology")
    installed_kw = FieldColumn(network_layers.GENERATORS, "installed_kw")
    state = FieldColumn(network_layers.GENERATORS, "state")
    feeder_id = FeederColumn(network_layers.GENERATORS, "feeder_id")


class VnrTable(tables.Table):
    code = tables.Column("Código VNR", linkify=lambda record: vnr_page(record.code))
    description = tables.Column("Descripción", default=UNKNOWN)
    unit_price_clp = tables.Column(
        "Precio unitario ($)", default=UNKNOWN, attrs={"td": {"class": "numeric"}, "th": {"class": "numeric"}}
    )

    def render_unit_price_clp(self, value: Decimal) -> str:
        return formats.number(value, 0)

    class Meta:
        order_by = ("code",)

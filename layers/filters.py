"""What a grid can be narrowed by. Names are Spanish: they stand in addresses that people share."""

import re

import django_filters
from django.db.models import Model, Q, QuerySet

from layers.catalogue import MapLayer
from layers.columns import column_of
from layers.enums import Layer

LONGEST = 100
#: Searched by the beginning of a number alone: there are a million of them.
BY_BEGINNING = (Layer.SPANS, Layer.POLES)
SEARCHED = ("id", "source_id", "name", "plate", "pole_plate")


class TextFilter(django_filters.CharFilter):
    def __init__(self, **options) -> None:
        super().__init__(max_length=LONGEST, **options)


class AssetFilter(django_filters.FilterSet):
    """Over the rows of one layer; what the layer does not have is not asked of it."""

    q = TextFilter(method="with_text", label="Buscar")
    comuna = TextFilter(method="in_comuna", label="Comuna")
    subestacion = TextFilter(method="of_substation", label="Subestación")
    alimentador = TextFilter(method="of_feeder", label="Alimentador")
    vnr = TextFilter(method="with_vnr", label="Código VNR")
    conductor = TextFilter(method="of_conductor", label="Conductor")

    def __init__(self, data, queryset: QuerySet, layer: MapLayer) -> None:
        super().__init__(data, queryset)
        self.layer = layer

    def rows(self) -> QuerySet:
        """None of them where what was asked makes no sense."""
        return self.qs if self.form.is_valid() else self.queryset.none()

    def given(self) -> dict[str, str]:
        """The filters other than the text, as asked."""
        values = self.form.cleaned_data if self.form.is_valid() else {}
        return {name: value for name, value in values.items() if value and name != "q"}

    def with_text(self, rows: QuerySet, _name: str, text: str) -> QuerySet:
        return rows.filter(text_condition(self.layer, rows.model, text))

    def in_comuna(self, rows: QuerySet, _name: str, code: str) -> QuerySet:
        """A substation or feeder belongs to every comuna it serves."""
        return self.among(rows, "comuna_codes", "comuna_code", code)

    def of_substation(self, rows: QuerySet, _name: str, substation_id: str) -> QuerySet:
        return self.among(rows, "", "substation_id", substation_id)

    def of_feeder(self, rows: QuerySet, _name: str, feeder_id: str) -> QuerySet:
        return self.among(rows, "feeder_ids", "feeder_id", feeder_id)

    def with_vnr(self, rows: QuerySet, _name: str, code: str) -> QuerySet:
        return self.among(rows, "", "vnr_code", code)

    def of_conductor(self, rows: QuerySet, _name: str, conductor_id: str) -> QuerySet:
        return self.among(rows, "", "conductor_id", conductor_id)

    def among(self, rows: QuerySet, many: str, one: str, value: str) -> QuerySet:
        """By the column that holds several, else by the one that holds one."""
        names = {field.name for field in rows.model._meta.get_fields()}
        if many in names:
            return rows.filter(**{f"{many}__contains": [value]})
        return rows.filter(**{one: value}) if one in names else rows.none()


def text_condition(layer: MapLayer, model: type[Model], text: str) -> Q:
    if layer.id in BY_BEGINNING:
        beginnings = {text, text.upper()}
        columns = [name for name in ("id", "plate") if column_of(layer, name)]
        return union(Q(**{f"{column}__startswith": each}) for column in columns for each in beginnings)
    columns = [name for name in SEARCHED if column_of(layer, name)]
    words = re.split(r"\s+", text.strip())
    conditions = (union(Q(**{f"{column}__unaccent__icontains": word}) for column in columns) for word in words)
    found = Q()
    for condition in conditions:
        found &= condition
    return found


def union(conditions) -> Q:
    found = Q()
    for condition in conditions:
        found |= condition
    return found

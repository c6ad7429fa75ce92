"""Features of lists, by django-rest-framework-gis: one serializer class a layer, generated from the catalogue."""

import json
from functools import cache
from typing import Any

from drf_spectacular.contrib.rest_framework_gis import GeoFeatureModelSerializerExtension
from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from rest_framework import serializers
from rest_framework_gis.serializers import GeoFeatureModelSerializer

from layers.api.schemas import LINKS, PUBLICATION, nullable, property_schema
from layers.catalogue import Field, MapLayer
from layers.columns import GEOMETRY, column_of


class StoredValue(serializers.Field):
    """A column as the database holds it: text, number, list, date or null; `described` is its OpenAPI schema."""

    def __init__(self, described: dict, **kwargs: Any) -> None:
        super().__init__(read_only=True, **kwargs)
        self.described = described

    def to_representation(self, value: Any) -> Any:
        return value


class WrittenGeometry(StoredValue):
    """Geometry that PostGIS has written as GeoJSON already."""

    def to_representation(self, value: str | None) -> dict | None:
        return json.loads(value) if value else None


class StoredValueSchema(OpenApiSerializerFieldExtension):
    target_class = StoredValue
    match_subclasses = True

    def map_serializer_field(self, auto_schema, direction) -> dict:
        return dict(self.target.described)


class FeatureSerializer(GeoFeatureModelSerializer):
    """A Feature with `id` beside and among its properties. The context holds the publication's stamp."""

    def to_representation(self, instance) -> dict:
        feature = super().to_representation(instance)
        properties = {**feature["properties"], **self.context["stamp"]}
        return {"type": "Feature", "id": properties["id"], "geometry": feature["geometry"], "properties": properties}


@cache
def feature_serializer(layer: MapLayer, *, single: bool = False) -> type[FeatureSerializer]:
    """The class for a layer's features; `single` describes an item with all it carries, which layers.items writes."""
    fields = (*layer.fields, *layer.item_fields) if single else layer.fields
    name = f"{layer.id.capitalize()}{'Item' if single else 'Feature'}"
    geometry = WrittenGeometry({"type": "object"}, source="drawn")
    meta = type(
        "Meta",
        (),
        {
            "model": layer.model,
            "geo_field": GEOMETRY,
            "id_field": False,
            "fields": [*(field.name for field in fields), GEOMETRY],
            "layer": layer,
            "single": single,
        },
    )
    members = {field.name: property_field(layer, field) for field in fields}
    return type(
        name,
        (FeatureSerializer,),
        {
            **members,
            GEOMETRY: geometry,
            "Meta": meta,
            "__doc__": layer.description,
        },
    )


def property_field(layer: MapLayer, field: Field) -> StoredValue:
    column = column_of(layer, field.name)
    source = {"source": column.attname} if column is not None and column.attname != field.name else {}
    default = {} if column is not None else {"default": None}
    return StoredValue(nullable(property_schema(layer, field), field.name), **source, **default)


class FeatureSchema(GeoFeatureModelSerializerExtension):
    """What OpenAPI says of a feature: the serializer's schema, with the id, the stamp and, in an item, its links."""

    target_class: Any = FeatureSerializer
    match_subclasses = True
    priority = 1

    def map_geo_feature_model_serializer(self, serializer, base_schema) -> dict:
        schema = super().map_geo_feature_model_serializer(serializer, base_schema)
        properties = schema["properties"]
        properties["geometry"] |= {"nullable": True, "type": "object"}
        properties["properties"]["properties"] |= PUBLICATION
        more = {"links": LINKS} if serializer.Meta.single else {}
        schema["properties"] = {"type": properties["type"], "id": {"type": "string"}, **properties, **more}
        schema["required"] = ["type", "id", "geometry", "properties"]
        return schema

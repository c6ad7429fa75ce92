"""JSON schemas written from the catalogue: of a property, of a layer's properties, of documents."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from layers.catalogue import Field, MapLayer
from layers.columns import column_of

NUMBER = {"type": "number"}
STRING = {"type": "string"}
INTEGER = {"type": "integer"}
LINKS = {
    "type": "array",
    "items": {"type": "object", "required": ["href", "rel"], "properties": {"href": STRING, "rel": STRING}},
}
PUBLICATION = {
    "publication": {**INTEGER, "title": "Publicación", "description": "Número de la publicación de la que viene"},
    "data_as_of": {**STRING, "format": "date", "title": "Datos al", "description": "Fecha de corte de la publicación"},
    "stale": {
        "type": "boolean",
        "title": "Datos antiguos",
        "description": "Si los datos tienen más días que los que la cooperativa promete; nunca en una red de demostración",
    },
}
DEMANDS = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "month": {**STRING, "pattern": r"^\d{4}-\d{2}$"},
            "minimum": {**NUMBER, "nullable": True},
            "maximum": {**NUMBER, "nullable": True},
            "unit": {**STRING, "nullable": True, "enum": ["kW", "kWh", None]},
            "source": {**STRING, "nullable": True, "enum": ["measured", "estimated", "withheld", None]},
        },
    },
}
VNR_COMPONENT = {
    "type": "object",
    "properties": {
        "key": STRING,
        "label": STRING,
        "fraction": {**NUMBER, "nullable": True},
        "amount_clp": {**INTEGER, "nullable": True},
    },
}
VNR = {
    "type": "object",
    "nullable": True,
    "properties": {
        "code": STRING,
        "description": {**STRING, "nullable": True},
        "unit_price_clp": {**NUMBER, "nullable": True},
        "components": {"type": "array", "items": VNR_COMPONENT},
        "total_clp": {**INTEGER, "nullable": True},
    },
}
#: Features of several layers: identify, path.
FOUND_FEATURES = {
    "type": "object",
    "required": ["type", "features"],
    "properties": {
        "type": {**STRING, "enum": ["FeatureCollection"]},
        "features": {"type": "array", "items": {"type": "object"}},
        **PUBLICATION,
    },
}
#: Item properties that no column holds.
DERIVED: dict[str, dict[str, Any]] = {
    "demands": DEMANDS,
    "vnr": VNR,
    "transformer_ids": {"type": "array", "items": STRING},
}
COLUMN_TYPES: tuple[tuple[type[models.Field], dict[str, Any]], ...] = (
    (ArrayField, {"type": "array", "items": STRING}),
    (models.FloatField, NUMBER),
    (models.IntegerField, INTEGER),
    (models.DateField, {"type": "string", "format": "date"}),
)


def value_schema(layer: MapLayer, field: Field) -> dict[str, Any]:
    """The bare type of a property: an OpenAPI 3.0 schema."""
    column = column_of(layer, field.name)
    if column is None and field.name in DERIVED:
        return DERIVED[field.name]
    for kind, schema in COLUMN_TYPES:
        if isinstance(column, kind):
            return schema
    return STRING


def property_schema(layer: MapLayer, field: Field) -> dict:
    """A property with its Spanish label, unit and description."""
    schema = {**value_schema(layer, field), "title": field.label}
    if field.unit:
        schema["x-unit"] = field.unit
    if described := ". ".join(filter(None, (field.description, field.unit and f"En {field.unit}"))):
        schema["description"] = described
    if field.choices:
        schema["enum"] = [str(value) for value in field.choices.values]
        schema["x-enum-labels"] = {str(value): str(label) for value, label in field.choices.choices}
    return schema


def nullable(schema: dict, name: str) -> dict:
    """OpenAPI 3.0 says of a null what JSON Schema says in the type."""
    if name == "id":
        return schema
    choices = {"enum": [*schema["enum"], None]} if "enum" in schema else {}
    return {**schema, **choices, "nullable": True}


def json_schema(layer: MapLayer, address: str, *, for_queries: bool) -> dict:
    """The document at /schema (all properties) or /queryables (those that filter)."""
    fields = layer.fields if for_queries else (*layer.fields, *layer.item_fields)
    properties = {field.name: property_schema(layer, field) for field in fields}
    geometry = {
        "format": f"geometry-{layer.geometry_type.lower()}",
        "x-ogc-role": "primary-geometry",
        "title": "Geometría",
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": address,
        "type": "object",
        "title": layer.plural,
        "description": layer.description,
        "properties": {"geometry": geometry, **properties, **({} if for_queries else PUBLICATION)},
        "additionalProperties": False,
    }

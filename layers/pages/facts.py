"""The catalogue's fields of one asset as terms and values."""

from dataclasses import dataclass
from typing import Any

from layers import formats
from layers.catalogue import Field
from layers.enums import Layer
from layers.labels import asset_page, vnr_page
from layers.pages.asset import Asset
from layers.pages.heads import Heads
from layers.territory import comunas_by_code

DECIMALS = {"m": 1}
#: Of no meaning where there is nothing to say: most things have no other id and no generation.
ONLY_IF_KNOWN = {"source_id", "generation_kw", "generator_count"}
#: Fields that a page shows in a part of its own.
ELSEWHERE = {"demands", "vnr", "transformer_ids"}


@dataclass(frozen=True)
class Value:
    text: str
    url: str = ""


@dataclass(frozen=True)
class Fact:
    """No values: unknown."""

    name: str
    label: str
    description: str
    values: list[Value]


def facts_of(asset: Asset, heads: Heads) -> list[Fact]:
    fields = (*asset.layer.fields, *asset.layer.item_fields)
    facts = [found for field in fields if (found := fact(asset, field, heads)) is not None]
    served = served_comunas(asset, heads)
    place = next((number for number, each in enumerate(facts, 1) if each.name == "comuna_code"), 0)
    return [*facts[:place], *served, *facts[place:]]


def served_comunas(asset: Asset, heads: Heads) -> list[Fact]:
    """Of a feeder or substation, beside the comuna where its building stands."""
    head = heads.head(asset.layer.id, asset.id)
    codes = head.comuna_codes if head else []
    return [Fact("comuna_codes", "Comunas que sirve", "", [comuna_value(code) for code in codes])] if codes else []


def fact(asset: Asset, field: Field, heads: Heads) -> Fact | None:
    value = asset.properties.get(field.name)
    if field.name in ELSEWHERE or (not value and field.name in ONLY_IF_KNOWN):
        return None
    listed = value if isinstance(value, list) else [] if value in (None, "") else [value]
    return Fact(field.name, field.label, field.description, [shown(field, each, heads) for each in listed])


def shown(field: Field, value: Any, heads: Heads) -> Value:
    if field.layer == Layer.COMUNAS:
        return comuna_value(str(value))
    if field.layer:
        return Value(heads.name_of(field.layer, str(value)), asset_page(field.layer, str(value)))
    if field.name == "vnr_code":
        return Value(str(value), vnr_page(str(value)))
    return Value(value_text(field, value))


def comuna_value(code: str) -> Value:
    place = comunas_by_code().get(code)
    return Value(place.name, comuna_page(code)) if place else Value(code)


def comuna_page(code: str) -> str:
    place = comunas_by_code()[code]
    return f"/consulta/?region={place.region_code}&comuna={code}"


def value_text(field: Field, value: Any) -> str:
    if value is None or value == "":
        return formats.UNKNOWN
    if field.choices:
        return choice_text(str(dict(field.choices.choices).get(value, value)), str(value))
    if isinstance(value, int | float):
        return formats.quantity(value, field.unit, DECIMALS.get(field.unit, 4))
    return formats.day(value) if field.name.endswith("_on") else f"{value} {field.unit}".strip()


def choice_text(label: str, value: str) -> str:
    """Codes stand as the cooperative writes them (MONOFASICO, AT); our own words are shown as words."""
    return label if label.startswith(value) or value == value.lower() else value

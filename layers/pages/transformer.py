"""What a transformer's page says of its feeder and of its substation."""

from dataclasses import dataclass

from layers.catalogue import Field
from layers.enums import Layer
from layers.labels import asset_page
from layers.pages.asset import Asset
from layers.pages.facts import Fact, Value, comuna_value, value_text
from layers.pages.heads import Heads

POWER = Field("declared_power_kva", "Capacidad", "kVA")


@dataclass(frozen=True)
class Related:
    title: str
    facts: list[Fact]


def feeder_facts(asset: Asset, heads: Heads) -> Related | None:
    feeder = heads.feeders.get(asset.properties.get("feeder_id") or "")
    if feeder is None:
        return None
    power = [] if feeder.declared_power_kva is None else [Value(value_text(POWER, feeder.declared_power_kva))]
    comunas = [comuna_value(code) for code in feeder.comuna_codes]
    name = Value(feeder.name or feeder.id, asset_page(Layer.FEEDERS, feeder.id))
    return Related("Alimentador", [fact("Nombre", [name]), fact("Capacidad", power), fact("Comuna", comunas)])


def substation_facts(asset: Asset, heads: Heads) -> Related | None:
    substation = heads.substations.get(asset.properties.get("substation_id") or "")
    if substation is None:
        return None
    name = Value(substation.name or substation.id, asset_page(Layer.SUBSTATIONS, substation.id))
    return Related("Subestación", [fact("Nombre", [name])])


def fact(label: str, values: list[Value]) -> Fact:
    return Fact("", label, "", values)

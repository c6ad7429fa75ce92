"""The data dictionary, from the catalogue: what each field is, where it comes from, and what is not published and why."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Model

from layers.catalogue import Field, MapLayer, layers
from layers.columns import column_of
from layers.exports.tables import COMPANIONS, Table, publication_table
from layers.models import Comuna, Feeder, Node, Span, Substation

EVERYWHERE, ONLY_API, ONLY_FILES = "ficha, API y descargas", "ficha y API", "descargas"
COOPERATIVE, SUBDERE, COMPUTED = "Cooperativa", "Subdere", "Portal: calculado sobre la red publicada"
INTERNAL = "orden interno del recorrido de la red; cambia en cada publicación"
#: Columns of public tables that no answer carries, and why. A test fails on a column that is neither here nor public.
NOT_PUBLISHED: dict[type[Model], dict[str, str]] = {
    Substation: {"comuna_codes": "derivado; sirve a la búsqueda por comuna"},
    Feeder: {"comuna_codes": "derivado; sirve a la búsqueda por comuna"},
    Span: {"transformer_id": "derivado; se publica en la traza de la API"},
    Node: {
        "voltage_class": "derivado de la traza",
        "feeder_id": "derivado; lo llevan los vanos que llegan al nodo",
        "transformer_id": "derivado de la traza",
        "upstream_node": "derivado; se publica en la traza de la API",
        "upstream_layer": "derivado; se publica en la traza de la API",
        "upstream_id": "derivado; se publica en la traza de la API",
        "depth": INTERNAL,
        "distance_m": "derivado; se publica en la traza de la API",
        "tree_in": INTERNAL,
        "tree_out": INTERNAL,
    },
}
#: What the cooperative holds and no table here does.
CLOSED = (
    ("Clientes, servicios, medidores y consumos", "son datos personales (Ley 19.628): cada cliente ve solo los suyos"),
    (
        "Demanda de transformadores con muy pocos servicios, si la cooperativa lo dispone",
        "diría cuánto consume un hogar; la ficha la muestra como «reservado», la API como null y las descargas la omiten",
    ),
    ("Empalmes, del poste a la casa", "muestran dónde vive cada cliente"),
    ("Generadores en baja tensión, uno por uno", "están en casas; se publica su suma por transformador"),
    ("Qué cliente alimenta cada transformador", "con la demanda diría cuánto consume cada cual"),
    ("Maniobras y mediciones en tiempo real", "son de la operación segura de la red"),
)


@dataclass(frozen=True)
class Entry:
    """A field as the dictionary shows it."""

    name: str
    label: str
    unit: str
    meaning: str
    source: str
    found_in: str


@dataclass(frozen=True)
class Sheet:
    """A layer or table with its fields. `openness` is the layer's triage: open, shared or closed, and why."""

    id: str
    title: str
    description: str
    openness: str
    entries: tuple[Entry, ...]
    withheld: tuple[tuple[str, str], ...] = ()


def sheets() -> list[Sheet]:
    return [*map(layer_sheet, layers()), *map(table_sheet, (*COMPANIONS, publication_table()))]


def layer_sheet(layer: MapLayer) -> Sheet:
    entries = tuple(layer_entries(layer))
    return Sheet(layer.id, layer.plural, layer.description, layer.openness, entries, withheld(layer.model))


def layer_entries(layer: MapLayer) -> Iterator[Entry]:
    source = COMPUTED if layer.is_computed else SUBDERE if layer.model is Comuna else COOPERATIVE
    for field in layer.fields:
        if column_of(layer, field.name) is not None:
            yield entry(field, source, EVERYWHERE)
    for field in layer.item_fields:
        yield entry(field, source, ONLY_API)
    for field in layer.download_fields:
        yield entry(field, source, ONLY_FILES)


def table_sheet(table: Table) -> Sheet:
    entries = tuple(entry(column.field, COOPERATIVE, ONLY_FILES) for column in table.columns)
    openness = "Abierta: acompaña a las capas en las descargas de la red."
    return Sheet(table.id, table.plural, table.description, openness, entries, withheld(table.model))


def withheld(model: type[Model]) -> tuple[tuple[str, str], ...]:
    return tuple(NOT_PUBLISHED.get(model, {}).items())


def entry(field: Field, source: str, found_in: str) -> Entry:
    return Entry(field.name, field.label, field.unit, meaning(field), origin(field, source), found_in)


def meaning(field: Field) -> str:
    choices = ", ".join(str(label) for label in field.choices.labels) if field.choices else ""
    values = f"Valores: {', '.join(map(str, field.choices.values))} ({choices})" if field.choices else ""
    return ". ".join(part for part in (field.description, values) if part)


def origin(field: Field, source: str) -> str:
    return f"Portal: {field.derived}" if field.derived else source

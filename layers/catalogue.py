"""Each public layer described once: map, legend, API, data dictionary, panel and exports read this."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Model, QuerySet, TextChoices

from layers.models import Comuna, Publication


@dataclass(frozen=True)
class Field:
    """A public property: its name in the API, what people read, and its unit. `layer`: the layer whose ids it holds.

    `derived`: how the portal makes it, where it is not (or need not be) in what the cooperative delivers.
    """

    name: str
    label: str
    unit: str = ""
    description: str = ""
    choices: type[TextChoices] | None = None
    layer: str = ""
    derived: str = ""


@dataclass(frozen=True)
class MapLayer:
    """A public layer. `fields` stand in every answer, `item_fields` only in a single item's, `download_fields` only in files.

    `public_filter` keeps back rows that may be a household's; `openness` says what is open, what is not, and why.
    `min_zoom`: from where single things are drawn. `is_computed`: made by the portal from a publication, and made again when a
    parameter changes; no part of what the cooperative delivers.
    """

    id: str
    singular: str
    plural: str
    description: str
    model: type[Model]
    geometry_type: str
    fields: tuple[Field, ...]
    item_fields: tuple[Field, ...] = ()
    download_fields: tuple[Field, ...] = ()
    min_zoom: int = 0
    public_filter: tuple[tuple[str, str], ...] = ()
    openness: str = ""
    on_at_start: bool = True
    is_computed: bool = False

    def __hash__(self) -> int:
        """By its id alone: what is made once for each layer is found again at once."""
        return hash(self.id)

    @property
    def is_published(self) -> bool:
        """Whether its rows belong to a publication (comunas do not)."""
        return self.model is not Comuna

    @property
    def id_column(self) -> str:
        return "id" if self.is_published else "code"

    def queryset(self, publication: Publication) -> QuerySet:
        rows = self.model._default_manager.filter(**dict(self.public_filter))
        return rows.filter(publication=publication) if self.is_published else rows

    def field(self, name: str) -> Field | None:
        return next((field for field in (*self.fields, *self.item_fields) if field.name == name), None)


_layers: dict[str, MapLayer] = {}


def register(layer: MapLayer) -> None:
    """Called from an app's AppConfig.ready; the order of registration is the order on screens."""
    _layers[layer.id] = layer


def layers() -> Iterator[MapLayer]:
    return iter(_layers.values())


def network_layers() -> Iterator[MapLayer]:
    """Those that a delivery of the network fills."""
    return (layer for layer in layers() if layer.is_published and not layer.is_computed)


def delivered_layers() -> Iterator[MapLayer]:
    """All but what the portal computes."""
    return (layer for layer in layers() if not layer.is_computed)


def find_layer(layer_id: str) -> MapLayer | None:
    return _layers.get(layer_id)

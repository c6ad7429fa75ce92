"""What a file holds: the public layers, and the tables that a delivery in our own columns has beside them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from psycopg import sql

from layers.catalogue import Field, MapLayer, network_layers
from layers.columns import column_of, column_sql, public_rows_sql
from layers.enums import DemandSource, DemandUnit
from layers.models import ConductorType, MonthlyDemand, Node, Publication, VnrCode, VnrComponent
from layers.network_layers import POLE_ID
from layers.withheld import is_withheld

TEXT, NUMBER, WHOLE, DATE, LIST = "text", "number", "whole", "date", "list"
KINDS: dict[type[models.Field], str] = {
    ArrayField: LIST,
    models.DateField: DATE,
    models.DecimalField: NUMBER,
    models.FloatField: NUMBER,
    models.IntegerField: WHOLE,
}
LISTED = "nullif(array_to_string({}, {}), '')"
OF_PUBLICATION = sql.SQL("t.publication_id = p.number")


@dataclass(frozen=True)
class Column:
    """`kind`: text, number, whole, date or list. `value`: SQL over row `t` of publication `p`."""

    field: Field
    kind: str
    value: sql.Composable

    @property
    def name(self) -> str:
        return self.field.name

    def joined(self, separator: str = ",") -> sql.Composable:
        """A list as one text, null where it is empty."""
        return sql.SQL(LISTED).format(self.value, sql.Literal(separator))


@dataclass(frozen=True, eq=False)
class Table:
    """`rows` joins `t` to publication `p` and keeps back what is not public. `geometry`: "" where it has none.

    `layer` is None for what is not on the map.
    """

    id: str
    plural: str
    description: str
    model: type[models.Model]
    columns: tuple[Column, ...]
    rows: sql.Composable = field(default_factory=lambda: OF_PUBLICATION)
    geometry: str = ""
    layer: MapLayer | None = None

    def column(self, name: str) -> Column | None:
        return next((column for column in self.columns if column.name == name), None)


@cache
def layer_table(layer: MapLayer) -> Table:
    fields = [field for field in (*layer.fields, *layer.download_fields) if column_of(layer, field.name) is not None]
    return Table(
        layer.id,
        layer.plural,
        layer.description,
        layer.model,
        tuple(Column(field, kind_of(column_of(layer, field.name)), column_sql(layer, field.name)) for field in fields),
        public_rows_sql(layer),
        layer.geometry_type,
        layer,
    )


def kind_of(column: models.Field | None) -> str:
    return next((kind for model_field, kind in KINDS.items() if isinstance(column, model_field)), TEXT)


def columns_of(model: type[models.Model], fields: Iterable[Field]) -> tuple[Column, ...]:
    stored = {column.name: column for column in model._meta.concrete_fields}
    return tuple(Column(field, kind_of(stored[field.name]), sql.Identifier("t", field.name)) for field in fields)


NODES = Table(
    "nodos",
    "Nodos",
    "Puntos eléctricos donde se unen vanos, equipos y transformadores; un poste puede llevar varios",
    Node,
    columns_of(Node, (Field("id", "Identificador"), POLE_ID)),
    sql.SQL("t.publication_id = p.number AND t.geom IS NOT NULL"),
    "Point",
)
CONDUCTORS = Table(
    "conductores",
    "Conductores",
    "Tipos de conductor de la red, con sus datos eléctricos",
    ConductorType,
    columns_of(
        ConductorType,
        (
            Field("id", "Código conductor"),
            Field("name", "Nombre"),
            Field("material", "Material"),
            Field("section_mm2", "Sección", "mm²"),
            Field("r_ohm_per_km", "Resistencia", "Ω/km"),
            Field("x_ohm_per_km", "Reactancia", "Ω/km"),
            Field("ampacity_a", "Capacidad", "A", "Corriente admisible"),
            Field("source", "Fuente"),
        ),
    ),
)
VNR_CODES = Table(
    "vnr",
    "Códigos VNR",
    "Códigos del valor nuevo de reemplazo (VNR) y el precio de su material",
    VnrCode,
    columns_of(
        VnrCode,
        (
            Field("code", "Código VNR"),
            Field("description", "Descripción"),
            Field("unit_price_clp", "Precio unitario", "$"),
        ),
    ),
)
SURCHARGES = Table(
    "vnr_recargos",
    "Recargos VNR",
    "Recargos de cada código VNR, como fracción del precio: 0,0133 es 1,33 %",
    VnrComponent,
    columns_of(
        VnrComponent,
        (
            Field("code", "Código VNR"),
            Field("key", "Recargo"),
            Field("fraction", "Fracción"),
        ),
    ),
)
DEMANDS = Table(
    "demandas",
    "Demandas",
    "Demandas mensuales de alimentadores y transformadores, cada una en su unidad; sin las reservadas",
    MonthlyDemand,
    (
        *columns_of(
            MonthlyDemand,
            (
                Field("layer", "Capa", description="alimentadores o transformadores"),
                Field("asset_id", "Identificador", description="Del alimentador o transformador"),
            ),
        ),
        Column(Field("month", "Mes", description="Año y mes"), TEXT, sql.SQL("to_char(t.month, 'YYYY-MM')")),
        *columns_of(
            MonthlyDemand,
            (
                Field("minimum", "Mínima", description="En la unidad de su fila"),
                Field("maximum", "Máxima", description="En la unidad de su fila"),
                Field("daytime_minimum", "Mínima diurna", description="En la unidad de su fila"),
                Field("unit", "Unidad", choices=DemandUnit),
                Field("source", "Origen", choices=DemandSource),
                Field("energy_kwh", "Energía del mes", "kWh"),
            ),
        ),
    ),
    sql.SQL("t.publication_id = p.number AND NOT {}").format(is_withheld("t")),
)
COMPANIONS = (NODES, CONDUCTORS, VNR_CODES, SURCHARGES, DEMANDS)


def publication_table() -> Table:
    """One row that says where the rest comes from."""
    constants = (
        (Field("publisher", "Publica"), settings.COOPERATIVE_NAME),
        (Field("licence", "Licencia"), f"{settings.DATA_LICENCE} ({settings.DATA_LICENCE_URL})"),
    )
    return Table(
        "publicacion",
        "Publicación",
        "De qué publicación son estos datos, a qué fecha y con qué licencia",
        Publication,
        (
            Column(Field("publication", "Publicación"), WHOLE, sql.SQL("p.number")),
            Column(Field("data_as_of", "Información al"), DATE, sql.SQL("p.cutoff_on")),
            *(Column(field, TEXT, sql.Literal(value)) for field, value in constants),
        ),
        sql.SQL("t.number = p.number"),
    )


def layer_tables() -> tuple[Table, ...]:
    """The layers of the network, in the catalogue's order."""
    return tuple(layer_table(layer) for layer in network_layers())


def network_tables() -> tuple[Table, ...]:
    """All that a whole network consists of."""
    return (publication_table(), *layer_tables(), *COMPANIONS)

"""What a delivery may say: our layers and their columns. Mappings name these; staging tables are made from them."""

from dataclasses import dataclass

from django.db.models import TextChoices

from layers.enums import (
    DemandSource,
    DemandUnit,
    EquipmentType,
    GenerationTechnology,
    GeneratorState,
    Layer,
    SwitchState,
    TransformerType,
    VoltageClass,
)
from layers.models import (
    ConductorType,
    Equipment,
    Feeder,
    Generator,
    MonthlyDemand,
    Node,
    Pole,
    PublishedRow,
    Span,
    Substation,
    Transformer,
    VnrCode,
    VnrComponent,
)


@dataclass(frozen=True)
class Column:
    """A column of a record. `kind`: text, number, positive, date, month or geometry. A required one refuses its row when empty.

    `limit`: what a number stays below, where its database column holds no more.
    """

    name: str
    kind: str = "text"
    required: bool = False
    length: int = 64
    choices: type[TextChoices] | None = None
    limit: float | None = None


@dataclass(frozen=True)
class Record:
    """A layer of the delivery. `geometry`: Point, LineString or "" for a table; `key`: what must not repeat."""

    name: str
    model: type[PublishedRow]
    columns: tuple[Column, ...]
    geometry: str = ""
    geometry_required: bool = True
    key: tuple[str, ...] = ("id",)

    @property
    def table(self) -> str:
        return f"staged_{self.name}"

    def column(self, name: str) -> Column | None:
        return next((column for column in self.columns if column.name == name), None)


def texts(*names: str, length: int = 64) -> tuple[Column, ...]:
    return tuple(Column(name, length=length) for name in names)


def numbers(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, "number") for name in names)


ID = Column("id", required=True)
IDENTITY = (
    ID,
    Column("source_id"),
    Column("name", length=200),
    Column("comuna_code", length=5),
    Column("vnr_code", length=20),
)
VOLTAGE = Column("voltage_class", choices=VoltageClass)
PHASES = Column("phase_code", length=8)

RECORDS: dict[str, Record] = {
    record.name: record
    for record in (
        Record(
            Layer.SUBSTATIONS,
            Substation,
            (*IDENTITY, *numbers("rated_power_kva", "primary_kv", "secondary_kv")),
            "Point",
        ),
        Record(
            Layer.FEEDERS,
            Feeder,
            (
                *IDENTITY,
                Column("substation_id"),
                Column("kind", length=60),
                Column("distributor", length=120),
                Column("source_node"),
                *numbers("declared_power_kva", "nominal_kv", "source_voltage_pu"),
            ),
        ),
        Record("nodos", Node, (ID, Column("pole_id")), "Point"),
        Record(
            Layer.POLES,
            Pole,
            (*IDENTITY, Column("plate"), Column("height_m", "positive"), Column("material", length=60)),
            "Point",
        ),
        Record(
            "conductores",
            ConductorType,
            (
                ID,
                Column("name", length=200),
                Column("material", length=60),
                *numbers("section_mm2", "r_ohm_per_km", "x_ohm_per_km"),
                Column("ampacity_a", "positive"),
                Column("source", length=200),
            ),
        ),
        Record(
            Layer.SPANS,
            Span,
            (
                *IDENTITY,
                VOLTAGE,
                Column("from_node", required=True),
                Column("to_node", required=True),
                *texts("from_pole", "to_pole"),
                Column("length_m", "positive"),
                Column("conductor_id"),
                Column("conductor_type", length=200),
                Column("ampacity_a", "positive"),
                PHASES,
                Column("feeder_id"),
            ),
            "LineString",
        ),
        Record(
            Layer.TRANSFORMERS,
            Transformer,
            (
                *IDENTITY,
                Column("rated_power_kva", "positive"),
                Column("connection", length=60),
                VOLTAGE,
                *numbers("primary_v", "secondary_v"),
                *texts("plate", "pole_plate", "pole_id"),
                Column("transformer_type", choices=TransformerType),
                PHASES,
                Column("from_node", required=True),
                *texts("to_node", "feeder_id"),
                *numbers("resistance_pct", "reactance_pct", "no_load_loss_w", "total_loss_w"),
                Column("generation_kw", "number"),
                Column("generator_count", "number", limit=1e6),
            ),
            "Point",
        ),
        Record(
            Layer.EQUIPMENT,
            Equipment,
            (
                *IDENTITY,
                Column("equipment_type", required=True, choices=EquipmentType),
                Column("state", choices=SwitchState),
                Column("from_node", required=True),
                *texts("to_node", "pole_id"),
                VOLTAGE,
                PHASES,
                Column("rated_current_a", "positive"),
                *numbers("rated_power_kvar", "setpoint_pu"),
                Column("feeder_id"),
            ),
            "Point",
        ),
        Record(
            Layer.GENERATORS,
            Generator,
            (
                *IDENTITY,
                Column("technology", choices=GenerationTechnology),
                Column("installed_kw", "number"),
                Column("state", choices=GeneratorState),
                Column("connected_on", "date"),
                VOLTAGE,
                *texts("node", "transformer_id"),
                PHASES,
                Column("feeder_id"),
            ),
            "Point",
            geometry_required=False,
        ),
        Record(
            "vnr",
            VnrCode,
            (
                Column("code", required=True, length=20),
                Column("description", length=200),
                Column("unit_price_clp", "number", limit=1e12),
            ),
            key=("code",),
        ),
        Record(
            "vnr_recargos",
            VnrComponent,
            (
                Column("code", required=True, length=20),
                Column("key", required=True, length=40),
                Column("fraction", "number", limit=1e3),
            ),
            key=("code", "key"),
        ),
        Record(
            "demandas",
            MonthlyDemand,
            (
                Column("layer", required=True, length=20),
                Column("asset_id", required=True),
                Column("month", "month", required=True),
                *numbers("minimum", "maximum", "daytime_minimum"),
                Column("unit", choices=DemandUnit),
                Column("source", choices=DemandSource),
                Column("energy_kwh", "number"),
            ),
            key=("layer", "asset_id", "month"),
        ),
    )
}

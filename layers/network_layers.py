"""The network's own entries in the catalogue."""

from layers.catalogue import Field, MapLayer, register
from layers.enums import (
    EquipmentType,
    GenerationTechnology,
    GeneratorState,
    Layer,
    SwitchState,
    TransformerType,
    VoltageClass,
)
from layers.models import Comuna, Equipment, Feeder, Generator, Pole, Span, Substation, Transformer

ID = Field("id", "Identificador", description="Identificador propio de la cooperativa, único en su capa")
SOURCE_ID = Field("source_id", "Identificador de origen", description="Tal como venía en el archivo, si difiere")
NAME = Field("name", "Nombre")
COMUNA = Field("comuna_code", "Comuna", description="Código único territorial (CUT)", layer=Layer.COMUNAS)
VNR_CODE = Field("vnr_code", "Código VNR", description="Código del valor nuevo de reemplazo")
FEEDER = Field("feeder_id", "Alimentador", layer=Layer.FEEDERS)
PHASES = Field(
    "phase_code", "Fases", description="Fases R, S y T tal como las escribe la cooperativa; ++R es una fase, R"
)
FROM_NODE = Field("from_node", "Nodo origen")
TO_NODE = Field("to_node", "Nodo destino")
VOLTAGE = Field("voltage_class", "Tensión", description="AT: media tensión; BT: baja tensión", choices=VoltageClass)
IDENTITY = (ID, SOURCE_ID, NAME, COMUNA)
DEMANDS = Field(
    "demands", "12 últimas demandas", description="Mínimas y máximas de los doce meses hasta la fecha de corte"
)
VNR = Field("vnr", "Desglose VNR", description="Recargos del código VNR, como fracción")

SUBSTATIONS = MapLayer(
    id=Layer.SUBSTATIONS,
    singular="Subestación",
    plural="Subestaciones",
    description="Subestaciones primarias que alimentan la red",
    model=Substation,
    geometry_type="Point",
    fields=(
        *IDENTITY,
        VNR_CODE,
        Field("feeder_ids", "Alimentadores", layer=Layer.FEEDERS),
        Field("rated_power_kva", "Potencia", "kVA"),
        Field("primary_kv", "Tensión primaria", "kV"),
        Field("secondary_kv", "Tensión secundaria", "kV"),
    ),
    item_fields=(VNR,),
)
FEEDERS = MapLayer(
    id=Layer.FEEDERS,
    singular="Alimentador",
    plural="Alimentadores",
    description="Alimentadores, con el trazado de sus vanos de media tensión",
    model=Feeder,
    geometry_type="MultiLineString",
    fields=(
        *IDENTITY,
        VNR_CODE,
        Field("substation_id", "Subestación", layer=Layer.SUBSTATIONS),
        Field("kind", "Tipo"),
        Field("distributor", "Distribuidora"),
        Field("source_node", "Nodo de distribución"),
        Field("declared_power_kva", "Potencia", "kVA", "La que declara la cooperativa"),
        Field("installed_power_kva", "Potencia instalada", "kVA", "Suma de las capacidades de sus transformadores"),
        Field("nominal_kv", "Tensión nominal", "kV"),
    ),
    item_fields=(Field("transformer_ids", "Transformadores", layer=Layer.TRANSFORMERS), DEMANDS, VNR),
)
SPANS = MapLayer(
    id=Layer.SPANS,
    singular="Vano",
    plural="Vanos",
    description="Tramos de línea entre dos nodos",
    model=Span,
    geometry_type="LineString",
    fields=(
        *IDENTITY,
        VNR_CODE,
        VOLTAGE,
        FROM_NODE,
        TO_NODE,
        Field("length_m", "Extensión", "m"),
        Field("conductor_type", "Tipo conductor"),
        Field("ampacity_a", "Capacidad conductor", "A", "Corriente admisible; desconocida si el origen trae 0"),
        PHASES,
        Field("phase_count", "Cantidad fases"),
        FEEDER,
    ),
    item_fields=(VNR,),
    min_zoom=13,
)
TRANSFORMERS = MapLayer(
    id=Layer.TRANSFORMERS,
    singular="Transformador",
    plural="Transformadores",
    description="Transformadores de distribución, de media a baja tensión",
    model=Transformer,
    geometry_type="Point",
    fields=(
        *IDENTITY,
        VNR_CODE,
        Field("rated_power_kva", "Capacidad", "kVA"),
        Field("connection", "Conexión"),
        VOLTAGE,
        Field("primary_v", "Tensión primaria", "V"),
        Field("secondary_v", "Tensión secundaria", "V"),
        Field("plate", "Placa"),
        Field("pole_plate", "Número (placa poste)"),
        Field("transformer_type", "Tipo", choices=TransformerType),
        Field("phase_code", "Identificador de fase", description="Fases R, S y T; ++R es una fase, R"),
        FEEDER,
        Field("substation_id", "Subestación", layer=Layer.SUBSTATIONS),
        Field(
            "generation_kw",
            "Generación conectada",
            "kW",
            "Suma de los generadores en baja tensión bajo el transformador",
        ),
        Field("generator_count", "Generadores conectados"),
    ),
    item_fields=(DEMANDS, VNR),
    min_zoom=13,
)
EQUIPMENT = MapLayer(
    id=Layer.EQUIPMENT,
    singular="Equipo",
    plural="Equipos",
    description="Equipos de maniobra, protección, regulación, compensación y medida",
    model=Equipment,
    geometry_type="Point",
    fields=(
        *IDENTITY,
        VNR_CODE,
        Field("equipment_type", "Tipo de equipo", choices=EquipmentType),
        Field("state", "Estado", choices=SwitchState),
        FROM_NODE,
        TO_NODE,
        PHASES,
        FEEDER,
    ),
    item_fields=(VNR,),
    min_zoom=13,
)
GENERATORS = MapLayer(
    id=Layer.GENERATORS,
    singular="Generador",
    plural="Generadores",
    description="Generadores conectados en media tensión; los de baja tensión se publican solo como suma por transformador",
    model=Generator,
    geometry_type="Point",
    fields=(
        *IDENTITY,
        Field("technology", "Tecnología", choices=GenerationTechnology),
        Field("installed_kw", "Potencia instalada", "kW"),
        Field("state", "Estado", choices=GeneratorState),
        Field("connected_on", "Fecha de conexión"),
        Field("node", "Nodo"),
        FEEDER,
    ),
    min_zoom=11,
    public_filter=(("voltage_class", VoltageClass.MEDIUM),),
)
POLES = MapLayer(
    id=Layer.POLES,
    singular="Poste",
    plural="Postes",
    description="Apoyos de la red; uno puede llevar varios nodos eléctricos",
    model=Pole,
    geometry_type="Point",
    fields=(
        *IDENTITY,
        VNR_CODE,
        Field("plate", "Placa"),
        Field("height_m", "Altura", "m"),
        Field("material", "Material"),
        Field("nodes", "Nodos"),
        Field("feeder_ids", "Alimentadores", layer=Layer.FEEDERS),
    ),
    item_fields=(VNR,),
    min_zoom=15,
)
COMUNAS = MapLayer(
    id=Layer.COMUNAS,
    singular="Comuna",
    plural="Comunas",
    description="Comunas con su código único territorial (CUT)",
    model=Comuna,
    geometry_type="MultiPolygon",
    fields=(*IDENTITY, Field("province", "Provincia"), Field("region_id", "Región")),
    on_at_start=False,
)


def register_network() -> None:
    for layer in (SUBSTATIONS, FEEDERS, SPANS, TRANSFORMERS, EQUIPMENT, GENERATORS, POLES, COMUNAS):
        register(layer)

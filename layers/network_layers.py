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
COMUNA = Field(
    "comuna_code",
    "Comuna",
    description="Código único territorial (CUT)",
    layer=Layer.COMUNAS,
    derived="por su ubicación, si la entrega no la trae",
)
VNR_CODE = Field("vnr_code", "Código VNR", description="Código del valor nuevo de reemplazo")
TRACED = "siguiendo la red desde la cabecera, si la entrega no lo trae"
FEEDER = Field("feeder_id", "Alimentador", layer=Layer.FEEDERS, derived=TRACED)
PHASES = Field(
    "phase_code", "Fases", description="Fases R, S y T tal como las escribe la cooperativa; ++R es una fase, R"
)
FROM_NODE = Field("from_node", "Nodo origen")
TO_NODE = Field("to_node", "Nodo destino")
POLE_ID = Field("pole_id", "Poste", layer=Layer.POLES, derived="por su nodo, si la entrega no lo trae")
PHASE_COUNT = Field("phase_count", "Cantidad fases", derived="letras R, S y T del código de fases")
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
        Field("feeder_ids", "Alimentadores", layer=Layer.FEEDERS, derived="alimentadores que la nombran"),
        Field("rated_power_kva", "Potencia", "kVA"),
        Field("primary_kv", "Tensión primaria", "kV"),
        Field("secondary_kv", "Tensión secundaria", "kV"),
    ),
    item_fields=(VNR,),
    openness="Abierta: son instalaciones a la vista y la norma obliga a publicarlas. No se reserva ningún campo.",
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
        Field(
            "installed_power_kva",
            "Potencia instalada",
            "kVA",
            "Suma de las capacidades de sus transformadores",
            derived="suma de sus transformadores",
        ),
        Field("nominal_kv", "Tensión nominal", "kV"),
    ),
    item_fields=(Field("transformer_ids", "Transformadores", layer=Layer.TRANSFORMERS), DEMANDS, VNR),
    download_fields=(Field("source_voltage_pu", "Tensión en cabecera", "pu", "Sobre la tensión nominal"),),
    openness="Abierta, con sus demandas: son sumas de cientos de clientes y no permiten conocer el consumo de ninguno.",
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
        Field("length_m", "Extensión", "m", derived="largo del trazado, si la entrega no la trae"),
        Field("conductor_type", "Tipo conductor", derived="nombre de su conductor, si la entrega no lo trae"),
        Field(
            "ampacity_a",
            "Capacidad conductor",
            "A",
            "Corriente admisible; desconocida si el origen trae 0",
            derived="la de su conductor, si la entrega no la trae",
        ),
        PHASES,
        PHASE_COUNT,
        FEEDER,
    ),
    item_fields=(VNR,),
    download_fields=(
        Field("from_pole", "Poste origen", layer=Layer.POLES, derived="por su nodo, si la entrega no lo trae"),
        Field("to_pole", "Poste destino", layer=Layer.POLES, derived="por su nodo, si la entrega no lo trae"),
        Field("conductor_id", "Código conductor", description="Identificador en la tabla de conductores"),
    ),
    min_zoom=13,
    openness="Abierta hasta el poste: no incluye los empalmes, que llegan a la casa de cada cliente y se reservan.",
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
        Field("pole_plate", "Número (placa poste)", derived="la de su poste, si la entrega no la trae"),
        Field("transformer_type", "Tipo", choices=TransformerType),
        Field("phase_code", "Identificador de fase", description="Fases R, S y T; ++R es una fase, R"),
        FEEDER,
        Field("substation_id", "Subestación", layer=Layer.SUBSTATIONS, derived="la de su alimentador"),
        Field(
            "generation_kw",
            "Generación conectada",
            "kW",
            "Suma de los generadores en baja tensión bajo el transformador",
            derived="suma de sus generadores en operación",
        ),
        Field("generator_count", "Generadores conectados", derived="cuenta de sus generadores en operación"),
    ),
    item_fields=(DEMANDS, VNR),
    download_fields=(
        Field("from_node", "Nodo primario"),
        Field("to_node", "Nodo secundario"),
        POLE_ID,
        PHASE_COUNT,
        Field("resistance_pct", "Resistencia", "%", "Sobre su propia base"),
        Field("reactance_pct", "Reactancia", "%", "Sobre su propia base"),
        Field("no_load_loss_w", "Pérdidas en vacío", "W"),
        Field("total_loss_w", "Pérdidas totales", "W"),
    ),
    min_zoom=13,
    openness="Abierta, con sus demandas y la suma de la generación conectada. Se reserva qué clientes alimenta.",
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
    download_fields=(
        POLE_ID,
        VOLTAGE,
        PHASE_COUNT,
        Field("rated_current_a", "Corriente nominal", "A"),
        Field("rated_power_kvar", "Potencia reactiva", "kvar"),
        Field("setpoint_pu", "Consigna de tensión", "pu"),
    ),
    min_zoom=13,
    openness="Abierta, con su estado normal. El estado en operación, minuto a minuto, es de la sala de control y se reserva.",
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
    download_fields=(
        VNR_CODE,
        VOLTAGE,
        PHASES,
        Field("transformer_id", "Transformador", layer=Layer.TRANSFORMERS),
    ),
    min_zoom=11,
    public_filter=(("voltage_class", VoltageClass.MEDIUM),),
    openness="Compartida en parte: los de media tensión son abiertos. Los de baja tensión están en casas y dirían qué tiene "
    "cada una; se publican solo sumados por transformador.",
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
        Field("nodes", "Nodos", derived="nodos que están en el poste"),
        Field("feeder_ids", "Alimentadores", layer=Layer.FEEDERS, derived="los de sus nodos"),
    ),
    item_fields=(VNR,),
    min_zoom=15,
    openness="Abierta: los postes están en la vía pública y llevan su placa a la vista. No se reserva ningún campo.",
)
COMUNAS = MapLayer(
    id=Layer.COMUNAS,
    singular="Comuna",
    plural="Comunas",
    description="Comunas con su código único territorial (CUT)",
    model=Comuna,
    geometry_type="MultiPolygon",
    fields=(*IDENTITY, Field("province", "Provincia"), Field("region_id", "Región")),
    openness="Abierta: división político-administrativa de la Subdere. Las comunas lejanas a la red van sin límites.",
    on_at_start=False,
)


def register_network() -> None:
    for layer in (SUBSTATIONS, FEEDERS, SPANS, TRANSFORMERS, EQUIPMENT, GENERATORS, POLES, COMUNAS):
        register(layer)

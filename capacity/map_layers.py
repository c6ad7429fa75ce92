"""The app's entry in the catalogue, and how it is drawn: the more a span can take, the greener and the broader."""

from psycopg import sql

from capacity.enums import Confidence, CriterionKey
from capacity.models import NodeCapacity
from layers.catalogue import Field, MapLayer
from layers.enums import Layer, VoltageClass
from layers.styles import Symbol

NONE, LITTLE, SOME, MUCH, MOST, UNKNOWN = "#762a83", "#9970ab", "#5aae61", "#1b7837", "#00441b", "#5f6b76"
SYMBOLS = (
    Symbol("capacidad_nula", "Sin capacidad", "line", NONE, (0.8, 1.6)),
    Symbol("capacidad_hasta_10", "Menos de 10 kW", "line", LITTLE, (1.1, 2.2)),
    Symbol("capacidad_hasta_100", "De 10 a 100 kW", "line", SOME, (1.4, 3)),
    Symbol("capacidad_hasta_500", "De 100 a 500 kW", "line", MUCH, (1.8, 4)),
    Symbol("capacidad_mayor", "Más de 500 kW", "line", MOST, (2.2, 5)),
    Symbol("capacidad_sin_dato", "Sin dato", "line", UNKNOWN, (1.1, 2.2), dashed=True),
)
KIND = sql.SQL(
    "CASE WHEN t.capacity_kw IS NULL THEN 'capacidad_sin_dato' WHEN t.capacity_kw = 0 THEN 'capacidad_nula' "
    "WHEN t.capacity_kw < 10 THEN 'capacidad_hasta_10' WHEN t.capacity_kw < 100 THEN 'capacidad_hasta_100' "
    "WHEN t.capacity_kw < 500 THEN 'capacidad_hasta_500' ELSE 'capacidad_mayor' END"
)
TODAY = "a la demanda diurna mínima, con la generación que hoy opera"
CAPACITY = MapLayer(
    id="capacidad",
    singular="Capacidad del nodo",
    plural="Capacidad de conexión",
    description="Cuánta generación fotovoltaica admite cada nodo energizado de la red, y qué la limita",
    model=NodeCapacity,
    geometry_type="Geometry",
    fields=(
        Field("id", "Identificador", description="El del nodo"),
        Field("node", "Nodo"),
        Field("feeder_id", "Alimentador", layer=Layer.FEEDERS),
        Field("transformer_id", "Transformador", layer=Layer.TRANSFORMERS, description="Sobre un nodo de baja tensión"),
        Field("voltage_class", "Tensión", choices=VoltageClass),
        Field("phase_code", "Fases", description="Las que llegan al nodo"),
        Field("phase_count", "Cantidad fases"),
        Field("capacity_kw", "Capacidad hoy", "kW", f"Lo que la red puede llevar {TODAY}, hacia abajo a la décima"),
        Field("capacity_accepted_kw", "Capacidad con los proyectos aceptados", "kW"),
        Field("capacity_pending_kw", "Capacidad con todos los proyectos", "kW", "También los que están en proceso"),
        Field("capacity_p10_kw", "Capacidad, percentil 10", "kW", "Al variar lo que se supuso"),
        Field("capacity_p90_kw", "Capacidad, percentil 90", "kW", "Al variar lo que se supuso"),
        Field("fast_track_kw", "Capacidad sin estudio", "kW", "Lo que pasa los criterios simplificados de la norma"),
        Field("fast_track_criterion", "Criterio sin estudio", choices=CriterionKey),
        Field("installable_kw", "CIP", "kW", "Mayor equipo que se puede instalar bajo el transformador"),
        Field("injectable_kw", "IEP", "kW", "Mayor inyección permanente bajo el transformador"),
        Field("limiting_criterion", "Criterio que limita", choices=CriterionKey),
        Field("limiting_asset", "Elemento que limita"),
        Field("confidence", "Confianza", choices=Confidence, description="Según lo que se tuvo que suponer"),
        Field("assumed", "Supuestos", description="Lo que se tomó en lugar de un dato desconocido"),
        Field("reason", "Motivo", description="Por qué no hay cifra, o es cero"),
    ),
    item_fields=(Field("criteria", "Criterios", description="Todos los criterios, con lo que cada uno deja"),),
    openness="Abierta: son cifras de la red y de sus transformadores, sin datos de ningún cliente.",
    on_at_start=False,
    is_computed=True,
)

"""Which symbol of layers.styles each thing is drawn with, as SQL over its row `t`."""

from psycopg import sql

from layers.enums import SHUNT_EQUIPMENT, Layer

LINE = (
    "CASE t.phase_count WHEN 3 THEN 'at_trifasico' WHEN 2 THEN 'at_bifasico' WHEN 1 THEN 'at_monofasico' "
    "ELSE 'at_sin_dato' END"
)
KINDS: dict[str, sql.Composable] = {
    Layer.SUBSTATIONS: sql.SQL("'subestacion'"),
    Layer.FEEDERS: sql.SQL("'alimentador'"),
    Layer.SPANS: sql.SQL(f"CASE WHEN t.voltage_class = 'BT' THEN 'bt' ELSE {LINE} END"),
    Layer.TRANSFORMERS: sql.SQL(
        "CASE WHEN t.rated_power_kva > 75 THEN 'trafo_mayor' WHEN t.rated_power_kva > 15 THEN 'trafo_hasta_75' "
        "ELSE 'trafo_hasta_15' END"
    ),
    Layer.EQUIPMENT: sql.SQL(
        "t.equipment_type || CASE WHEN t.equipment_type = ANY({}::varchar[]) THEN '' ELSE coalesce('_' || t.state, '') END"
    ).format(sql.Literal([str(kind) for kind in SHUNT_EQUIPMENT])),
    Layer.GENERATORS: sql.SQL("'generador'"),
    Layer.POLES: sql.SQL("'poste'"),
}


def register(layer: str, kind: sql.Composable) -> None:
    """For layers of other apps, from their AppConfig.ready."""
    KINDS[layer] = kind

"""Checks of the delivery as a whole, each a query over the staging tables that yields what it finds.

A query yields (layer, origin, fid, asset_id, field, value, reason). An *error* refuses the publication; a mapping may change
a check's severity under [checks].
"""

from dataclasses import dataclass

from django.db import connection
from psycopg import sql

from data_import.mapping import Mapping
from data_import.records import RECORDS

ERROR, WARNING, IGNORE = "error", "warning", "ignore"
DATUM_SHIFT_M = (40, 700)
#: Length given and length drawn may differ by 5 % or 5 m, whichever is more.
LENGTH_SHARE, LENGTH_M = 0.05, 5


@dataclass(frozen=True)
class Check:
    key: str
    label: str
    severity: str
    query: str = ""


def every_layer(template: str, names: tuple[str, ...] = ()) -> str:
    """The template once per record (or per named one), as a union."""
    records = [RECORDS[name] for name in names] if names else list(RECORDS.values())
    return " UNION ALL ".join(
        template.format(name=record.name, table=record.table, key=", ".join(record.key), id=record.key[0]) for record in records
    )


DUPLICATES = every_layer(
    "SELECT '{name}', origin, fid, {id}::text, '{key}', ({key})::text, 'el identificador se repite' FROM ("
    "SELECT *, row_number() OVER (PARTITION BY {key} ORDER BY origin, fid) copy FROM {table}) d WHERE copy > 1"
).replace("(id)::text", "id")
OUTSIDE = every_layer(
    "SELECT '{name}', origin, fid, id, 'geometry', st_astext(st_pointonsurface(t.geom), 5), 'cae fuera de la región del mapeo' "
    "FROM {table} t WHERE NOT t.geom && (SELECT r.geom FROM import_region r)",
    ("subestaciones", "nodos", "postes", "vanos", "transformadores", "equipos", "generadores"),
)
NOWHERE = " UNION ALL ".join(
    f"SELECT '{layer}', t.origin, t.fid, t.id, '{field}', t.{field}, 'no hay tal nodo en la entrega' FROM staged_{layer} t "
    f"WHERE t.{field} IS NOT NULL AND NOT EXISTS (SELECT FROM known_node n WHERE n.id = t.{field})"
    for layer, field in (("vanos", "from_node"), ("vanos", "to_node"), ("transformadores", "from_node"))
)
UNKNOWN_FEEDER = every_layer(
    "SELECT '{name}', t.origin, t.fid, t.id, 'feeder_id', t.feeder_id, 'no hay tal alimentador' FROM {table} t "
    "WHERE t.feeder_id IS NOT NULL AND NOT EXISTS (SELECT FROM staged_alimentadores f WHERE f.id = t.feeder_id)",
    ("vanos", "transformadores", "equipos", "generadores"),
)
UNKNOWN_REFERENCE = " UNION ALL ".join(
    f"SELECT '{layer}', t.origin, t.fid, t.{key}, '{field}', t.{field}, '{reason}' FROM staged_{layer} t "
    f"WHERE t.{field} IS NOT NULL AND NOT EXISTS (SELECT FROM {other} o WHERE o.{other_key} = t.{field})"
    for layer, key, field, other, other_key, reason in (
        ("alimentadores", "id", "substation_id", "staged_subestaciones", "id", "no hay tal subestación"),
        ("vanos", "id", "conductor_id", "staged_conductores", "id", "no hay tal conductor"),
        ("vanos", "id", "from_pole", "staged_postes", "id", "no hay tal poste"),
        ("vanos", "id", "to_pole", "staged_postes", "id", "no hay tal poste"),
        ("vnr_recargos", "code", "code", "staged_vnr", "code", "no hay tal código VNR"),
        ("vnr_recargos", "code", "key", "layers_vnrstep", "key", "no hay tal recargo"),
        ("generadores", "id", "transformer_id", "staged_transformadores", "id", "no hay tal transformador"),
    )
)
DEMAND_OF_NOBODY = (
    "SELECT 'demandas', d.origin, d.fid, d.asset_id, 'asset_id', d.layer || '/' || d.asset_id, 'no hay tal elemento' "
    "FROM staged_demandas d WHERE NOT EXISTS (SELECT FROM staged_alimentadores a WHERE d.layer = 'alimentadores' AND a.id = d.asset_id) "
    "AND NOT EXISTS (SELECT FROM staged_transformadores t WHERE d.layer = 'transformadores' AND t.id = d.asset_id)"
)
DATUM_SHIFT = (
    "SELECT 'transformadores', NULL::smallint, NULL::bigint, NULL::text, 'geometry', "
    "format('%s m al este, %s m al norte', round(east), round(north)), "
    "'toda la red se corrió en bloque respecto de la publicación vigente: ¿datum PSAD56 o SAD69 leído como WGS84?' FROM ("
    "SELECT count(*) n, percentile_cont(0.5) WITHIN GROUP (ORDER BY dx) east, percentile_cont(0.5) WITHIN GROUP (ORDER BY dy) north, "
    "stddev(dx) + stddev(dy) spread FROM (SELECT (st_x(t.geom) - st_x(o.geom)) * 111320 * cos(radians(st_y(o.geom))) dx, "
    "(st_y(t.geom) - st_y(o.geom)) * 110574 dy FROM staged_transformadores t JOIN layers_transformer o ON o.id = t.id "
    "JOIN layers_publication p ON p.number = o.publication_id AND p.is_current) d) s "
    f"WHERE n >= 10 AND spread < 20 AND sqrt(east * east + north * north) BETWEEN {DATUM_SHIFT_M[0]} AND {DATUM_SHIFT_M[1]}"
)
LENGTH = (
    "SELECT 'vanos', origin, fid, id, 'length_m', round(length_m::numeric, 1)::text, "
    "'difiere del trazado, que mide ' || round(drawn_m::numeric, 1) || ' m' "
    "FROM (SELECT *, st_length(geom::geography) drawn_m FROM staged_vanos WHERE length_m IS NOT NULL) v "
    f"WHERE abs(length_m - drawn_m) > {LENGTH_M} AND abs(length_m - drawn_m) > {LENGTH_SHARE} * drawn_m"
)
PHASES_ABOVE = (
    "SELECT layer, origin, fid, id, 'phase_code', phase_code, 'lleva fases que no trae lo que lo alimenta: ' || upstream_phases "
    "FROM edge_phases WHERE translate(upper(phase_code), upper(upstream_phases) || '+N', '') <> ''"
)
PHASE_TYPE = (
    "SELECT 'transformadores', origin, fid, id, 'phase_code', phase_code, 'no calza con el tipo ' || transformer_type "
    "FROM staged_transformadores WHERE length(translate(upper(phase_code), '+N', '')) <> "
    "CASE transformer_type WHEN 'MONOFASICO' THEN 1 WHEN 'BIFASICO' THEN 2 ELSE 3 END"
)
NO_PHASE = every_layer(
    "SELECT '{name}', origin, fid, id, 'phase_code', phase_code, 'no nombra ninguna fase' FROM {table} WHERE upper(phase_code) !~ '[RST]'",
    ("vanos", "transformadores", "equipos"),
)
MISSING_RATING = (
    "SELECT 'transformadores', origin, fid, id, 'rated_power_kva', NULL, 'capacidad cero o sin informar' "
    "FROM staged_transformadores WHERE rated_power_kva IS NULL "
    "UNION ALL SELECT 'conductores', origin, fid, id, 'ampacity_a', NULL, 'corriente admisible cero o sin informar' "
    "FROM staged_conductores WHERE ampacity_a IS NULL "
    "UNION ALL SELECT 'vanos', v.origin, v.fid, v.id, 'ampacity_a', NULL, 'sin corriente admisible ni conductor que la dé' "
    "FROM staged_vanos v WHERE ampacity_a IS NULL AND conductor_id IS NULL"
)
DANGLING = (
    "SELECT 'equipos', origin, fid, id, field, node, 'el extremo no llega a ningún otro elemento' FROM staged_equipos e, "
    "LATERAL (VALUES ('from_node', from_node), ('to_node', to_node)) ends (field, node) "
    "WHERE node IS NOT NULL AND NOT EXISTS (SELECT FROM span_node s WHERE s.id = node) "
    "AND NOT EXISTS (SELECT FROM staged_alimentadores f WHERE f.source_node = node) AND NOT EXISTS (SELECT FROM staged_equipos o "
    "WHERE node IN (o.from_node, o.to_node) AND (o.origin, o.fid) <> (e.origin, e.fid))"
)
POLE_WITHOUT_SPAN = (
    "SELECT 'postes', origin, fid, id, 'id', id, 'no lleva ningún vano' FROM staged_postes p WHERE NOT EXISTS ("
    "SELECT FROM used_pole u WHERE u.id = p.id)"
)
WITHOUT_LOW_VOLTAGE = (
    "SELECT 'transformadores', origin, fid, id, 'to_node', to_node, 'sin vanos de baja tensión' FROM staged_transformadores t "
    "WHERE to_node IS NULL OR NOT EXISTS (SELECT FROM span_node s WHERE s.id = t.to_node)"
)
MINIMUM = (
    "SELECT 'demandas', origin, fid, layer || '/' || asset_id, 'minimum', minimum::text, 'mayor que la máxima, ' || maximum "
    "FROM staged_demandas WHERE minimum > maximum"
)
LAYER_LOST = (
    "SELECT layer, NULL::smallint, NULL::bigint, NULL, NULL, read || ' filas', 'se perdieron todas las filas de la capa' "
    "FROM import_tally WHERE read > 0 AND taken = 0"
)
NO_NETWORK = (
    "SELECT 'vanos', NULL::smallint, NULL::bigint, NULL, NULL, NULL, 'la entrega no trae ni un vano' "
    "WHERE NOT EXISTS (SELECT FROM staged_vanos)"
)
GENERATOR_NOWHERE = (
    "SELECT 'generadores', g.origin, g.fid, g.id, 'node', g.node, 'no llega a ningún nodo ni transformador' FROM staged_generadores g "
    "WHERE NOT EXISTS (SELECT FROM known_node n WHERE n.id = g.node) "
    "AND NOT EXISTS (SELECT FROM staged_transformadores t WHERE t.id = g.transformer_id)"
)
FEEDER_WITHOUT_SOURCE = (
    "SELECT 'alimentadores', f.origin, f.fid, f.id, 'source_node', f.source_node, 'su nodo de distribución no está en la red' "
    "FROM staged_alimentadores f WHERE f.source_node IS NULL OR NOT EXISTS (SELECT FROM span_node s WHERE s.id = f.source_node) "
    "AND NOT EXISTS (SELECT FROM staged_equipos e WHERE f.source_node IN (e.from_node, e.to_node))"
)
ISLANDS = "SELECT layer, origin, fid, id, 'feeder_id', nodes || ' nodos', 'isla: ningún alimentador llega hasta aquí' FROM island"
LOOPS = "SELECT layer, origin, fid, id, 'from_node', NULL, 'cierra un anillo o une dos alimentadores' FROM loop_edge"
OTHER_FEEDER = (
    "SELECT layer, origin, fid, id, 'feeder_id', feeder_id, 'declara un alimentador, pero cuelga de ' || traced_feeder "
    "FROM traced_edge WHERE closed AND feeder_id <> traced_feeder"
)

#: Checks of the staged rows, in the order of the report; those of the graph run once it has been traced.
ROW_CHECKS = (
    Check("row_refused", "Filas rechazadas", ERROR),
    Check("layer_lost", "Capa que pierde todas sus filas", ERROR, LAYER_LOST),
    Check("no_network", "Entrega sin vanos", ERROR, NO_NETWORK),
    Check("duplicate_id", "Identificador repetido en una capa", ERROR, DUPLICATES),
    Check("outside_region", "Geometría fuera de la región", ERROR, OUTSIDE),
    Check("datum_shift", "Red corrida en bloque", ERROR, DATUM_SHIFT),
    Check("unknown_node", "Vano o transformador cuyo nodo no existe", ERROR, NOWHERE),
    Check("unknown_feeder", "Alimentador desconocido", ERROR, UNKNOWN_FEEDER),
    Check("feeder_without_source", "Alimentador sin nodo de distribución", WARNING, FEEDER_WITHOUT_SOURCE),
    Check("generator_nowhere", "Generador sin nodo ni transformador", WARNING, GENERATOR_NOWHERE),
    Check("unknown_reference", "Referencia a algo que no viene", WARNING, UNKNOWN_REFERENCE),
    Check("demand_of_nobody", "Demanda de un elemento que no viene", WARNING, DEMAND_OF_NOBODY),
    Check("length_differs", "Largo informado distinto del trazado", WARNING, LENGTH),
    Check("phase_type", "Fases que no calzan con el tipo", WARNING, PHASE_TYPE),
    Check("no_phase", "Código de fases sin fase", WARNING, NO_PHASE),
    Check("missing_rating", "Capacidad cero o sin informar", WARNING, MISSING_RATING),
    Check("dangling_end", "Extremo suelto de un equipo", WARNING, DANGLING),
    Check("pole_without_span", "Poste sin vano", WARNING, POLE_WITHOUT_SPAN),
    Check("without_low_voltage", "Transformador sin baja tensión", WARNING, WITHOUT_LOW_VOLTAGE),
    Check("minimum_above_maximum", "Demanda mínima mayor que la máxima", WARNING, MINIMUM),
)
GRAPH_CHECKS = (
    Check("island", "Isla sin alimentador", WARNING, ISLANDS),
    Check("loop", "Anillo cerrado", WARNING, LOOPS),
    Check("phases_upstream", "Fases que no llegan desde aguas arriba", WARNING, PHASES_ABOVE),
    Check("other_feeder", "Alimentador declarado distinto del trazado", WARNING, OTHER_FEEDER),
)
CHECKS = {check.key: check for check in (*ROW_CHECKS, *GRAPH_CHECKS)}


def run_checks(checks: tuple[Check, ...], mapping: Mapping) -> None:
    """Write what each check finds into import_finding, with the severity that holds for this mapping."""
    for check in checks:
        severity = mapping.severities.get(check.key, check.severity)
        with connection.cursor() as cursor:
            if check.query and severity != IGNORE:
                insert = sql.SQL(
                    "INSERT INTO import_finding (layer, origin, fid, asset_id, field, value, reason, kind, severity) "
                    "SELECT found.*, {}, {} FROM ({}) found (layer, origin, fid, asset_id, field, value, reason)"
                )
                cursor.execute(insert.format(sql.Literal(check.key), sql.Literal(severity), sql.SQL(check.query)))
            cursor.execute("UPDATE import_finding SET severity = %s WHERE kind = %s AND severity IS NULL", [severity, check.key])

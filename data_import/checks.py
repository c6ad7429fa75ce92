"""Checks of the delivery as a whole. Each is a query (sql/checks/) over the staging tables that yields what it finds:
(layer, origin, fid, asset_id, field, value, reason).

An *error* refuses the publication; a mapping may change a check's severity under [checks].
"""

from dataclasses import dataclass

from django.db import connection
from psycopg import sql

from data_import.mapping import Mapping
from data_import.records import RECORDS, Record
from data_import.statements import statement

ERROR, WARNING, IGNORE = "error", "warning", "ignore"
WITH_GEOMETRY = ("subestaciones", "nodos", "postes", "vanos", "transformadores", "equipos", "generadores")
WITH_PHASES = ("vanos", "transformadores", "equipos")


@dataclass(frozen=True)
class Reference:
    """A column of a layer whose values must stand in a column of another table."""

    layer: str
    field: str
    other: str
    reason: str
    other_id: str = "id"


@dataclass(frozen=True)
class Check:
    """`layers`: run the query once for each. `references`: what the shared query for references looks at.

    `is_firm`: what it finds cannot be published, so no mapping may make less of it.
    """

    key: str
    label: str
    severity: str
    layers: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    is_firm: bool = False

    def query(self) -> sql.Composable:
        if self.references:
            parts = [reference_query(reference) for reference in self.references]
        elif self.layers:
            parts = [layer_query(self.key, RECORDS[layer]) for layer in self.layers]
        else:
            parts = [statement(f"checks/{self.key}")]
        return sql.SQL(" UNION ALL ").join(parts)


def layer_query(key: str, record: Record) -> sql.Composed:
    names = sql.SQL(", ").join(map(sql.Identifier, record.key))
    return statement(
        f"checks/{key}",
        layer=record.name,
        table=sql.Identifier(record.table),
        id=sql.Identifier(record.key[0]),
        id_name=record.key[0],
        key=names,
    )


def reference_query(reference: Reference) -> sql.Composed:
    record = RECORDS[reference.layer]
    return statement(
        "checks/reference",
        layer=record.name,
        table=sql.Identifier(record.table),
        id=sql.Identifier(record.key[0]),
        field=sql.Identifier(reference.field),
        field_name=reference.field,
        reason=reference.reason,
        other=sql.Identifier(reference.other),
        other_id=sql.Identifier(reference.other_id),
    )


NODES = tuple(
    Reference(layer, field, "known_node", "no hay tal nodo en la entrega")
    for layer, field in (("vanos", "from_node"), ("vanos", "to_node"), ("transformadores", "from_node"))
)
FEEDERS = tuple(
    Reference(layer, "feeder_id", "staged_alimentadores", "no hay tal alimentador")
    for layer in ("vanos", "transformadores", "equipos", "generadores")
)
OTHERS = (
    Reference("alimentadores", "substation_id", "staged_subestaciones", "no hay tal subestación"),
    Reference("vanos", "conductor_id", "staged_conductores", "no hay tal conductor"),
    Reference("vanos", "from_pole", "staged_postes", "no hay tal poste"),
    Reference("vanos", "to_pole", "staged_postes", "no hay tal poste"),
    Reference("vnr_recargos", "code", "staged_vnr", "no hay tal código VNR", "code"),
    Reference("vnr_recargos", "key", "layers_vnrstep", "no hay tal recargo", "key"),
    Reference("generadores", "transformer_id", "staged_transformadores", "no hay tal transformador"),
)

#: Checks of the staged rows, in the order of the report; those of the graph run once it has been traced.
ROW_REFUSED = Check("row_refused", "Valores que rechazan su fila", ERROR)
ROW_CHECKS = (
    Check("layer_lost", "Capa que pierde todas sus filas", ERROR),
    Check("geometry_without_row", "Geometría que ninguna fila toma", ERROR),
    Check("empty_layer", "Capa vacía", WARNING),
    Check("no_network", "Entrega sin lo que hace una red", ERROR),
    Check("duplicate_id", "Identificador repetido en una capa", ERROR, layers=tuple(RECORDS), is_firm=True),
    Check("outside_region", "Geometría fuera de la región", ERROR, layers=WITH_GEOMETRY),
    Check("datum_shift", "Red corrida en bloque", ERROR),
    Check("unknown_node", "Vano o transformador cuyo nodo no existe", ERROR, references=NODES),
    Check("unknown_feeder", "Alimentador desconocido", ERROR, references=FEEDERS),
    Check("feeder_without_source", "Alimentador sin nodo de distribución", WARNING),
    Check("generator_nowhere", "Generador sin nodo ni transformador", WARNING),
    Check("unknown_reference", "Referencia a algo que no viene", WARNING, references=OTHERS),
    Check("demand_of_nobody", "Demanda de un elemento que no viene", WARNING),
    Check("length_differs", "Largo informado distinto del trazado", WARNING),
    Check("phase_type", "Fases que no calzan con el tipo", WARNING),
    Check("no_phase", "Código de fases sin fase", WARNING, layers=WITH_PHASES),
    Check("missing_rating", "Capacidad cero o sin informar", WARNING),
    Check("dangling_end", "Extremo suelto de un equipo", WARNING),
    Check("pole_without_span", "Poste sin vano", WARNING),
    Check("without_low_voltage", "Transformador sin baja tensión", WARNING),
    Check("minimum_above_maximum", "Demanda mínima mayor que la máxima", WARNING),
)
GRAPH_CHECKS = (
    Check("island", "Isla sin alimentador", WARNING),
    Check("loop", "Anillo cerrado", WARNING),
    Check("phases_upstream", "Fases que no llegan desde aguas arriba", WARNING),
    Check("other_feeder", "Alimentador declarado distinto del trazado", WARNING),
)
CHECKS = {check.key: check for check in (ROW_REFUSED, *ROW_CHECKS, *GRAPH_CHECKS)}
RECORD_FINDINGS = sql.SQL(
    "INSERT INTO import_finding (layer, origin, fid, asset_id, field, value, reason, kind, severity) "
    "SELECT found.*, {key}, {severity} FROM ({query}) found (layer, origin, fid, asset_id, field, value, reason)"
)


def run_checks(checks: tuple[Check, ...], mapping: Mapping) -> None:
    """Write what each check finds into import_finding, with the severity that holds for this mapping."""
    for check in checks:
        severity = severity_of(check, mapping)
        if severity != IGNORE:
            with connection.cursor() as cursor:
                cursor.execute(
                    RECORD_FINDINGS.format(
                        key=sql.Literal(check.key), severity=sql.Literal(severity), query=check.query()
                    )
                )


def rate_refused_rows(mapping: Mapping) -> None:
    """Rows refused while they were staged take their severity too."""
    severity = severity_of(ROW_REFUSED, mapping)
    with connection.cursor() as cursor:
        if severity == IGNORE:
            cursor.execute("DELETE FROM import_finding WHERE kind = %s", [ROW_REFUSED.key])
        else:
            cursor.execute("UPDATE import_finding SET severity = %s WHERE kind = %s", [severity, ROW_REFUSED.key])


def severity_of(check: Check, mapping: Mapping) -> str:
    return mapping.severities.get(check.key, check.severity)

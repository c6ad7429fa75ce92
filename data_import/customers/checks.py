"""Checks of a customers' delivery. Each is a query (sql/customers/checks/) that yields what it finds:
(table, line, service, field, value, reason).

An *error* refuses the delivery, *set_aside* keeps one service's rows out, a *warning* only says.
"""

from dataclasses import dataclass

from psycopg import sql

from data_import.staging import run
from data_import.statements import Word, statement

ERROR, SET_ASIDE, WARNING = "error", "set_aside", "warning"


@dataclass(frozen=True)
class Check:
    """`query`: the file of its query, where it is not its key."""

    key: str
    label: str
    severity: str
    query: str = ""


#: Of files and columns, found while they are read.
FILE_CHECKS = (
    Check("missing_column", "Columna obligatoria que falta", ERROR),
    Check("mixed_encodings", "Codificaciones mezcladas en un archivo", ERROR),
    Check("mixed_decimals", "Estilos decimales mezclados en una columna", ERROR),
    Check("nobodys_row", "Fila que no dice de quién es", ERROR),
    Check("unknown_file", "Archivo que no es de la entrega", WARNING),
    Check("unknown_column", "Columna desconocida", WARNING),
    Check("doubtful_decimals", "Columna que no muestra su signo decimal", WARNING),
    Check("row_refused", "Filas rechazadas", SET_ASIDE),
)
#: Before the others: what a month's sums rely on.
REPEATED_KEY = Check("repeated_key", "Fila repetida (un mes dos veces)", SET_ASIDE)
ROW_CHECKS = (
    Check("repeated_index", "Mes del IPC repetido o futuro", ERROR),
    Check("future_month", "Mes futuro", SET_ASIDE),
    Check("unknown_customer", "Cliente desconocido o con errores", SET_ASIDE),
    Check("unknown_service", "Servicio desconocido", SET_ASIDE),
    Check("unknown_bill", "Cargo o DTE sin boleta", SET_ASIDE),
    Check("unknown_transformer", "Transformador que no está en la red vigente", WARNING),
    Check("charges_sum", "Cargos que no suman la boleta", SET_ASIDE),
    Check("charge_amount", "Cargo distinto de cantidad × precio", SET_ASIDE),
    Check("iva", "IVA distinto del 19 % de los cargos afectos", SET_ASIDE),
    Check("folio_twice", "Folio de DTE repetido", SET_ASIDE),
    Check("shares_sum", "Reparto EG que no suma 1", SET_ASIDE),
    Check("unknown_contract", "Reparto sin contrato EG", SET_ASIDE),
    Check("available", "Disponible distinto de inyección × precio + ajustado", SET_ASIDE),
    Check("accumulated", "Acumulado distinto de disponible − aplicado − liquidado", SET_ASIDE),
    Check("remainder_chain", "Remanente anterior distinto del acumulado del mes previo", SET_ASIDE),
    Check("adjusted", "Ajustado distinto de anterior × (1 + IPC)", SET_ASIDE),
    Check("index_missing", "Mes sin IPC", WARNING),
    Check("meter_event", "Lectura que baja sin decir por qué", SET_ASIDE),
    Check("reading", "Energía distinta de la diferencia de lecturas", SET_ASIDE),
    Check("readings_swapped", "Lecturas con los encabezados cambiados", WARNING),
    Check("reading_chain", "Lectura anterior distinta de la del mes previo", WARNING),
    Check("document_path", "Documento con una ruta fuera de su carpeta", SET_ASIDE, "document"),
    Check("document_missing", "Documento que falta", SET_ASIDE, "document"),
    Check("document_size", "Documento demasiado grande", SET_ASIDE, "document"),
    Check("document_content", "Documento que no es un PDF", SET_ASIDE, "document"),
)
#: What follows from setting others aside; looked at until nothing more falls.
FOLLOWING_CHECKS = (
    Check("share_left_out", "Reparto a un servicio apartado", SET_ASIDE),
    Check("folio_left_out", "Folio que conserva un servicio apartado", SET_ASIDE),
)
TOO_MANY = Check("too_many_set_aside", "Demasiados servicios apartados", ERROR)
CHECKS = {check.key: check for check in (*FILE_CHECKS, REPEATED_KEY, *ROW_CHECKS, *FOLLOWING_CHECKS, TOO_MANY)}
#: Found elsewhere than in a query of their own.
ELSEWHERE = {"readings_swapped", *(check.key for check in FILE_CHECKS)}
RECORD = sql.SQL(
    "INSERT INTO import_finding (layer, fid, asset_id, field, value, reason, kind, severity) "
    "SELECT found.*, {key}, {severity} FROM ({query}) found (layer, fid, asset_id, field, value, reason)"
)


def run_checks(checks: tuple[Check, ...], **words: Word) -> int:
    """Write what each check finds into import_finding; answers how much that is."""
    return sum(
        record(check, statement(f"customers/checks/{check.query or check.key}", key=check.key, **words))
        for check in checks
        if check.key not in ELSEWHERE
    )


def record(check: Check, query: sql.Composable) -> int:
    return run(RECORD.format(key=sql.Literal(check.key), severity=sql.Literal(check.severity), query=query))


def say(
    key: str, layer: str, reason: str, *, line: int | None = None, field: str | None = None, value: str | None = None
) -> None:
    """Write a finding that no query makes."""
    run(
        "INSERT INTO import_finding (kind, severity, layer, fid, field, value, reason) VALUES (%s, %s, %s, %s, %s, %s, %s)",
        (key, CHECKS[key].severity, layer, line, field, value, reason),
    )

"""From raw tables to typed ones: a row that fits is staged, each fault of the others is a finding.

All tables are temporary and belong to the import's transaction.
"""

from psycopg import sql

from data_import.customers.columns import Column, Table
from data_import.customers.reading import Delivered
from data_import.customers.tables import PRICE_INDEX, TABLES
from data_import.customers.values import POINT, read, typed
from data_import.functions import Expression, trimmed
from data_import.staging import Fault, run

NOTHING = Expression(sql.NULL, sql.NULL)
#: Faults of rows that are nobody's, or everybody's, refuse the delivery.
ROW_REFUSED, NOBODYS_ROW = "row_refused", "nobodys_row"


def create_staging() -> None:
    """An empty typed table per table of ours, also of those not delivered, and the list of findings."""
    run(
        "CREATE TEMP TABLE import_finding (kind text, severity text, layer text, origin smallint, fid bigint, asset_id text, "
        "field text, value text, reason text) ON COMMIT DROP"
    )
    for table in TABLES:
        columns = [
            sql.SQL("{} {}").format(sql.Identifier(column.name), sql.SQL(column.sql_type)) for column in table.columns
        ]
        run(
            sql.SQL("CREATE TEMP TABLE {} (line bigint, {}) ON COMMIT DROP").format(
                sql.Identifier(table.staged), sql.SQL(", ").join(columns)
            )
        )


def stage(delivered: Delivered) -> None:
    """Insert the rows that fit, without those that repeat a key; describe all others."""
    columns = {column: expression_of(column) for column in delivered.columns}
    faults = faults_of(columns)
    columns |= {column: NOTHING for column in delivered.absent if column.empty is not None}
    delivered.taken = insert(delivered, columns, faults)
    if delivered.taken < delivered.read:
        record_faults(delivered, faults)
    run(sql.SQL("ANALYZE {}").format(sql.Identifier(delivered.table.staged)))


def expression_of(column: Column) -> Expression:
    return typed(column, sql.SQL("r.{}").format(sql.Identifier(column.name)), value_name(column))


def value_name(column: Column) -> sql.Composable:
    return sql.SQL("r.{}").format(sql.Identifier(f"read_{column.name}"))


def read_rows(delivered: Delivered) -> sql.Composed:
    """The raw rows with each text trimmed and read: once, which OFFSET keeps the planner from undoing."""
    texts, values = [], []
    for column in delivered.columns:
        name = sql.Identifier(column.name)
        texts.append(sql.SQL("{} AS {}").format(trimmed(name, ()), name))
        value = read(column, name, delivered.styles.get(column.name, POINT))
        values.append(sql.SQL("{} AS {}").format(value, sql.Identifier(f"read_{column.name}")))
    return sql.SQL("(SELECT *, {} FROM (SELECT line, {} FROM {} OFFSET 0) t OFFSET 0) r").format(
        sql.SQL(", ").join(values), sql.SQL(", ").join(texts), sql.Identifier(delivered.raw)
    )


def faults_of(columns: dict[Column, Expression]) -> list[Fault]:
    found = []
    for column, expression in columns.items():
        found += [Fault(column.name, expression.raw, *fault) for fault in expression.faults]
        if column.required:
            missing = sql.SQL("{} IS NULL").format(expression.raw)
            found.append(Fault(column.name, expression.raw, missing, "falta el valor"))
    return found


def insert(delivered: Delivered, columns: dict[Column, Expression], faults: list[Fault]) -> int:
    sound = [sql.SQL("({}) IS NOT TRUE").format(fault.condition) for fault in faults]
    return run(
        sql.SQL("INSERT INTO {} (line, {}) SELECT r.line, {} FROM {} WHERE {}").format(
            sql.Identifier(delivered.table.staged),
            sql.SQL(", ").join(sql.Identifier(column.name) for column in columns),
            sql.SQL(", ").join(value_of(column, expression) for column, expression in columns.items()),
            read_rows(delivered),
            sql.SQL(" AND ").join(sound),
        )
    )


def value_of(column: Column, expression: Expression) -> sql.Composable:
    if column.empty is None:
        return expression.value
    return sql.SQL("coalesce({}, {})").format(expression.value, sql.Literal(column.empty))


def record_faults(delivered: Delivered, faults: list[Fault]) -> None:
    """A finding per unfit field of a row: its first fault. A row that names no service refuses the delivery."""
    cases = [
        sql.SQL("({}, {}, ({})::text, ({}) IS TRUE, {})").format(
            *map(sql.Literal, (position, fault.field)), fault.value, fault.condition, sql.Literal(fault.reason)
        )
        for position, fault in enumerate(faults)
    ]
    owner = owner_of(delivered.table)
    statement = sql.SQL(
        "INSERT INTO import_finding (kind, severity, layer, fid, asset_id, field, value, reason) "
        "SELECT CASE WHEN {is_nobodys} THEN {nobodys} ELSE {refused} END, "
        "CASE WHEN {is_nobodys} THEN 'error' ELSE 'set_aside' END, {layer}, r.line, {owner}, f.field, left(f.value, 120), "
        "f.reason FROM {rows} CROSS JOIN LATERAL (SELECT DISTINCT ON (field) * "
        "FROM (VALUES {cases}) f (position, field, value, bad, reason) WHERE bad ORDER BY field, position) f"
    )
    run(
        statement.format(
            is_nobodys=sql.SQL("{} IS NULL").format(owner),
            owner=owner,
            nobodys=sql.Literal(NOBODYS_ROW),
            refused=sql.Literal(ROW_REFUSED),
            layer=sql.Literal(delivered.table.name),
            rows=read_rows(delivered),
            cases=sql.SQL(", ").join(cases),
        )
    )


def owner_of(table: Table) -> sql.Composable:
    """Whose a raw row is, in the file's own text."""
    if table is PRICE_INDEX:
        return sql.SQL("null::text")
    return sql.SQL("r.{}").format(sql.Identifier(table.service or table.key[0]))

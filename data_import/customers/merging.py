"""From staged rows to the customers' tables: what is new is added, what differs is corrected and its former row kept.

A column that the delivery's file does not have is left as it was.
"""

from dataclasses import dataclass

from psycopg import sql

from data_import.customers.columns import Column, Table
from data_import.customers.reading import Delivered
from data_import.customers.tables import CHARGES, CUSTOMERS, DTES, PRICE_INDEX, SERVICES, SHARES, TABLES
from data_import.staging import run
from data_import.statements import Word, statement

#: How rows that hang on others find them: FROM …, and the columns that take the place of the key's own.
BILL = sql.SQL("JOIN customers_bill b ON (b.service_id, b.month) = (n.numero_cliente, n.mes)")
CONTRACT = sql.SQL("JOIN customers_egcontract c ON c.service_id = n.contrato")
JOINS = {CHARGES.name: BILL, DTES.name: BILL, SHARES.name: CONTRACT}
OWNERS = {
    CHARGES.name: ({"bill_id": "b.id"}, ("service_id", "month")),
    DTES.name: ({"bill_id": "b.id"}, ("service_id", "month")),
    SHARES.name: ({"contract_id": "c.id"}, ("contract_id",)),
}


@dataclass(frozen=True)
class Changes:
    added: int
    replaced: int
    removed: int


def take_out() -> None:
    """Services that are set aside leave the staging tables."""
    for table in TABLES:
        if table.service:
            run(
                sql.SQL("DELETE FROM {} WHERE {} IN (SELECT service FROM left_out)").format(
                    sql.Identifier(table.staged), sql.Identifier(table.service)
                )
            )


class Merge:
    """The merge of one table: taken_…, what it shall hold, then the statements that make it so."""

    def __init__(self, delivered: Delivered, delivery_id: int) -> None:
        self.delivered, self.table, self.delivery_id = delivered, delivered.table, delivery_id
        self.owner, replaced = OWNERS.get(self.table.name, ({}, ()))
        self.own = [column for column in self.table.columns if not (self.owner and column.target in replaced)]
        own_key = [column.target for column in self.own if column.name in self.table.key]
        self.key = [*self.owner, *own_key]
        present = {column.name for column in delivered.columns}
        self.compared = [
            column.target for column in self.own if column.target not in self.key and column.name in present
        ]

    def words(self) -> dict[str, Word]:
        return {
            "model": sql.Identifier(self.table.model),
            "taken": sql.Identifier(taken_name(self.table)),
            "same": self.pairs(self.key, " AND "),
            "key": names(self.key),
            "targets": names([*self.owner, *(column.target for column in self.own)]),
            "differs": self.differs(),
        }

    def pairs(self, columns: list[str], between: str) -> sql.Composed:
        return sql.SQL(between).join(sql.SQL("t.{0} = v.{0}").format(sql.Identifier(name)) for name in columns)

    def differs(self) -> sql.Composable:
        if not self.compared:
            return sql.SQL("false")
        return sql.SQL("({}) IS DISTINCT FROM ({})").format(names(self.compared, "t"), names(self.compared, "v"))

    def gather(self) -> None:
        values = [
            *(sql.SQL("{} AS {}").format(sql.SQL(place), sql.Identifier(name)) for name, place in self.owner.items()),
            *(self.value(column) for column in self.own),
        ]
        taken = sql.Identifier(taken_name(self.table))
        run(
            sql.SQL(
                "CREATE TEMP TABLE {taken} ON COMMIT DROP AS "
                "SELECT {service}::text AS owner, {values} FROM {staged} n {joins}"
            ).format(
                taken=taken,
                service=service_of(self.table),
                values=sql.SQL(", ").join(values),
                staged=sql.Identifier(self.table.staged),
                joins=self.joins(),
            )
        )
        run(sql.SQL("ANALYZE {}").format(taken))

    def value(self, column: Column) -> sql.Composed:
        place: sql.Composable = sql.SQL("n.{}").format(sql.Identifier(column.name))
        if column.empty is not None:
            place = sql.SQL("coalesce({}, {})").format(place, sql.Literal(column.empty))
        if column.cast:
            place = sql.SQL("{}::{}").format(place, sql.SQL(column.cast))
        if column.kind == "document":
            place = self.file(column)
        return sql.SQL("{} AS {}").format(place, sql.Identifier(column.target))

    def file(self, column: Column) -> sql.Composable:
        if column in self.delivered.absent:
            return sql.SQL("t.{}").format(sql.Identifier(column.target))
        return sql.SQL("CASE WHEN f.sha256 = d.sha256 THEN f.id ELSE d.file_id END")

    def joins(self) -> sql.Composable:
        """The rows it hangs on; and for a document, the one delivered and the one kept, which stays if it is the same."""
        parts: list[sql.Composable] = [JOINS.get(self.table.name, sql.SQL(""))]
        for column in self.table.documents:
            parts.append(
                statement(
                    "customers/kept_document",
                    document=sql.Identifier(column.name),
                    model=sql.Identifier(self.table.model),
                    file=sql.Identifier(column.target),
                    same=self.same_as_staged(),
                )
            )
        return sql.SQL(" ").join(parts)

    def same_as_staged(self) -> sql.Composable:
        if self.owner:
            return sql.SQL("t.bill_id = b.id")
        by_name = {column.target: column.name for column in self.own}
        return sql.SQL(" AND ").join(
            sql.SQL("t.{} = n.{}").format(sql.Identifier(key), sql.Identifier(by_name[key])) for key in self.key
        )

    def merge(self) -> Changes:
        self.gather()
        words = self.words()
        keep: dict[str, Word] = {"delivery": self.delivery_id, "table_name": self.table.model}
        removed = self.remove_left(words, keep) if self.table.whole else 0
        run(statement("customers/keep_replaced", **words, **keep))
        replaced = self.correct(words)
        if self.table is SERVICES:
            run(statement("customers/end_links", delivery=self.delivery_id))
        added = run(statement("customers/add", **words))
        return Changes(added - (replaced if self.table is DTES else 0), replaced, removed)

    def remove_left(self, words: dict[str, Word], keep: dict[str, Word]) -> int:
        """Rows of a bill or contract that was delivered anew without them."""
        group = sql.Identifier(next(iter(self.owner)))
        owner = sql.SQL("(SELECT v.owner FROM {} v WHERE v.{} = t.{} LIMIT 1)").format(
            sql.Identifier(taken_name(self.table)), group, group
        )
        run(statement("customers/keep_left", **words, **keep, group=group, owner=owner))
        return run(statement("customers/remove_left", **words, group=group))

    def correct(self, words: dict[str, Word]) -> int:
        """DTE are taken out and added again: two may have changed their folios, which must never stand twice."""
        if not self.compared:
            return 0
        if self.table is DTES:
            return run(statement("customers/remove_changed", **words))
        changes = sql.SQL(", ").join(sql.SQL("{0} = v.{0}").format(sql.Identifier(name)) for name in self.compared)
        return run(statement("customers/correct", **words, changes=changes))


def gather_needed(tables: list[Delivered]) -> None:
    """needed_document: those that a merged row names and the store does not have yet."""
    named: list[sql.Composable] = [
        sql.SQL("SELECT {} FROM {}").format(sql.Identifier(column.target), sql.Identifier(taken_name(each.table)))
        for each in tables
        for column in each.table.documents
    ] or [sql.SQL("SELECT NULL::uuid")]
    run(statement("customers/needed_document", named=sql.SQL(" UNION ALL ").join(named)))


def taken_name(table: Table) -> str:
    return f"taken_{table.name}"


def names(columns: list[str], alias: str = "") -> sql.Composed:
    start = sql.SQL(f"{alias}." if alias else "")
    return sql.SQL(", ").join(sql.SQL("{}{}").format(start, sql.Identifier(name)) for name in columns)


def service_of(table: Table) -> sql.Composable:
    """Whose a replaced row was: of what belongs to no service, nobody's."""
    if table in (CUSTOMERS, PRICE_INDEX) or table.service is None:
        return sql.SQL("''")
    return sql.SQL("n.{}").format(sql.Identifier(table.service))

"""Which rows of each table a file holds: all, a feeder's, those of a rectangle, or those that a search found."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from psycopg import sql

from layers.enums import Layer
from layers.exports.tables import DEMANDS, NODES, Table, layer_tables
from layers.geometry import STORAGE_SRID

Box = tuple[float, float, float, float]
Condition = Callable[[Table], sql.Composable | None]
ALL, NONE = sql.SQL("TRUE"), sql.SQL("FALSE")


@dataclass(frozen=True)
class Selection:
    """Conditions that a row must meet together. `boxes`: west, south, east, north in degrees, any of them.

    `found`: ids by layer. Tables that are no assets (conductors, VNR codes) are never narrowed.
    """

    feeder: str | None = None
    boxes: tuple[Box, ...] = ()
    found: dict[str, list[str]] | None = field(default=None, hash=False)

    @property
    def is_whole(self) -> bool:
        return self == Selection()

    def condition(self, table: Table) -> sql.Composable:
        """SQL over row `t` of publication `p`."""
        if table is DEMANDS:
            return ALL if self.is_whole else self.of_selected_assets()
        conditions = [condition for condition in self.conditions(table) if condition is not None]
        return sql.SQL(" AND ").join(conditions) if conditions else ALL

    def conditions(self, table: Table) -> Iterator[sql.Composable | None]:
        if self.feeder is not None:
            yield of_feeder(table, self.feeder)
        if self.boxes:
            yield in_boxes(table, self.boxes)
        if self.found is not None:
            yield with_ids(table, self.found)

    def of_selected_assets(self) -> sql.Composable:
        measured = [table for table in layer_tables() if table.id in {Layer.FEEDERS, Layer.TRANSFORMERS}]
        kept = sql.SQL(
            "(t.layer = {layer} AND t.asset_id IN (SELECT t.id FROM {table} t WHERE {rows} AND {condition}))"
        )
        parts = [
            kept.format(
                layer=sql.Literal(str(table.id)),
                table=sql.Identifier(table.model._meta.db_table),
                rows=table.rows,
                condition=self.condition(table),
            )
            for table in measured
        ]
        return sql.SQL("({})").format(sql.SQL(" OR ").join(parts))


def of_feeder(table: Table, feeder: str) -> sql.Composable | None:
    if table.id == Layer.FEEDERS:
        return sql.SQL("t.id = {}").format(sql.Literal(feeder))
    if table.column("feeder_ids"):
        return sql.SQL("t.feeder_ids @> ARRAY[{}]::varchar[]").format(sql.Literal(feeder))
    if table.column("feeder_id") or table is NODES:
        return sql.SQL("t.feeder_id = {}").format(sql.Literal(feeder))
    return None


def in_boxes(table: Table, boxes: tuple[Box, ...]) -> sql.Composable | None:
    if not table.geometry:
        return None
    inside = sql.SQL("ST_Intersects(t.geom, ST_MakeEnvelope({}, {}))")
    parts = [inside.format(sql.SQL(", ").join(map(sql.Literal, box)), sql.Literal(STORAGE_SRID)) for box in boxes]
    return sql.SQL("({})").format(sql.SQL(" OR ").join(parts))


def with_ids(table: Table, found: dict[str, list[str]]) -> sql.Composable | None:
    if table.layer is None:
        return NONE if table.geometry else None
    return sql.SQL("t.id = ANY({}::varchar[])").format(sql.Literal(found.get(table.id, [])))


def select(table: Table, selection: Selection, number: int, values: sql.Composable) -> sql.Composed:
    """The statement that yields `values` of each row of publication `number`."""
    return sql.SQL(
        "SELECT {values} FROM layers_publication p JOIN {table} t ON {rows} WHERE p.number = {number} AND {condition}"
    ).format(
        values=values,
        table=sql.Identifier(table.model._meta.db_table),
        rows=table.rows,
        number=sql.Literal(number),
        condition=selection.condition(table),
    )

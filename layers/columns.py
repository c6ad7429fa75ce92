"""Where a public property of the catalogue is kept: the one link between catalogue names and model columns."""

from functools import cache

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field as ModelField
from psycopg import sql

from layers.catalogue import MapLayer

GEOMETRY = "geom"


@cache
def column_of(layer: MapLayer, name: str) -> ModelField | None:
    """The model field of a property, or None where the layer has no such column (it is always null then)."""
    own_code = not layer.is_published and name in {"id", "comuna_code"}
    try:
        column = layer.model._meta.get_field(layer.id_column if name == "id" or own_code else name)
    except FieldDoesNotExist:
        return None
    return column if isinstance(column, ModelField) else None


def column_sql(layer: MapLayer, name: str) -> sql.Composable:
    """The property of the row that a statement calls `t`."""
    column = column_of(layer, name)
    return sql.SQL("NULL") if column is None else sql.Identifier("t", column.attname)


def public_rows_sql(layer: MapLayer) -> sql.Composable:
    """What keeps back the rows `t` that are not public, and those of publications other than `p`."""
    kept: list[sql.Composable] = [
        sql.SQL("{} = {}").format(column_sql(layer, name), sql.Literal(str(value)))
        for name, value in layer.public_filter
    ]
    if layer.is_published:
        kept.insert(0, sql.SQL("t.publication_id = p.number"))
    return sql.SQL(" AND ").join(kept) if kept else sql.SQL("TRUE")


def table_sql(layer: MapLayer) -> sql.Composable:
    return sql.Identifier(layer.model._meta.db_table)

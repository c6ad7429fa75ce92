"""Network tables are LIST-partitioned by publication: a publication is built apart, then attached in one transaction."""

from collections.abc import Iterable

from django.db import connection, migrations
from django.db.models import Model
from psycopg import sql

PARTITION_KEY = "publication_id"


class CreatePartitionedModel(migrations.CreateModel):
    """CreateModel whose table is partitioned; the model's primary key must begin with the publication."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state) -> None:
        plain = schema_editor.sql_create_table
        schema_editor.sql_create_table = f"{plain} PARTITION BY LIST ({PARTITION_KEY})"
        try:
            super().database_forwards(app_label, schema_editor, from_state, to_state)
        finally:
            schema_editor.sql_create_table = plain


def partition_name(model: type[Model], number: int) -> str:
    return f"{model._meta.db_table}_p{number}"


def execute(statement: str, **names: str | int) -> None:
    """Run a statement whose {names} are identifiers (str) or literals (int)."""
    parts = {
        key: sql.Identifier(value) if isinstance(value, str) else sql.Literal(value) for key, value in names.items()
    }
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(statement).format(**parts))


def create_partition(model: type[Model], number: int) -> str:
    """A table shaped like the model's, not yet attached and without indexes; returns its name."""
    name = partition_name(model, number)
    execute("CREATE TABLE {name} (LIKE {parent} INCLUDING DEFAULTS)", name=name, parent=model._meta.db_table)
    return name


def create_layered_partition(model: type[Model], number: int, layers: Iterable[str]) -> str:
    """Like create_partition, divided once more by `layer`, so that a tile of one layer never reads another's rows."""
    name = partition_name(model, number)
    statement = "CREATE TABLE {name} (LIKE {parent} INCLUDING DEFAULTS) PARTITION BY LIST (layer)"
    execute(statement, name=name, parent=model._meta.db_table)
    for layer in layers:
        part = sql.SQL("CREATE TABLE {part} PARTITION OF {name} FOR VALUES IN ({layer})").format(
            part=sql.Identifier(f"{name}_{layer}"), name=sql.Identifier(name), layer=sql.Literal(layer)
        )
        with connection.cursor() as cursor:
            cursor.execute(part)
    return name


def attach_partition(model: type[Model], number: int) -> None:
    """Build the parent's indexes on the publication's table, then let queries see it (on commit)."""
    execute(
        "ALTER TABLE {parent} ATTACH PARTITION {name} FOR VALUES IN ({number})",
        parent=model._meta.db_table,
        name=partition_name(model, number),
        number=number,
    )


def drop_partition(model: type[Model], number: int) -> None:
    execute("DROP TABLE IF EXISTS {name}", name=partition_name(model, number))

"""What a publication that is being made would change in the current one, row by row, asked inside its transaction."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from psycopg import sql

from data_import.desk.spots import spot_of
from data_import.models import RunChange
from data_import.records import RECORDS, Column, Record
from data_import.statements import statement
from layers.models import Publication
from layers.partitions import partition_name

#: Degrees, some centimetre: nearer than this a thing has not moved.
SAME_PLACE_DEG = 1e-7
NUMBERS = ("number", "positive")
MOVED = "geometry"
NOTHING: dict[str, int] = {str(kind): 0 for kind in RunChange.Kind}


@dataclass
class Comparison:
    """`counts`: {"vanos": {"added": 1, "gone": 0, "changed": 2}}, exact; `changes`: the first of each layer and kind."""

    base: int
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    changes: list[dict[str, Any]] = field(default_factory=list)


def compare(number: int, base: Publication, most: int) -> Comparison:
    """`number`: a publication whose tables are full; `most`: how many changes of each kind and layer are listed."""
    found = Comparison(base.number)
    for record in RECORDS.values():
        counts = dict(NOTHING)
        for change in changes_of(record, number, base, most):
            counts[change["kind"]] = change.pop("of_kind")
            found.changes.append(change)
        found.counts[record.name] = counts
    return found


def changes_of(record: Record, number: int, base: Publication, most: int) -> Iterator[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(question(record, number, base, most))
        for kind, of_kind, asset_id, values, longitude, latitude in cursor:
            yield {
                "layer": record.name,
                "kind": kind,
                "of_kind": of_kind,
                "asset_id": asset_id,
                "values": json.loads(values) if values else {},
                "place": None if longitude is None else (longitude, latitude),
            }


def question(record: Record, number: int, base: Publication, most: int) -> sql.Composed:
    columns = compared_columns(record)
    return statement(
        "compare/layer",
        new=sql.Identifier(partition_name(record.model, number)),
        old=sql.Identifier(partition_name(record.model, base.number)),
        key=sql.SQL(", ").join(map(sql.Identifier, record.key)),
        kept_key=sql.SQL(", ").join(sql.Identifier("k", name) for name in record.key),
        differs=sql.SQL(" OR ").join([*map(differs, columns), *([sql.SQL(HAS_MOVED)] if is_drawn(record) else [])])
        if columns or is_drawn(record)
        else sql.SQL("false"),
        values=values_of(record, columns, base.metric_srid),
        point=spot_of("coalesce(n.geom, o.geom)" if has_place(record) else "null::geometry"),
        most=most,
    )


def compared_columns(record: Record) -> list[Column]:
    """What a delivery says of a thing; what follows from the trace changes with every neighbour."""
    stored = {each.column for each in record.model._meta.concrete_fields}
    return [column for column in record.columns if column.name in stored and column.name not in record.key]


def is_drawn(record: Record) -> bool:
    return bool(record.geometry)


def has_place(record: Record) -> bool:
    return any(each.column == "geom" for each in record.model._meta.concrete_fields)


def value(column: Column, alias: str) -> sql.Composed:
    """As numeric a sum of floats is the same in whichever order it was added up."""
    kind = sql.SQL("::numeric") if column.kind in NUMBERS else sql.SQL("")
    return sql.SQL("{}{}").format(sql.Identifier(alias, column.name), kind)


def differs(column: Column) -> sql.Composed:
    return sql.SQL("{} IS DISTINCT FROM {}").format(value(column, "n"), value(column, "o"))


HAS_MOVED = (
    "(n.geom IS DISTINCT FROM o.geom AND (n.geom IS NULL OR o.geom IS NULL OR st_npoints(n.geom) <> st_npoints(o.geom) "
    f"OR st_hausdorffdistance(n.geom, o.geom) > {SAME_PLACE_DEG}))"
)


def values_of(record: Record, columns: list[Column], metric_srid: int) -> sql.Composable:
    """A JSON object of what changed: [before, after] as text; of a geometry by how many metres."""
    pairs = [
        sql.SQL("({}, {}::text, {}::text)").format(sql.Literal(column.name), value(column, "o"), value(column, "n"))
        for column in columns
    ]
    if is_drawn(record):
        metres = (
            "({name}, NULL, CASE WHEN " + HAS_MOVED + " THEN coalesce(round(st_hausdorffdistance("
            "st_transform(n.geom, {srid}), st_transform(o.geom, {srid}))::numeric, 1)::text, '') END)"
        )
        pairs.append(sql.SQL(metres).format(name=sql.Literal(MOVED), srid=sql.Literal(metric_srid)))
    if not pairs:
        return sql.SQL("null::jsonb")
    return sql.SQL(
        "(SELECT jsonb_object_agg(field, jsonb_build_array(before, after)) FROM (VALUES {}) v (field, before, after) "
        "WHERE k.kind = 'changed' AND before IS DISTINCT FROM after)"
    ).format(sql.SQL(", ").join(pairs))

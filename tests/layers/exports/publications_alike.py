"""Whether two publications are the same, table by table, as SQL sees them."""

from django.contrib.gis.db.models import GeometryField
from django.db import connection
from psycopg import sql

from layers.models import PUBLISHED_MODELS, Generator, Node, Publication, TileFeature

#: Children of a node may be numbered in any order; what is compared instead is how many hang below.
NUMBERING = {Node: ("tree_in", "tree_out"), TileFeature: ("serial", "feature")}
SUBTREE = {Node: [sql.SQL("tree_out - tree_in")]}
#: Single low voltage generators are not published.
PUBLIC = {Generator: sql.SQL("voltage_class = 'AT'")}
CENTIMETRE = 0.01
ONLY_IN = """
    SELECT count(*) FROM (SELECT {values} FROM {table} WHERE publication_id = {one} AND {public}
    EXCEPT ALL SELECT {values} FROM {table} WHERE publication_id = {other} AND {public}) missing"""
MOVED = """
    SELECT count(*) FROM {table} a JOIN {table} b ON {same} WHERE a.publication_id = {one} AND b.publication_id = {other}
    AND ((a.geom IS NULL) IS DISTINCT FROM (b.geom IS NULL)
    OR ST_HausdorffDistance(ST_Transform(a.geom, {metric}), ST_Transform(b.geom, {metric})) > {tolerance})"""


def differences(one: Publication, other: Publication) -> dict[str, int]:
    """Rows that only one of them has, or that lie more than a centimetre apart, by table; empty when they are alike."""
    found: dict[str, int] = {}
    for model in PUBLISHED_MODELS:
        name = model._meta.db_table
        found[f"{name}, only in the first"] = count(ONLY_IN, model, one, other)
        found[f"{name}, only in the second"] = count(ONLY_IN, model, other, one)
        if has_place(model):
            found[f"{name}, moved"] = count(MOVED, model, one, other)
    return {what: how_many for what, how_many in found.items() if how_many}


def has_place(model: type) -> bool:
    return model is not TileFeature and any(isinstance(field, GeometryField) for field in model._meta.fields)


def count(statement: str, model: type, one: Publication, other: Publication) -> int:
    columns = [
        field.column
        for field in model._meta.concrete_fields
        if not isinstance(field, GeometryField) and field.column not in (*NUMBERING.get(model, ()), "publication_id")
    ]
    keys = [field.column for field in model._meta.pk.fields if field.column != "publication_id"]
    query = sql.SQL(statement).format(
        table=sql.Identifier(model._meta.db_table),
        values=sql.SQL(", ").join([*map(sql.Identifier, columns), *SUBTREE.get(model, [])]),
        same=sql.SQL(" AND ").join(sql.SQL("a.{0} = b.{0}").format(sql.Identifier(key)) for key in keys),
        one=sql.Literal(one.number),
        other=sql.Literal(other.number),
        public=PUBLIC.get(model, sql.SQL("TRUE")),
        metric=sql.Literal(one.metric_srid),
        tolerance=sql.Literal(CENTIMETRE),
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()[0]

"""What an asset touches: a span its poles, a pole its spans, each with a Spanish phrase for how."""

from dataclasses import dataclass
from functools import cache

from psycopg import sql

from layers import prepared
from layers.catalogue import MapLayer, find_layer
from layers.columns import public_rows_sql, table_sql
from layers.enums import Layer
from layers.models import Publication

#: More than these a list does not show.
MOST_NEIGHBOURS = 100


@dataclass(frozen=True)
class Relation:
    """`condition` joins the asset's row `own` to the neighbours' rows `t`, on indexed columns."""

    layer: str
    phrase: str
    condition: str


FEEDER = Relation(Layer.FEEDERS, "alimentador", "t.id = own.feeder_id")
RELATIONS: dict[str, tuple[Relation, ...]] = {
    Layer.SPANS: (
        Relation(Layer.POLES, "poste de origen", "t.id = own.from_pole"),
        Relation(Layer.POLES, "poste de destino", "t.id = own.to_pole"),
        Relation(Layer.TRANSFORMERS, "transformador que lo alimenta", "t.id = own.transformer_id"),
        FEEDER,
    ),
    Layer.POLES: (
        Relation(Layer.SPANS, "vano que parte del poste", "t.from_node = ANY(own.nodes)"),
        Relation(Layer.SPANS, "vano que llega al poste", "t.to_node = ANY(own.nodes)"),
        Relation(Layer.EQUIPMENT, "equipo en el poste", "t.from_node = ANY(own.nodes)"),
        Relation(Layer.TRANSFORMERS, "transformador en el poste", "t.from_node = ANY(own.nodes)"),
        Relation(Layer.FEEDERS, "alimentador", "t.id = ANY(own.feeder_ids)"),
    ),
    Layer.TRANSFORMERS: (
        Relation(Layer.POLES, "poste", "t.id = own.pole_id"),
        Relation(Layer.SPANS, "vano de media tensión", "t.from_node = own.from_node"),
        Relation(Layer.SPANS, "vano de media tensión", "t.to_node = own.from_node"),
        Relation(Layer.SPANS, "vano de baja tensión", "t.from_node = own.to_node"),
        Relation(Layer.SPANS, "vano de baja tensión", "t.to_node = own.to_node"),
        FEEDER,
        Relation(Layer.SUBSTATIONS, "subestación", "t.id = own.substation_id"),
    ),
    Layer.EQUIPMENT: (
        Relation(Layer.POLES, "poste", "t.id = own.pole_id"),
        Relation(Layer.SPANS, "vano contiguo", "t.from_node IN (own.from_node, own.to_node)"),
        Relation(Layer.SPANS, "vano contiguo", "t.to_node IN (own.from_node, own.to_node)"),
        FEEDER,
    ),
    Layer.GENERATORS: (
        Relation(Layer.SPANS, "vano contiguo", "t.from_node = own.node"),
        Relation(Layer.SPANS, "vano contiguo", "t.to_node = own.node"),
        FEEDER,
    ),
    Layer.FEEDERS: (Relation(Layer.SUBSTATIONS, "subestación", "t.id = own.substation_id"),),
    Layer.SUBSTATIONS: (Relation(Layer.FEEDERS, "alimentador", "t.id = ANY(own.feeder_ids)"),),
}
ONE_RELATION = """
    (SELECT {position}, {layer}, t.id, {phrase} FROM {own} own, {table} t, layers_publication p
     WHERE p.number = %(publication)s::int AND own.publication_id = p.number AND own.id = %(id)s
       AND {rows} AND {condition}
     ORDER BY length(t.id), t.id LIMIT {most})"""


@dataclass(frozen=True)
class Neighbour:
    layer: str
    id: str
    relation: str


def neighbours_of(layer: MapLayer, asset_id: str, publication: Publication) -> list[Neighbour]:
    """Of an asset that exists; each neighbour once, in the order of the relations."""
    if layer.id not in RELATIONS:
        return []
    found = prepared.rows(statement(layer), {"publication": publication.number, "id": asset_id})
    once = {
        (neighbour, asset): Neighbour(neighbour, asset, phrase) for _place, neighbour, asset, phrase in reversed(found)
    }
    return list(reversed(once.values()))


@cache
def statement(layer: MapLayer) -> str:
    parts = [relation_sql(layer, relation, place) for place, relation in enumerate(RELATIONS[layer.id])]
    return sql.SQL("SELECT * FROM ({}) AS found ORDER BY 1").format(sql.SQL(" UNION ALL ").join(parts)).as_string()


def relation_sql(layer: MapLayer, relation: Relation, place: int) -> sql.Composable:
    target = find_layer(relation.layer)
    assert target is not None  # noqa: S101  relations name layers of the catalogue
    return sql.SQL(ONE_RELATION).format(
        position=sql.Literal(place),
        layer=sql.Literal(str(relation.layer)),
        phrase=sql.Literal(relation.phrase),
        own=table_sql(layer),
        table=table_sql(target),
        rows=public_rows_sql(target),
        condition=sql.SQL(relation.condition),
        most=sql.Literal(MOST_NEIGHBOURS),
    )
